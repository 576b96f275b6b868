"""A person who was kept twice counts once after the merge, and twice again after it was undone, in new snapshots."""

import pytest

from dashboard.snapshots import compute, store
from pools.actions.merging import merge, part
from regions.models import Region
from talentboard.access import Role
from talentboard.accounts.operator import operator
from tests.factories import DAY, CandidateFactory, MembershipFactory, PoolFactory, PostFactory, RegionFactory
from tests.fixtures.people import with_role

pytestmark = pytest.mark.django_db


def figures() -> dict:
    """All figures of East as stored in a new snapshot."""
    kept = store(compute("east", DAY), by=operator())
    return {(one.edition, one.measure, one.slice): one.payload for one in kept.figures.all()}


def supply(found: dict) -> int:
    rows = found["open", "supply", "all"]
    return sum(row["supply"] for row in rows if (row["role_family"], row["level"]) == ("all", "all"))


@pytest.mark.parametrize("side", [0, 1])
def test_figures_count_a_merged_person_once_and_an_undone_merge_gives_the_old_figures_back(side):
    east = RegionFactory(slug="east")
    team = with_role(Role.REGIONAL_TEAM, "east")
    PostFactory(held="vacant")
    finance, other = PoolFactory(name="Finance"), PoolFactory(name="Nursing", role_families=["nursing"])
    people = [CandidateFactory(), CandidateFactory()]
    for person, band in zip(people, ("ready-now", "within-a-year"), strict=True):
        MembershipFactory(candidate=person, pool=finance, ready=band)
    MembershipFactory(candidate=people[1], pool=other)
    MembershipFactory(pool=finance)
    before = figures()

    region = Region.objects.get(pk=east.pk)
    made = merge(people[0].pk, people[1].pk, stands={finance.pk: people[side].pk}, region=region, by=team)
    between = figures()
    assert (supply(before), supply(between)) == (3, 2)
    assert between["open", "supply", "all"] != before["open", "supply", "all"]

    part(made.pk, region=region, by=team)
    assert figures() == before
