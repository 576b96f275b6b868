"""What is refused of rounds on paper, each row and column with a sentence, and whom."""

from __future__ import annotations

import datetime as dt

import pytest

from nominations.models import Nomination, Round
from pools.models import Candidate
from talentboard.access import NotPermitted, Role
from talentboard.audit.models import AuditEvent
from talentboard.clock import LONDON, standing_at
from tests.factories import RegionFactory, UserFactory
from tests.fixtures.nominations import stage
from tests.fixtures.people import somebody_with, with_role

from .nomination_files import NOMINATION, ROUND, UNSAID, a_file, known, load, nomination, unsaid, without, wrong

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def reference():
    with standing_at(dt.datetime(2026, 11, 2, 12, tzinfo=LONDON)):
        known()
        yield


def test_nothing_is_saved_of_a_file_with_one_problem():
    plan = load(a_file(nominations=[NOMINATION, nomination(email="not an address")]), right=False)
    assert not plan.saved
    assert (Round.objects.count(), Nomination.objects.count(), Candidate.objects.count()) == (0, 0, 0)


def test_every_word_about_whoever_did_not_agree_is_refused():
    row = UNSAID | {"name": "Sam Okafor", "email": "sam@example.nhs.uk", "nominator_said": "Led.", "reason": "Busy."}
    sentence = "The person did not agree, so the number alone is kept and nothing of them"
    assert wrong(row) == [(2, column, sentence) for column in ("name", "email", "nominator_said", "reason")]


@pytest.mark.parametrize(
    ("row", "column", "sentence"),
    [
        (without("agreed_on"), "agreed_on", "agreed_on is blank in a nomination that is accepted for gateway"),
        (without("name"), "name", "name is blank though the person agreed"),
        (without("decided_by"), "decided_by", "decided_by is blank in a nomination that is accepted for gateway"),
        (nomination(reason="So."), "reason", "A nomination that is accepted for gateway has no reason"),
        (nomination(decided_on="19/03/2026"), "decided_on",
         "19 March 2026 is before 20 March 2026, the day it was endorsed"),
        (nomination(nominated_on="01/03/2026"), "nominated_on",
         "1 March 2026 is before 2 March 2026, the first day of the round"),
        (nomination(decided_on="02/11/2026"), "decided_on",
         "2 November 2026 is after 1 November 2026, the day that the file describes"),
        (nomination(nominator="nobody@example.nhs.uk"), "nominator",
         "Nobody has an account with the address nobody@example.nhs.uk"),
        (nomination(nominator="sam@example.nhs.uk"), "nominator", "That is the person's own address"),
        (nomination(endorser="priya@example.nhs.uk"), "endorser",
         "priya@example.nhs.uk made this nomination, so somebody else endorses it"),
        (nomination(endorser="sam@example.nhs.uk"), "endorser",
         "sam@example.nhs.uk is the person nominated, so somebody else endorses it"),
        (without("endorsed_on", state="withdrawn"), "endorser", "An endorser is named, and not when they endorsed it"),
        (without("endorser"), "endorser_said", "endorser_said is filled in and nobody is named in endorser"),
        (nomination(nominator_said="a " * 2001), "nominator_said", "It has 2,001 words"),
        (nomination(state="awaiting-consent"), "state",
         "“awaiting-consent” is not a state that is taken from paper"),
        (nomination(round="Autumn"), "round", "There is no round “Autumn” of Finance directors"),
        (nomination(pool="Finance director"), "pool", "There is no pool “Finance director” in East"),
        (nomination(route="self"), "nominator", "priya@example.nhs.uk is not sam@example.nhs.uk"),
        (nomination(route="self"), "nominator_said", "nominator_said is what a leader says of somebody else"),
        (unsaid(route="self"), "state", "Whoever nominates themself is not asked whether they agree"),
    ],
)  # fmt: skip
def test_what_does_not_hold_together_is_said_with_its_place(row, column, sentence):
    UserFactory(email="sam@example.nhs.uk")
    assert (2, column, sentence) in wrong(row)


def test_one_that_would_be_deleted_tonight_is_not_taken():
    days = {"nominated_on": "10/03/2025", "agreed_on": "12/03/2025", "endorsed_on": "20/03/2025"}
    row = nomination(**days, state="withdrawn", decided_on="02/11/2025")
    old = ROUND | {"opens": "03/03/2025", "closes": "28/03/2025"}
    plan = load(a_file(rounds=[old], nominations=[row]), right=False)
    assert [problem.wrong for problem in plan.problems] == [
        "It ended on 2 November 2025, and nominations are kept 12 months from then"
    ]
    load(a_file(rounds=[old], nominations=[row | {"decided_on": "03/11/2025"}]))


@pytest.mark.parametrize(
    ("rows", "sentence"),
    [
        ([NOMINATION, NOMINATION], "priya@example.nhs.uk has nominated Sam Okafor in this round in row 2 too"),
        ([NOMINATION, without("endorser", "endorser_said", nominator="carol@example.nhs.uk")],
         "Sam Okafor has a nomination in this round that goes on in row 2"),
    ],
)  # fmt: skip
def test_two_that_cannot_be_beside_each_other_are_said(rows, sentence):
    assert [problem[2] for problem in wrong(*rows)] == [sentence]


def test_another_one_beside_one_that_is_kept_and_goes_on_is_said():
    load(a_file(nominations=[NOMINATION]))
    other = without("endorser", "endorser_said", nominator="carol@example.nhs.uk", state="withdrawn")
    assert [problem[2] for problem in wrong(other)] == ["Sam Okafor has another nomination in this round that goes on"]


def test_a_round_that_goes_on_is_refused():
    plan = load(a_file(rounds=[ROUND | {"closes": "01/11/2026"}], nominations=[NOMINATION]), right=False)
    assert [problem.wrong for problem in plan.problems] == ["It goes on until 1 November 2026"]


def test_a_round_that_is_run_here_takes_no_paper():
    here = stage().round
    row = nomination(pool=here.pool.name, round=here.title)
    assert [problem[2] for problem in wrong(row)] == ["“Autumn” is a round that is run here, not on paper"]


# Who may


def test_a_regional_team_loads_its_own_region_alone_and_nothing_that_it_takes_part_in():
    region = RegionFactory(slug="east")
    RegionFactory(slug="london")
    team = with_role(Role.REGIONAL_TEAM, "east", email="tessa@example.nhs.uk")
    rows = [nomination(region="london"), nomination(nominator="tessa@example.nhs.uk")]
    assert [problem[2] for problem in wrong(*rows, by=team, region=region)] == [
        "The round is in London, not in East",
        "You take part in this nomination yourself, so a colleague loads it",
    ]
    load(a_file(nominations=[NOMINATION]), by=team, region=region)
    assert AuditEvent.objects.filter(kind="nominations-imported", by=team).exists()
    assert team.pk not in Nomination.objects.get().steps.values_list("by", flat=True)  # who loads it did none of it


@pytest.mark.parametrize("role", [Role.BOARD_MEMBER, Role.AUDITOR, Role.HR_DIRECTOR, Role.NATIONAL_TEAM])
def test_whoever_does_not_run_nominations_may_not(role):
    with pytest.raises(NotPermitted):
        load(a_file(nominations=[NOMINATION]), by=somebody_with(role), region=RegionFactory(slug="east"))
