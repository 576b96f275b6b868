"""What a list of posts can be narrowed down by; all of it stands in the address."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Case, IntegerField, Q, QuerySet, Value, When
from django_filters import CharFilter, ChoiceFilter

from talentboard.nhs.look import Look

from .lists import FilterForm, ListFilter
from .models import OPEN_STATES, Horizon, Level, Placement, RoleFamily, State

OPEN = "open"
FORECAST = "forecast"
STATES = [(OPEN, "Open (vacant or covered)"), *State.choices]
HORIZONS = [*Horizon.choices, (FORECAST, "Any forecast")]
SORTS = [("title", "Title"), ("level", "Level"), ("soonest", "Soonest vacant")]


class PostFilterForm(FilterForm):
    looks = {"title": Look(width=20)}


class PostFilter(ListFilter):
    """The filters of a list of posts. Made with the placements of the day, whose organisations and systems it offers.

    whole: whether days of forecasts may be seen; otherwise the soonest come in the order of their horizons alone.
    """

    title = CharFilter(label="Title contains", lookup_expr="icontains", max_length=100)
    role_family = ChoiceFilter(label="Role family", choices=RoleFamily.choices, empty_label="All role families")
    level = ChoiceFilter(label="Level", choices=Level.choices, empty_label="All levels")
    critical = ChoiceFilter(
        label="Critical",
        choices=[("yes", "Critical posts only")],
        empty_label="Critical or not",
        method="narrow_critical",
    )
    state = ChoiceFilter(label="Held", choices=STATES, empty_label="Open or filled", method="narrow_state")
    horizon = ChoiceFilter(
        label="Expected vacant", choices=HORIZONS, empty_label="At any time", method="narrow_horizon"
    )
    system = ChoiceFilter(label="System", choices=[], empty_label="All systems", method="narrow_system")
    organisation = ChoiceFilter(
        label="Organisation", choices=[], empty_label="All organisations", method="narrow_organisation"
    )
    sort = ChoiceFilter(label="Sort by", choices=SORTS, empty_label="Organisation", method="sorted_by")
    spoken_of = ("role_family", "level")

    class Meta(ListFilter.Meta):
        form = PostFilterForm

    def __init__(self, *args, placements: Iterable[Placement], whole: bool, **kwargs):
        super().__init__(*args, **kwargs)
        self.whole = whole
        self.placements = list(placements)
        organisations = {placed.organisation.code: placed.organisation for placed in self.placements}
        systems = {placed.system.code: placed.system for placed in self.placements if placed.system}
        for name, bodies in (("organisation", organisations), ("system", systems)):
            listed = sorted(bodies.values(), key=lambda body: body.sort_key)
            choices = [(body.code, body.name) for body in listed]
            self.filters[name].extra["choices"] = choices
            self.form.fields[name].choices = choices

    @property
    def rows_in_order(self) -> QuerySet:
        """The rows, in the order asked for or by organisation."""
        return self.rows if self._chosen().get("sort") else self._ordered(self.rows)

    def narrow_critical(self, posts: QuerySet, name: str, value: str) -> QuerySet:
        return posts.critical()

    def narrow_state(self, posts: QuerySet, name: str, value: str) -> QuerySet:
        return posts.filter(state__in=OPEN_STATES if value == OPEN else [value])

    def narrow_horizon(self, posts: QuerySet, name: str, value: str) -> QuerySet:
        if value == FORECAST:
            return posts.exclude(horizon__in=["", Horizon.NOW])
        return posts.filter(horizon=value)

    def narrow_organisation(self, posts: QuerySet, name: str, value: str) -> QuerySet:
        return self._of(
            [placed.organisation_id for placed in self.placements if placed.organisation.code == value], posts
        )

    def narrow_system(self, posts: QuerySet, name: str, value: str) -> QuerySet:
        here = [placed.organisation_id for placed in self.placements if placed.system and placed.system.code == value]
        return self._of(here, posts)

    def sorted_by(self, posts: QuerySet, name: str, value: str) -> QuerySet:
        if value == "soonest":
            days = ["expected_on"] if self.whole else []
            return self._ordered(posts, _placed("horizon", [*Horizon.values, ""]), *days)
        return self._ordered(posts, "title" if value == "title" else _placed("level", Level.values))

    def _of(self, organisations: list, posts: QuerySet) -> QuerySet:
        """Posts that an organisation leads or shares. One row a post, however many organisations share it."""
        shared = posts.model.shared_with.through.objects.filter(organisation__in=organisations)
        return posts.filter(Q(organisation__in=organisations) | Q(pk__in=shared.values("post")))

    def _ordered(self, posts: QuerySet, *first) -> QuerySet:
        return posts.order_by(*first, "organisation__sort_key", "ref", "pk")


def _placed(name: str, values: Iterable[str]) -> Case:
    """The place of a value in its list, to sort by."""
    whens = [When(**{name: value}, then=Value(place)) for place, value in enumerate(values)]
    return Case(*whens, default=Value(len(whens)), output_field=IntegerField())
