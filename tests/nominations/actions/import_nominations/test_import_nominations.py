"""Rounds on paper: what is recorded of them, that of whoever did not agree a number is kept, and the same again."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import connection

from nominations import policies
from nominations.actions import deciding, rounds
from nominations.actions.import_nominations.saving import LOCK as OF_NOMINATIONS
from nominations.models import EligibilityFinding, Endorsement, Nomination, NominationStep, Round
from nominations.person_file import part_of
from nominations.statements import statement_of
from pools.actions.import_members.saving import LOCK as OF_MEMBERS
from pools.models import Candidate
from regions.models import Organisation
from talentboard.access import NotAllowed, Role
from talentboard.audit.models import AuditEvent
from talentboard.clock import LONDON, now, standing_at, today
from talentboard.notifications.models import Notification
from talentboard.retention.running import look_ahead
from talentboard.sheets.plans import Verdict
from tests.factories import CandidateFactory, OrganisationFactory, UserFactory
from tests.fixtures.people import with_role

from .nomination_files import NOMINATION, ROUND, a_file, known, load, nomination, unsaid, without, wrong

pytestmark = pytest.mark.django_db
State = Nomination.State


@pytest.fixture(autouse=True)
def reference():
    with standing_at(dt.datetime(2026, 11, 2, 12, tzinfo=LONDON)):
        known()
        yield


def the_one() -> Nomination:
    return Nomination.objects.get()


def on(moment: dt.datetime) -> dt.date:
    return moment.astimezone(LONDON).date()


def walked(one: Nomination) -> list[tuple]:
    return [(step.to_state, on(step.at)) for step in one.steps.all()]


# What is recorded


def test_neither_another_file_of_nominations_nor_one_of_members_is_loaded_meanwhile():
    load(a_file(nominations=[NOMINATION]))
    with connection.cursor() as cursor:
        cursor.execute("SELECT objid FROM pg_locks WHERE locktype = 'advisory' AND pid = pg_backend_pid() AND granted")
        assert {key for (key,) in cursor.fetchall()} >= {OF_NOMINATIONS, OF_MEMBERS}


def test_a_nomination_is_recorded_with_its_words_its_days_and_who_decided():
    plan = load(a_file(nominations=[NOMINATION]))
    one = the_one()
    assert (one.person_name, one.nominator.name, one.state) == ("Sam Okafor", "Priya Leader", State.ACCEPTED)
    assert (on(one.sent_at), on(one.moved_at), one.due) == (dt.date(2026, 3, 9), dt.date(2026, 4, 2), None)
    assert one.readiness_view_id == "within-a-year"
    said = statement_of(one)
    assert [each.text for each in said.by_nominator] == ["Led the merger.\nBoth hospitals kept their staff."]
    assert [each.text for each in said.by_nominee] == ["I would bring calm."]
    assert walked(one) == [
        (State.DRAFT, dt.date(2026, 3, 9)),
        (State.AWAITING_CONSENT, dt.date(2026, 3, 9)),
        (State.AWAITING_REGISTRATION, dt.date(2026, 3, 12)),
        (State.AWAITING_ENDORSEMENT, dt.date(2026, 3, 12)),
        (State.ELIGIBILITY_CHECK, dt.date(2026, 3, 20)),
        (State.ACCEPTED, dt.date(2026, 4, 2)),
    ]
    last = one.steps.last()
    assert (last.why, last.capacity, last.by) == ("on paper, by Tessa Team", "team", None)
    assert [step.by and step.by.name for step in one.steps.all()] == [
        "Priya Leader", "Priya Leader", None, None, "Carol Leader", None,
    ]  # fmt: skip
    asked = Endorsement.objects.get()
    assert (asked.endorser.name, asked.answer, asked.words) == ("Carol Leader", "endorsed", "He leads well.")
    finding = EligibilityFinding.objects.get()
    assert (finding.result, finding.why, finding.by) == ("met", "on paper, by Tessa Team", None)
    assert [(one.name, one.region) for one in plan.to_tell] == [("Sam Okafor", "east")]


def test_the_round_is_over_and_stays_so():
    load(a_file(nominations=[NOMINATION]))
    round = Round.objects.get()
    assert (round.state, round.on_paper) == ("published", True)
    assert not round.takes(now())
    with pytest.raises(NotAllowed, match="run on paper and is over"):
        policies.can_change_dates(round, closes=today() + dt.timedelta(days=9), late_until=None)
    with pytest.raises(NotAllowed, match="run on paper and is over"):
        policies.can_cancel(round)
    team = with_role(Role.REGIONAL_TEAM, "east")
    new = rounds.copy(round, title="Spring 2027", by=team)
    assert (new.on_paper, new.questions.count(), new.criteria.count()) == (False, 0, 0)


def test_of_whoever_did_not_agree_the_number_alone_is_kept():
    plan = load(a_file(nominations=[unsaid(), unsaid(), unsaid(state="withdrawn"), unsaid(state="consent-lapsed")]))
    assert plan.unsaid == 4
    assert not Candidate.objects.exists()
    for one in Nomination.objects.all():
        assert (one.nominee_name, one.nominee_email, one.development_needs, one.candidate) == ("", "", "", None)
        assert not one.answers.exists()
        assert {step.why for step in one.steps.all()} == {"on paper"}
    assert sorted(Nomination.objects.values_list("state", flat=True)) == [
        "consent-lapsed", "declined", "declined", "withdrawn",
    ]  # fmt: skip
    assert set(AuditEvent.objects.filter(kind="nominations-imported").values_list("about_kind", flat=True)) == {"round"}


def test_nobody_is_mailed():
    load(a_file(nominations=[NOMINATION, unsaid()]))
    assert not Notification.objects.exists()


def test_a_person_who_is_known_stays_as_they_are_and_a_new_one_has_not_been_told():
    kept = CandidateFactory(email="sam@example.nhs.uk", name="Samuel O.", told_on=dt.date(2026, 1, 1))
    plan = load(a_file(nominations=[NOMINATION, nomination(email="lena@example.nhs.uk", name="Lena Beck")]))
    kept.refresh_from_db()
    assert kept.name == "Samuel O."
    assert [person.name for person in plan.to_tell] == ["Lena Beck"]
    assert Candidate.objects.get(name="Lena Beck").told_on is None
    assert not Candidate.objects.get(name="Lena Beck").find_consents.exists()


def test_whoever_has_the_address_finds_it_in_everything_about_them():
    load(a_file(nominations=[NOMINATION]))
    part = part_of(UserFactory(name="Sam Okafor", email="sam@example.nhs.uk"), True)
    said = next(rows for rows in part.rows if rows.key == "said_of_you")
    assert "Led the merger.\nBoth hospitals kept their staff." in [one["text"] for one in said.data]


def test_ones_own_goes_from_agreeing_and_is_passed_on_by_the_team_where_nobody_is_named():
    own = without(
        "agreed_on", "readiness_view", "development_needs", "nominator_said", "endorser", "endorser_said",
        route="self", nominator="sam@example.nhs.uk",
    )  # fmt: skip
    UserFactory(email="sam@example.nhs.uk")
    load(a_file(nominations=[own]))
    assert [state for state, _day in walked(the_one())][:2] == [State.DRAFT, State.AWAITING_REGISTRATION]
    asked = Endorsement.objects.get()
    assert (asked.office, asked.answer) == ("team", "passed-on")


@pytest.mark.parametrize(
    ("cells", "endorsed", "found"),
    [
        ({"state": "ineligible", "reason": "One year only."}, "endorsed", "not-met"),
        ({"state": "not-endorsed", "reason": "Too early.", "endorsed_on": None, "endorser_said": None},
         "not-endorsed", None),
        ({"state": "withdrawn", "reason": "Has left."}, "endorsed", None),
    ],
)  # fmt: skip
def test_each_end_is_recorded_with_its_reason(cells, endorsed, found):
    load(a_file(nominations=[nomination(**cells)]))
    one, asked, finding = the_one(), Endorsement.objects.get(), EligibilityFinding.objects.first()
    assert (one.state, asked.answer, finding.result if finding else None) == (cells["state"], endorsed, found)
    words = [one.steps.last().why, asked.words, finding.why if finding else ""]
    assert any(cells["reason"] in said for said in words)


def test_one_that_waits_for_the_team_goes_on_here():
    waits = without("decided_on", "decided_by", state="eligibility-check")
    load(a_file(nominations=[waits]))
    one = the_one()
    assert one.due > today()
    team = with_role(Role.REGIONAL_TEAM, "east")
    deciding.find(one, one.round.criteria.get(), result="met", by=team)
    assert deciding.accept_for_gateway(one, by=team).state == State.ACCEPTED
    assert load(a_file(nominations=[waits])).counts("nominations") == {Verdict.SAME: 1}


def test_somebody_may_have_several_that_ended_beside_the_one_that_goes_on():
    other = without("endorser", "endorser_said", nominator="carol@example.nhs.uk", state="withdrawn")
    load(a_file(nominations=[NOMINATION, other, unsaid()]))
    assert sorted(Nomination.objects.values_list("state", flat=True)) == ["accepted", "declined", "withdrawn"]


def test_an_employer_is_an_organisation_or_a_name():
    OrganisationFactory(code="RAJ")
    load(a_file(nominations=[nomination(employer="raj"), nomination(email="l@x.uk", name="L", employer="Red Cross")]))
    found = Nomination.objects.order_by("candidate__name").values_list("employer__code", "employer_outside")
    assert list(found) == [(None, "Red Cross"), ("RAJ", "")]
    assert Organisation.objects.count() == 1


def test_what_is_taken_is_kept_by_the_nightly_job():
    load(a_file(nominations=[NOMINATION, nomination(state="withdrawn", email="l@example.nhs.uk", name="L"), unsaid()]))
    lines = {line.chapter.slug: line.counts for line in look_ahead(today()).lines}
    assert {number for _noun, number in lines["nominations"]} == {0}


# The same again


def test_the_same_file_again_has_nothing_to_save():
    file = a_file(nominations=[NOMINATION, unsaid(), unsaid()])
    load(file)
    before = (Nomination.objects.count(), NominationStep.objects.count(), AuditEvent.objects.count())
    assert not load(file).changes_anything
    assert (Nomination.objects.count(), NominationStep.objects.count(), AuditEvent.objects.count()) == before


def test_a_further_row_is_added_and_what_is_kept_stays():
    load(a_file(nominations=[unsaid()]))
    plan = load(a_file(rounds=[], nominations=[unsaid(), unsaid(), NOMINATION]))
    assert plan.counts("nominations") == {Verdict.NEW: 2, Verdict.SAME: 1}


def test_what_is_kept_otherwise_is_said_and_not_changed():
    load(a_file(nominations=[NOMINATION]))
    assert wrong(nomination(state="ineligible", reason="No.")) == [
        (2, "state", "We keep this nomination, of 9 March 2026, as accepted for gateway")
    ]
    plan = load(a_file(rounds=[ROUND | {"closes": "28/03/2026"}], nominations=[NOMINATION]), right=False)
    assert [problem.wrong for problem in plan.problems] == [
        "We keep this round with other days: 2 March 2026 to 27 March 2026"
    ]


def test_it_costs_as_many_statements_for_one_row_as_for_many(django_assert_max_num_queries):
    def rows(number: int, **cells) -> list[dict]:
        return [nomination(name=f"P{one}", email=f"p{one}.{len(cells)}@x.uk", **cells) for one in range(number)]

    with django_assert_max_num_queries(60) as few:
        load(a_file(nominations=[*rows(2), unsaid()]))
    with django_assert_max_num_queries(60) as many:
        load(a_file(nominations=[*rows(30, state="accepted"), *(unsaid() for _ in range(9))]))
    assert len(many) <= len(few)


def test_a_row_with_the_address_of_a_duplicate_that_was_merged_is_of_the_record_that_stands():
    stands = CandidateFactory(name="Samuel Okafor", kept_by_id="east")
    CandidateFactory(email=NOMINATION["email"], merged_into=stands, kept_by_id="east")
    load(a_file(nominations=[NOMINATION]))
    assert the_one().candidate == stands
    assert [judged.verdict for judged in load(a_file(nominations=[NOMINATION])).nominations] == [Verdict.SAME]
