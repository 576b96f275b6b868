"""Pools and memberships from a file: readiness, states, and when they begin and end."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from pools.models import Membership, MembershipState, Pool, ReadinessDecision
from talentboard.access import NotAllowed
from talentboard.sheets.plans import Verdict
from tests.factories import BANDS, BandFactory, RegionFactory
from tests.pools.actions.import_members.member_files import DAY, a_file, check, load, member, other, pool, wrong

pytestmark = pytest.mark.django_db
LATER = dt.date(2026, 12, 31)
EARLIER = dt.date(2026, 6, 30)


@pytest.fixture(autouse=True)
def reference():
    for slug in ("east", "midlands"):
        RegionFactory(slug=slug)
    for code in BANDS:
        BandFactory(code=code)


def states() -> list[tuple]:
    found = MembershipState.objects.order_by("effective_on", "pk")
    return [(one.from_state, one.to_state, one.effective_on) for one in found]


def decisions() -> list[tuple]:
    found = ReadinessDecision.objects.order_by("decided_on", "pk")
    return [(one.band_id, one.decided_on.isoformat()) for one in found]


def test_a_pool_is_made_and_later_changed():
    load(a_file(pools=[pool(role_families="finance; Strategy", kind="Chief executive")]))
    one = Pool.objects.get()
    assert (one.region_id, one.name, one.kind, one.level, one.months, one.review_every) == (
        "east", "Finance directors", "chief-executive", "executive-director", 24, 12,
    )  # fmt: skip
    assert one.role_families == ["finance", "strategy"]
    assert not load(a_file(pools=[pool(role_families="strategy;finance", kind="chief-executive")])).changes_anything
    plan = load(a_file(pools=[pool(pool="FINANCE DIRECTORS", role_families="finance")]))
    assert plan.pools[0].words == "Changed: kind was chief-executive; role_families was finance, strategy"
    assert Pool.objects.get().role_families == ["finance"]


def test_a_pool_that_is_in_the_file_twice_is_a_problem():
    plan = load(a_file(pools=[pool(), pool(region="midlands"), pool(pool="finance Directors")]), right=False)
    assert wrong(plan) == [(4, "pool", "“finance Directors” is in row 2 too")]


def test_a_member_of_a_pool_whose_own_row_is_wrong_is_not_a_second_problem():
    plan = load(a_file(pools=[pool(level="boss")], members=[member()]), right=False)
    assert wrong(plan) == [(2, "level", "“boss” is not a level")]


def test_a_membership_begins_with_its_earliest_decision_and_is_active_from_the_day_of_the_file():
    rows = [member(decided_on="01/06/2026"), member(decided_on="31/08/2025", readiness="Within a year")]
    load(a_file(members=rows))
    one = Membership.objects.get()
    assert (one.joined, one.review_due, one.ends) == (
        dt.date(2025, 8, 31), dt.date(2026, 8, 31), dt.date(2027, 8, 31),
    )  # fmt: skip
    assert states() == [("", "active", DAY)]
    assert decisions() == [("within-a-year", "2025-08-31"), ("ready-now", "2026-06-01")]


def test_a_new_decision_is_added_and_a_corrected_one_stands_after_the_first():
    load(a_file(members=[member()]))
    plan = load(a_file(members=[member(decided_on="01/12/2026", readiness="developing")]), as_of=LATER)
    assert plan.members[0].words == "Changed: readiness was not decided on that day"
    assert Membership.objects.get().joined == dt.date(2026, 6, 1)
    plan = load(a_file(members=[member(readiness="within-a-year")]), as_of=LATER)
    assert plan.members[0].words == "Changed: readiness was ready-now"
    assert decisions() == [
        ("ready-now", "2026-06-01"), ("within-a-year", "2026-06-01"), ("developing", "2026-12-01"),
    ]  # fmt: skip
    assert not load(a_file(members=[member(readiness="within-a-year")]), as_of=LATER).changes_anything


def test_an_earlier_decision_moves_the_day_of_joining():
    load(a_file(members=[member()]))
    load(a_file(members=[member(decided_on="29/02/2024")]))
    one = Membership.objects.get()
    assert (one.joined, one.review_due, one.ends) == (
        dt.date(2024, 2, 29), dt.date(2025, 2, 28), dt.date(2026, 2, 28),
    )  # fmt: skip


def test_a_state_is_effective_on_the_day_of_the_file():
    load(a_file(members=[member()]))
    plan = load(a_file(members=[member(state="On hold")]), as_of=LATER)
    assert plan.members[0].words == "Changed: state was active"
    assert states() == [("", "active", DAY), ("active", "on-hold", LATER)]
    assert Membership.objects.get().state == "on-hold"


def test_a_blank_state_is_active():
    load(a_file(members=[member(state="on-hold")]))
    load(a_file(members=[member(state="")]), as_of=LATER)
    assert Membership.objects.get().state == "active"


def test_a_member_may_come_in_already_ended():
    load(a_file(members=[member(state="left")]))
    assert states() == [("", "left", DAY)]


def test_a_file_for_an_earlier_day_leaves_the_newest_state():
    load(a_file(members=[member(decided_on="01/03/2026", state="on-hold")]))
    load(a_file(members=[member(decided_on="01/03/2026")]), as_of=EARLIER)
    assert states() == [("", "active", EARLIER), ("", "on-hold", DAY)]
    assert Membership.objects.get().state == "on-hold"


def test_what_has_ended_does_not_become_another_end():
    load(a_file(members=[member(state="placed")]))
    plan = load(a_file(members=[member(state="left")]), as_of=LATER, right=False)
    assert wrong(plan) == [(2, "state", "The membership is placed; it cannot become left")]
    assert not load(a_file(members=[member(state="placed")]), as_of=LATER).changes_anything


def test_to_join_again_needs_a_decision_made_since():
    load(a_file(members=[member(state="left")]))
    plan = load(a_file(members=[member()]), as_of=LATER, right=False)
    assert wrong(plan) == [(2, "decided_on", "The membership ended on 30 September 2026: left")]
    again = a_file(members=[member(decided_on="01/12/2026")])
    load(again, as_of=LATER)
    found = Membership.objects.order_by("joined")
    assert [(one.state, one.joined) for one in found] == [
        ("left", dt.date(2026, 6, 1)), ("active", dt.date(2026, 12, 1)),
    ]  # fmt: skip
    assert not load(again, as_of=LATER).changes_anything


def test_one_row_a_decision_and_one_state_a_membership():
    rows = [
        member(),
        member(),
        member(decided_on="02/06/2026", state="left"),
        member(decided_on="03/06/2026", state="active"),
    ]
    assert wrong(load(a_file(members=rows), right=False)) == [
        (3, "decided_on", "The readiness decided on 1 June 2026 is in row 2 too"),
        (5, "state", "The same membership is left in row 4"),
    ]


def test_a_person_may_be_in_two_pools_and_absent_members_are_unchanged():
    pools = [pool(), pool(pool="Operations directors", role_families="operations")]
    load(a_file(pools=pools, members=[member(), member(pool="operations directors"), other(2)]))
    assert Membership.objects.count() == 3
    assert not load(a_file(members=[member()]), as_of=LATER).changes_anything


def test_checking_saves_nothing_and_a_plan_that_is_another_one_by_now_is_not_saved():
    file = a_file(members=[member()])
    shown = check(file).digest
    assert not Pool.objects.exists()
    load(a_file())
    with pytest.raises(NotAllowed, match="somebody has saved something else"):
        load(file, expected=shown)
    assert load(file, expected=check(file).digest).saved


def test_statements_do_not_grow_with_rows():
    counts = []
    for first, number in ((0, 1), (100, 60)):
        rows = [other(first + place) for place in range(number)]
        load(a_file(members=rows))
        changed = [
            {**row, "name": "Another", "mobility": "midlands", "state": "on-hold", "decided_on": "01/05/2026"}
            for row in rows
        ]
        with CaptureQueriesContext(connection) as queries:
            plan = load(a_file(members=changed), as_of=LATER)
        assert plan.counts("members") == {Verdict.CHANGED: number}
        counts.append(len(queries))
    assert counts[0] == counts[1]
    assert counts[0] < 40
