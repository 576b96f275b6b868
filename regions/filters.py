"""What a list of posts can be narrowed down by; all of it stands in the address."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from django.db.models import Case, IntegerField, Q, QuerySet, Value, When
from django_filters import CharFilter, ChoiceFilter

from talentboard.nhs.look import Look

from .lists import FilterForm, ListFilter
from .models import OPEN_STATES, Horizon, Level, RoleFamily, State
from .reach import Placed

Foreseen = Callable[[QuerySet], QuerySet]
OPEN = "open"
FORECAST = "forecast"
STATES = [(OPEN, "Open (vacant or covered)"), *State.choices]
HORIZONS = [*Horizon.choices, (FORECAST, "Any forecast")]
SORTS = [("title", "Title"), ("level", "Level"), ("soonest", "Soonest vacant")]


class PostFilterForm(FilterForm):
    looks = {"title": Look(width=20)}


class PostFilter(ListFilter):
    """The filters of a list of posts with their occupancy.

    placed: where organisations belong on the day; those, and their systems, are offered. foreseen: gives posts their
    forecasts, which is done for the rows that are shown, and for all only where the forecasts themselves are filtered.
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

    def __init__(self, *args, placed: Sequence[Placed], whole: bool, foreseen: Foreseen, **kwargs):
        super().__init__(*args, **kwargs)
        self.placed = placed
        self.whole = whole
        self.foreseen = foreseen
        organisations = {(here.sort_key, here.code, here.name) for here in placed}
        systems = {(here.system_sort_key, here.system_code, here.system_name) for here in placed if here.system_code}
        for name, bodies in (("organisation", organisations), ("system", systems)):
            choices = [(code, called) for _, code, called in sorted(bodies)]
            self.filters[name].extra["choices"] = choices
            self.form.fields[name].choices = choices

    @property
    def rows_in_order(self) -> QuerySet:
        """The rows with their forecasts, in the order asked for or by organisation."""
        rows = self._with_forecasts(self.rows)
        return rows if self._chosen().get("sort") else self._ordered(rows)

    def _with_forecasts(self, posts: QuerySet) -> QuerySet:
        return posts if "horizon" in posts.query.annotations else self.foreseen(posts)

    def narrow_critical(self, posts: QuerySet, name: str, value: str) -> QuerySet:
        return posts.critical()

    def narrow_state(self, posts: QuerySet, name: str, value: str) -> QuerySet:
        return posts.filter(state__in=OPEN_STATES if value == OPEN else [value])

    def narrow_horizon(self, posts: QuerySet, name: str, value: str) -> QuerySet:
        posts = self._with_forecasts(posts)
        if value == FORECAST:
            return posts.exclude(horizon__in=["", Horizon.NOW])
        return posts.filter(horizon=value)

    def narrow_organisation(self, posts: QuerySet, name: str, value: str) -> QuerySet:
        return self._of([here.organisation for here in self.placed if here.code == value], posts)

    def narrow_system(self, posts: QuerySet, name: str, value: str) -> QuerySet:
        return self._of([here.organisation for here in self.placed if here.system_code == value], posts)

    def sorted_by(self, posts: QuerySet, name: str, value: str) -> QuerySet:
        if value == "soonest":
            days = ["expected_on"] if self.whole else []
            return self._ordered(self._with_forecasts(posts), _rank("horizon", [*Horizon.values, ""]), *days)
        return self._ordered(posts, "title" if value == "title" else _rank("level", Level.values))

    def _of(self, organisations: list, posts: QuerySet) -> QuerySet:
        """Posts that an organisation leads or shares. One row a post, however many organisations share it."""
        shared = posts.model.shared_with.through.objects.filter(organisation__in=organisations)
        return posts.filter(Q(organisation__in=organisations) | Q(pk__in=shared.values("post")))

    def _ordered(self, posts: QuerySet, *first) -> QuerySet:
        return posts.order_by(*first, "organisation__sort_key", "ref", "pk")


def _rank(name: str, values: Iterable[str]) -> Case:
    """The place of a value in its list, to sort by."""
    whens = [When(**{name: value}, then=Value(place)) for place, value in enumerate(values)]
    return Case(*whens, default=Value(len(whens)), output_field=IntegerField())
