"""What is due is deleted, chapter by chapter, and nothing else; a dry run says the same and changes nothing."""

import datetime as dt

import pytest
from django.db import IntegrityError

from pools.models import Candidate, FindConsent, Mobility
from talentboard.access import NotAllowed, NotPermitted
from talentboard.accounts.operator import operator
from talentboard.audit.models import AuditEvent
from talentboard.clock import today
from talentboard.database.privileges import Privileges
from talentboard.retention import Chapter, Lasts, On, Part, chapters, emptied, register_retention
from talentboard.retention.actions import hold, lift, set_period
from talentboard.retention.models import LegalHold, RetentionPeriod
from talentboard.retention.periods import lasting, lasts_on
from talentboard.retention.periods import on as due_on
from talentboard.retention.running import carry_out, look_ahead
from tests.factories import CandidateFactory

pytestmark = pytest.mark.django_db
LONG_AGO = dt.date(2024, 1, 31)


@pytest.fixture(autouse=True)
def trial_chapters(monkeypatch) -> None:
    """Two chapters and no other: people told long ago with where they would go, and what people hope for."""
    monkeypatch.setattr(chapters, "_registered", {})
    people = Part(("person", "people"), told)
    places = Part(("place", "places"), lambda on: Mobility.objects.filter(candidate__in=told(on)), person="candidate")
    hopes = Part(("hope", "hopes"), hoping, carry_out=emptied(aspirations=""), person="pk")
    register_retention(Chapter("hopes", "What people hope for", Lasts(days=28), "after they were told", [hopes]))
    register_retention(Chapter("people", "People", Lasts(months=24), "after they were told", [places, people]))


def told(on: On):
    return Candidate.objects.filter(told_on__lte=on.over)


def hoping(on: On):
    """Of those who stay."""
    stay = Candidate.objects.filter(told_on__lte=on.over).exclude(told_on__lte=due_on("people", on.day).over)
    return stay.exclude(aspirations="")


def somebody(told_on: dt.date, **fields) -> Candidate:
    return CandidateFactory(told_on=told_on, **fields)


def test_what_is_past_its_time_is_deleted_and_what_is_not_stays():
    gone, stays = somebody(LONG_AGO), somebody(LONG_AGO + dt.timedelta(days=1))

    report = carry_out(Lasts(months=24).after(LONG_AGO), by=operator())

    assert list(Candidate.objects.all()) == [stays]
    assert {one.candidate_id for one in Mobility.objects.all()} == {stays.pk} != {gone.pk}
    assert [str(line) for line in report.lines] == ["1 place, 1 person", "0 hopes"]


def test_a_later_chapter_is_carried_out_before_an_earlier_one_that_it_may_point_at():
    assert [line.chapter.slug for line in look_ahead(today()).lines] == ["people", "hopes"]


def test_fields_are_emptied_where_the_row_stays():
    person = somebody(today() - dt.timedelta(days=28), aspirations="A board of my own")

    carry_out(today(), by=operator())

    person.refresh_from_db()
    assert person.aspirations == ""
    assert look_ahead(today()).lines[1].number == 0


def test_a_dry_run_counts_what_a_run_deletes_and_deletes_nothing():
    for days in (0, 1, 400, 800):
        somebody(LONG_AGO + dt.timedelta(days=days), aspirations="More")
    foreseen = look_ahead(today())

    assert (Candidate.objects.count(), AuditEvent.objects.count()) == (4, 0)
    assert [str(line) for line in foreseen.lines] == ["2 places, 2 people", "2 hopes"]
    assert foreseen == carry_out(today(), by=operator())


def test_a_day_to_come_is_looked_at_and_not_carried_out():
    somebody(today())
    later = Lasts(months=24).after(today())

    assert [str(line) for line in look_ahead(later).lines] == ["1 place, 1 person", "0 hopes"]
    with pytest.raises(NotAllowed, match="before its time"):
        carry_out(today() + dt.timedelta(days=1), by=operator())
    assert Candidate.objects.count() == 1


def test_a_run_leaves_one_line_of_the_audit_with_the_counts():
    somebody(LONG_AGO, aspirations="More")
    somebody(today() - dt.timedelta(days=30), aspirations="More")

    carry_out(today(), by=operator())

    line = AuditEvent.objects.get()
    assert (line.kind, line.region, line.about_id) == ("retention-run", "england", str(today()))
    assert line.changed == ["hopes: 1", "people: 1", "places: 1"]


def test_a_chapter_that_the_database_refuses_is_left_as_it_was_and_the_others_are_carried_out(caplog):
    kept = somebody(LONG_AGO)
    FindConsent.objects.create(candidate=kept)  # nobody has said that these go before the person
    hopeful = somebody(today() - dt.timedelta(days=30), aspirations="More")

    report = carry_out(today(), by=operator())

    assert report.failed == ["people"]
    assert set(Candidate.objects.all()) == {kept, hopeful}
    assert kept.mobilities.count() == 1
    assert AuditEvent.objects.get().changed == ["failed: people", "hopes: 1"]
    assert "nothing of the chapter people was deleted" in caplog.text


def test_nothing_of_somebody_under_a_legal_hold_is_deleted_until_it_is_lifted():
    held, other = somebody(LONG_AGO, aspirations="More"), somebody(LONG_AGO)
    hold(held, why="Case 12", by=operator())
    register_retention(
        Chapter("people", "People", Lasts(months=24), "after they were told", [
            Part(("place", "places"), lambda on: Mobility.objects.filter(candidate__in=told(on)), person="candidate"),
            Part(("person", "people"), told, person="pk"),
        ])
    )  # fmt: skip

    carry_out(today(), by=operator())
    assert list(Candidate.objects.values_list("pk", "aspirations")) == [(held.pk, "More")]
    assert held.mobilities.count() == 1

    lift(held, by=operator())
    carry_out(today(), by=operator())
    assert not Candidate.objects.filter(pk__in=[held.pk, other.pk]).exists()


def test_one_hold_a_person_at_a_time_and_each_leaves_its_lines():
    person = somebody(LONG_AGO)
    hold(person, why="Case 12", by=operator())
    with pytest.raises(NotAllowed, match="under a legal hold already"):
        hold(person, why="Case 13", by=operator())
    lift(person, by=operator())
    with pytest.raises(NotAllowed, match="under no legal hold"):
        lift(person, by=operator())
    hold(person, why="Case 14", by=operator())

    assert [one.why for one in LegalHold.objects.open()] == ["Case 14"]
    assert [one.kind for one in AuditEvent.objects.order_by("pk")] == ["hold-set", "hold-lifted", "hold-set"]


def test_a_period_counts_from_its_day_on_and_the_newest_one_wins():
    set_period("people", Lasts(months=12), since=today(), by=operator())
    set_period("people", Lasts(months=36), since=today() + dt.timedelta(days=10), by=operator())

    assert lasting(today()) == {"hopes": Lasts(days=28), "people": Lasts(months=12)}
    assert lasts_on("people", today() - dt.timedelta(days=1)) == Lasts(months=24)
    assert lasts_on("people", today() + dt.timedelta(days=10)) == Lasts(months=36)
    assert lasts_on("hopes", today()) == Lasts(days=28)


def test_a_period_is_set_for_what_is_kept_and_not_for_days_that_are_over():
    with pytest.raises(NotAllowed, match="No period can be set for mails"):
        set_period("mails", Lasts(months=1), since=today(), by=operator())
    with pytest.raises(NotAllowed, match="counts from"):
        set_period("people", Lasts(months=1), since=today() - dt.timedelta(days=1), by=operator())
    assert not RetentionPeriod.objects.exists()


def test_periods_and_holds_are_set_at_the_command_line_alone():
    person = somebody(LONG_AGO)
    for act in (
        lambda: set_period("people", Lasts(), since=today(), by=None),
        lambda: hold(person, why="Case 12", by=None),
        lambda: lift(person, by=None),
    ):
        with pytest.raises(NotPermitted, match="command line"):
            act()


def test_neither_web_nor_worker_can_shorten_a_period(as_web, as_worker):
    for acting in (as_web, as_worker):
        with pytest.raises(Exception, match="permission denied"), acting():
            RetentionPeriod.objects.create(chapter="people", since=today())
    RetentionPeriod.objects.create(chapter="people", since=today())
    with pytest.raises(IntegrityError, match="kept as written"):
        RetentionPeriod.objects.all().delete()


def test_a_login_holds_what_the_model_says_and_retention_nothing_by_default():
    said = Privileges(web="SELECT", worker="SELECT, INSERT", retention="SELECT, DELETE")
    assert [said.of(login) for login in ("web", "worker", "retention")] == [
        {"SELECT"}, {"SELECT", "INSERT"}, {"SELECT", "DELETE"},
    ]  # fmt: skip
    assert Privileges().of("retention") == set()
