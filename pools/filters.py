"""What a list of members can be narrowed down by; all of it stands in the address."""

from __future__ import annotations

from django.db.models import QuerySet
from django_filters import CharFilter, ChoiceFilter

from regions.lists import FilterForm, ListFilter, Offered
from regions.models import RoleFamily
from talentboard.names import sort_key
from talentboard.nhs.look import Look

from .models import Membership, Pool, ReadinessBand
from .models.membership import OPEN

EVERYBODY = "all"
UNDECIDED = "undecided"
STATES = [*Membership.State.choices, (EVERYBODY, "Everybody, past members too")]
SORTS = [("readiness", "Readiness"), ("review", "Review due")]


class MemberFilterForm(FilterForm):
    looks = {"name": Look(width=20)}


class MemberFilter(ListFilter):
    """The filters of a list of members, which shows members of the day (active or on hold) unless a state is chosen."""

    name = CharFilter(
        label="Name contains",
        method="narrow_name",
        max_length=100,
        help_text="Finds nobody who has not been told that the board knows of them",
    )
    pool = ChoiceFilter(label="Pool", choices=[], empty_label="All pools", method="narrow_pool")
    readiness = ChoiceFilter(label="Readiness", choices=[], empty_label="Any readiness", method="narrow_readiness")
    state = ChoiceFilter(label="State", choices=STATES, empty_label="Active or on hold", method="narrow_state")
    role_family = ChoiceFilter(
        label="Role family of the pool",
        choices=RoleFamily.choices,
        empty_label="All role families",
        method="narrow_role_family",
    )
    told = ChoiceFilter(
        label="Told",
        choices=[("no", "Not told yet")],
        empty_label="Told or not",
        method="narrow_told",
    )
    sort = ChoiceFilter(label="Sort by", choices=SORTS, empty_label="Name", method="sorted_by")
    spoken_of = ("pool", "readiness", "state")

    class Meta(ListFilter.Meta):
        form = MemberFilterForm

    def __init__(self, *args, pools: QuerySet[Pool], bands: QuerySet[ReadinessBand], **kwargs):
        super().__init__(*args, **kwargs)
        offered = {
            "pool": Offered(lambda: [(str(pool), name) for pool, name in pools.values_list("pk", "name")]),
            "readiness": Offered(lambda: [*bands.values_list("code", "label"), (UNDECIDED, "Not decided")]),
        }
        for name, choices in offered.items():
            self.filters[name].extra["choices"] = choices
            self.form.fields[name].choices = choices

    @property
    def rows_in_order(self) -> QuerySet:
        """The members of the day unless another state is chosen, in the order asked for or by name."""
        chosen = self._chosen()
        rows = self.rows if chosen.get("state") else self.rows.filter(state_then__in=OPEN)
        return rows if chosen.get("sort") else self._ordered(rows)

    def narrow_name(self, members: QuerySet, name: str, value: str) -> QuerySet:
        return members.filter(candidate__sort_key__contains=sort_key(value), candidate__told_on__isnull=False)

    def narrow_pool(self, members: QuerySet, name: str, value: str) -> QuerySet:
        return members.filter(pool=value)

    def narrow_readiness(self, members: QuerySet, name: str, value: str) -> QuerySet:
        return members.filter(band__isnull=True) if value == UNDECIDED else members.filter(band=value)

    def narrow_state(self, members: QuerySet, name: str, value: str) -> QuerySet:
        return members if value == EVERYBODY else members.filter(state_then=value)

    def narrow_role_family(self, members: QuerySet, name: str, value: str) -> QuerySet:
        return members.filter(pool__role_families__contains=[value])

    def narrow_told(self, members: QuerySet, name: str, value: str) -> QuerySet:
        return members.filter(candidate__told_on__isnull=True)

    def sorted_by(self, members: QuerySet, name: str, value: str) -> QuerySet:
        return self._ordered(members, "band_order" if value == "readiness" else "review_due")

    def _ordered(self, members: QuerySet, *first: str) -> QuerySet:
        return members.order_by(*first, "candidate__sort_key", "candidate_id", "pool__name", "pk")
