"""Where and how somebody would work is a part of their details, kept by the same act and under the same rules."""

import dataclasses

import pytest

from pools.actions.own_details import details_of
from pools.actions.preferences import ChangedMeanwhile, Preferences, preferences_of, say_preferences
from pools.models import Candidate
from talentboard.access import NotAllowed, NotFound
from talentboard.accounts.operator import operator
from talentboard.audit.models import AuditEvent
from tests.factories import RegionFactory, UserFactory
from tests.fixtures.own_records import account_of, somebody

pytestmark = pytest.mark.django_db
TOLD = Preferences(frozenset({"east", "london"}), True, "part-time", "A board of my own.")


def says(record: Candidate, said: Preferences, **facts) -> Preferences:
    seen = preferences_of(record).edition
    return say_preferences(record, said, **{"seen": seen, "by": account_of(record)} | facts)


@pytest.fixture
def record() -> Candidate:
    for slug in ("east", "london"):
        RegionFactory(slug=slug)
    return somebody()


def test_what_is_said_is_kept_and_the_other_details_stay(record, as_web):
    before = details_of(record)
    with as_web():
        says(record, TOLD)
    record.refresh_from_db()
    assert preferences_of(record) == TOLD
    assert set(details_of(record).differences(before)) == {field.name for field in dataclasses.fields(TOLD)}
    assert AuditEvent.objects.get().changed == sorted(field.name for field in dataclasses.fields(TOLD))


def test_the_same_again_changes_nothing_whatever_was_seen(record):
    says(record, TOLD)
    says(record, TOLD, seen="of long ago")
    assert AuditEvent.objects.count() == 1


def test_what_another_window_saved_is_not_overwritten(record):
    seen = preferences_of(record).edition
    says(record, TOLD)
    with pytest.raises(ChangedMeanwhile) as meanwhile:
        says(record, Preferences(aspirations="Rest."), seen=seen)
    assert meanwhile.value.present == TOLD
    assert preferences_of(Candidate.objects.get()) == TOLD


def test_a_change_to_another_detail_does_not_stop_it(record):
    seen = preferences_of(record).edition
    Candidate.objects.update(job_title="Chief nurse")
    says(record, TOLD, seen=seen)
    assert Candidate.objects.get().job_title == "Chief nurse"


def test_hopes_that_do_not_fit_are_refused_and_nothing_is_saved(record):
    before = preferences_of(record)
    with pytest.raises(NotAllowed, match="4,000 characters at most"):
        says(record, dataclasses.replace(TOLD, aspirations="x" * 4001))
    assert preferences_of(Candidate.objects.get()) == before


def test_nobody_says_it_for_somebody_else(record):
    for by in (UserFactory(), account_of(somebody("Another Person")), operator(), None):
        with pytest.raises(NotFound):
            says(record, TOLD, by=by)
    assert not AuditEvent.objects.exists()
