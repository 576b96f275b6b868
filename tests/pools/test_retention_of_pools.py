"""Memberships go 24 months after they ended, requests 24 months after the answer, and people with the last of it."""

import datetime as dt

import pytest
from django.db import IntegrityError

from pools import retention
from pools.actions.merging import merge, part
from pools.models import (
    Candidate,
    CorrectionRequest,
    CorrectionStep,
    FindConsent,
    FoundApart,
    Membership,
    MembershipState,
    Merge,
    Mobility,
    ReadinessDecision,
    SelfView,
)
from talentboard.access import Role
from talentboard.accounts.operator import operator
from talentboard.clock import now, today
from talentboard.months import add_months
from talentboard.retention.actions import hold, lift
from talentboard.retention.running import carry_out, look_ahead
from tests.factories import BandFactory, CandidateFactory, MembershipFactory, PoolFactory, UserFactory
from tests.fixtures.people import with_role

pytestmark = pytest.mark.django_db
TWO_YEARS_AGO = add_months(today(), -24)
OF_A_PERSON = (Candidate, Mobility, FindConsent, SelfView)
OF_A_MEMBERSHIP = (Membership, MembershipState, ReadinessDecision)


def left(ended_on: dt.date, *, move: str = "leave", **fields) -> Membership:
    """A membership that ended on a day."""
    joined = ended_on - dt.timedelta(days=400)
    member = MembershipFactory(
        joined=joined, review_due=add_months(joined, 12), ends=add_months(joined, 24), candidate=somebody(), **fields
    )
    member.move(move, by=None, effective_on=ended_on)
    return member


def somebody(recorded: dt.date = dt.date(2020, 1, 1)) -> Candidate:
    """Somebody recorded long ago, with all that they say of themselves."""
    person = CandidateFactory()
    Candidate.objects.filter(pk=person.pk).update(recorded_at=dt.datetime.combine(recorded, dt.time(12), tzinfo=dt.UTC))
    FindConsent.objects.create(candidate=person)
    SelfView.objects.create(candidate=person, band=BandFactory())
    return person


def request_of(person: Candidate, answered_on: dt.date | None) -> CorrectionRequest:
    asked_on = dt.date(2020, 1, 1)
    asked = CorrectionRequest(
        candidate=person, asked_by=UserFactory(), subject="details", words="Wrong", asked_on=asked_on, due=asked_on
    )
    asked.begin(by=None)
    if answered_on:
        asked.outcome, asked.answer, asked.answered_on = "corrected", "Right", answered_on
        asked.move("answer", by=None)
    return asked


def run(acting) -> dict[str, int]:
    """Carry out tonight's run as its login, and compare it with what was foreseen."""
    foreseen = look_ahead(today())
    with acting():
        report = carry_out(today(), by=operator())
    assert report == foreseen
    return {many: number for line in report.lines for (_, many), number in line.counts if number}


def left_of(*models) -> list[int]:
    return [model.objects.count() for model in models]


def test_two_years_after_a_membership_ended_nothing_of_it_and_of_its_person_is_left(as_retention):
    left(TWO_YEARS_AGO)

    assert run(as_retention) == {
        "consents to be found": 1, "decisions on readiness": 1, "memberships": 1, "own views of readiness": 1,
        "people": 1, "regions to go to": 1, "states of memberships": 2,
    }  # fmt: skip
    assert left_of(*OF_A_PERSON, *OF_A_MEMBERSHIP) == [0] * 7


def test_a_day_earlier_all_of_it_is_there_and_the_login_cannot_delete_it(as_retention):
    left(TWO_YEARS_AGO + dt.timedelta(days=1))

    assert run(as_retention) == {}
    for model in (MembershipState, ReadinessDecision):
        with pytest.raises(IntegrityError, match="kept until its time is over"), as_retention():
            model.objects.all()._raw_delete("default")


@pytest.mark.parametrize("move", ["place", "lapse", "withdraw", "leave"])
def test_it_counts_from_the_end_whichever_it_was(as_retention, move):
    left(TWO_YEARS_AGO, move=move)
    assert run(as_retention)["memberships"] == 1


def test_a_membership_that_has_not_ended_is_kept_however_old(as_retention):
    for held in (False, True):
        member = MembershipFactory(
            joined=dt.date(2018, 1, 1), review_due=dt.date(2019, 1, 1), ends=dt.date(2020, 1, 1), candidate=somebody()
        )
        if held:
            member.move("hold", by=None, effective_on=dt.date(2019, 6, 1))
    assert run(as_retention) == {}
    with pytest.raises(IntegrityError, match="kept until its time is over"), as_retention():
        MembershipState.objects.all()._raw_delete("default")


def test_the_person_stays_while_anything_else_of_theirs_does(as_retention):
    member = left(TWO_YEARS_AGO)
    MembershipFactory(candidate=member.candidate, joined=today(), review_due=add_months(today(), 12),
                      ends=add_months(today(), 24))  # fmt: skip

    assert run(as_retention) == {"decisions on readiness": 1, "memberships": 1, "states of memberships": 2}
    assert left_of(Candidate, SelfView) == [1, 1]


def test_a_request_is_kept_until_two_years_after_its_answer_and_its_person_with_it(as_retention):
    answered = request_of(somebody(), TWO_YEARS_AGO + dt.timedelta(days=1))
    waiting = request_of(somebody(), None)
    request_of(somebody(), TWO_YEARS_AGO)

    gone = run(as_retention)
    assert (gone["requests for corrections"], gone["steps of requests"], gone["people"]) == (1, 2, 1)
    assert set(CorrectionRequest.objects.all()) == {answered, waiting}
    with pytest.raises(IntegrityError, match="kept until its time is over"), as_retention():
        CorrectionStep.objects.all()._raw_delete("default")


def test_somebody_whose_record_is_new_is_kept_until_something_belongs_to_it(as_retention):
    somebody(recorded=today() - dt.timedelta(days=20))
    assert run(as_retention) == {}


def test_another_app_can_hold_people(as_retention, monkeypatch):
    held, free = somebody(), somebody()
    monkeypatch.setattr(retention, "_holding", [])
    asked = []
    retention.register_holding(lambda day: asked.append(day) or Candidate.objects.filter(pk=held.pk).values("pk"))

    assert run(as_retention)["people"] == 1
    assert list(Candidate.objects.all()) == [held] != [free]
    assert set(asked) == {today()}


def test_nothing_of_somebody_under_a_legal_hold_goes_until_it_is_lifted(as_retention):
    member = left(TWO_YEARS_AGO)
    request_of(member.candidate, TWO_YEARS_AGO)
    hold(member.candidate, why="Case 12", by=operator())

    assert run(as_retention) == {}
    for model in (MembershipState, ReadinessDecision, CorrectionStep):
        with pytest.raises(IntegrityError, match="kept until its time is over"), as_retention():
            model.objects.all()._raw_delete("default")

    lift(member.candidate, by=operator())
    run(as_retention)
    assert left_of(*OF_A_PERSON, *OF_A_MEMBERSHIP, CorrectionRequest) == [0] * 8
    assert now().date() >= today()


def two_records() -> tuple[Candidate, Candidate, Merge]:
    """Somebody kept twice for long, whose records were merged today."""
    stands, alias = somebody(), somebody()
    FindConsent.objects.filter(candidate=alias).delete()
    team = with_role(Role.REGIONAL_TEAM, stands.kept_by_id)
    made = merge(stands.pk, alias.pk, take=["email"], region=stands.kept_by, by=team)
    return stands, alias, made


def made_on(made: Merge, day: dt.date) -> None:
    Merge.objects.filter(pk=made.pk).update(made_at=dt.datetime.combine(day, dt.time(12), tzinfo=dt.UTC))


def test_a_record_and_its_aliases_go_together_and_their_merge_with_them(as_retention):
    *_, made = two_records()
    FoundApart.objects.create(one=min(made.kept_id, made.merged_id), other=max(made.kept_id, made.merged_id))
    gone = run(as_retention)
    assert (gone["people"], gone["merges of two records"], gone["pairs found apart"]) == (2, 1, 1)
    assert left_of(Candidate, Merge, FoundApart, SelfView) == [0] * 4


def test_what_belongs_to_the_one_that_stands_or_holds_either_keeps_both(as_retention):
    stands, alias, _made = two_records()
    member = MembershipFactory(candidate=stands, joined=today(), review_due=add_months(today(), 12),
                               ends=add_months(today(), 24))  # fmt: skip
    assert run(as_retention) == {}
    MembershipState.objects.filter(of=member).count()
    Membership.objects.filter(pk=member.pk).update(candidate=alias)  # however it came there
    assert run(as_retention) == {}


def test_what_the_records_said_before_a_merge_goes_when_it_can_be_undone_no_more(as_retention):
    stands, _alias, made = two_records()
    MembershipFactory(candidate=stands)
    made_on(made, today() - dt.timedelta(days=30))
    assert run(as_retention) == {}
    made_on(made, today() - dt.timedelta(days=31))
    assert run(as_retention) == {"merges": 1}
    assert Merge.objects.get().was == {}


def test_a_merge_that_was_undone_goes_after_its_days_and_holds_neither_person(as_retention):
    stands, alias, made = two_records()
    part(made.pk, region=stands.kept_by, by=made.made_by)
    MembershipFactory(candidate=alias)
    assert run(as_retention)["merges of two records"] == 1
    assert list(Candidate.objects.all()) == [alias]


def test_a_membership_that_was_set_aside_goes_two_years_later(as_retention):
    stands, alias = somebody(), somebody()
    pool, team = PoolFactory(), with_role(Role.REGIONAL_TEAM, stands.kept_by_id)
    for person in (stands, alias):
        MembershipFactory(candidate=person, pool=pool, joined=add_months(today(), -30),
                          review_due=add_months(today(), 12), ends=add_months(today(), 24))  # fmt: skip
    made = merge(stands.pk, alias.pk, stands={pool.pk: stands.pk}, region=stands.kept_by, by=team)
    made_on(made, TWO_YEARS_AGO + dt.timedelta(days=1))
    assert "memberships" not in run(as_retention)
    made_on(made, TWO_YEARS_AGO)
    assert run(as_retention)["memberships"] == 1
    assert list(stands.memberships.values_list("set_aside_by", flat=True)) == [None]
