"""What the queue of nominations can be narrowed down by; all of it stands in the address."""

from __future__ import annotations

from typing import Any

from django.db.models import F, QuerySet
from django_filters import CharFilter, ChoiceFilter

from regions.lists import FilterForm, ListFilter
from talentboard.clock import today
from talentboard.names import sort_key
from talentboard.nhs.look import Look
from talentboard.working_days import working_days_after

from .models import Nomination, Round
from .models.nomination import STANDING

NOBODY = "nobody"
SOON = 3
EVERY = "all"
DUE = [("late", "Overdue"), ("soon", f"Due within {SOON} working days")]
STATES = [(state.value, state.label) for state in Nomination.State if state not in ("draft", "awaiting-consent")]
SORTS = [("age", "Longest in its state"), ("name", "Name"), ("newest", "Newest")]
ROUTES = Nomination.Route.choices


class QueueFilterForm(FilterForm):
    looks = {"name": Look(width=20)}


class QueueFilter(ListFilter):
    """The filters of the queue, which shows those that go on unless a state is chosen."""

    as_of = None
    name = CharFilter(label="Name contains", method="narrow_name", max_length=100)
    state = ChoiceFilter(
        label="State",
        choices=[*STATES, (EVERY, "All, ended ones too")],
        empty_label="Those that go on",
        method="narrow_state",
    )
    round = ChoiceFilter(label="Round", choices=[], empty_label="All rounds", method="narrow_round")
    route = ChoiceFilter(label="Nominated", choices=ROUTES, empty_label="By a leader or themselves", field_name="route")
    assignee = ChoiceFilter(label="Assigned to", choices=[], empty_label="Anybody", method="narrow_assignee")
    due = ChoiceFilter(label="Due", choices=DUE, empty_label="Any day", method="narrow_due")
    sort = ChoiceFilter(label="Sort by", choices=SORTS, empty_label="Due first", method="sorted_by")
    spoken_of = ("state", "round")

    class Meta(ListFilter.Meta):
        form = QueueFilterForm

    def __init__(self, *args, rounds: QuerySet[Round], colleagues: list[tuple[str, str]], **kwargs):
        super().__init__(*args, **kwargs)
        offered = {
            "round": [(str(round.pk), f"{round.title}, {round.pool}") for round in rounds],
            "assignee": [(NOBODY, "Nobody"), *colleagues],
        }
        for name, choices in offered.items():
            self.filters[name].extra["choices"] = choices
            self.form.fields[name].choices = [("", self.filters[name].extra["empty_label"]), *choices]

    @property
    def rows_in_order(self) -> QuerySet:
        """Those that go on unless a state is chosen, in the order asked for or the most pressing first."""
        chosen = self._chosen()
        rows = self.rows if chosen.get("state") else self.rows.filter(state__in=STANDING)
        return rows if chosen.get("sort") else rows.order_by(F("due").asc(nulls_last=True), "moved_at", "pk")

    def narrow_name(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return rows.filter(candidate__sort_key__contains=sort_key(value))

    def narrow_state(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return rows if value == EVERY else rows.filter(state=value)

    def narrow_round(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return rows.filter(round=value)

    def narrow_assignee(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return rows.filter(assignee__isnull=True) if value == NOBODY else rows.filter(assignee=value)

    def narrow_due(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        if value == "late":
            return rows.filter(due__lt=today())
        return rows.filter(due__range=(today(), working_days_after(today(), SOON)))

    def sorted_by(self, rows: QuerySet, name: str, value: Any) -> QuerySet:
        order = {"age": "moved_at", "name": "candidate__sort_key", "newest": "-begun_at"}[value]
        return rows.order_by(order, "pk")
