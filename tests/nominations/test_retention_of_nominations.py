"""What was said goes a year after a nomination ended, wherever it is kept; a name that nobody agreed to sooner."""

import datetime as dt

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, models, transaction

from nominations.models import Answer, CurriculumVitae, Nomination, NominationChange, NominationStep
from talentboard.accounts.operator import operator
from talentboard.clock import now, today
from talentboard.months import add_months
from talentboard.retention.running import carry_out, look_ahead
from tests.fixtures.nominations import WORDS, in_state, stage

pytestmark = pytest.mark.django_db
State = Nomination.State
NEEDLE = "Zebedee"


def ended_on(one: Nomination, day: dt.date) -> Nomination:
    """As if it had ended on a day."""
    noon = dt.datetime.combine(day, dt.time(12), tzinfo=dt.UTC)
    Nomination.objects.filter(pk=one.pk).update(moved_at=noon)
    return one


def tonight(acting) -> dict[str, int]:
    foreseen = look_ahead(today())
    with acting():
        report = carry_out(today(), by=operator())
    assert report == foreseen
    return {many: number for line in report.lines for (_, many), number in line.counts if number}


def places_with(text: str) -> set[str]:
    """Every column of the database in which a text stands, by model: rows of history, mails and audit too."""
    found = set()
    for model in apps.get_models(include_auto_created=True):
        if model._meta.proxy or not model._meta.managed:
            continue
        for field in model._meta.local_fields:
            if isinstance(field, models.CharField | models.TextField | models.JSONField):
                with connection.cursor() as cursor:
                    table, column = (connection.ops.quote_name(name) for name in (model._meta.db_table, field.column))
                    cursor.execute(f"SELECT 1 FROM {table} WHERE {column}::text LIKE %s LIMIT 1", [f"%{text}%"])
                    if cursor.fetchone():
                        found.add(f"{model.__name__}.{field.name}")
    return found


@pytest.mark.parametrize("state", ["not-endorsed", "ineligible", "declined"])
def test_a_nomination_that_ended_a_year_ago_is_gone_tonight_and_the_day_before_it_was_not(state, as_retention):
    on = stage()
    one = ended_on(in_state(on, state), add_months(today(), -12) + dt.timedelta(days=1))
    tonight(as_retention)
    assert Nomination.objects.filter(pk=one.pk).exists()

    ended_on(one, add_months(today(), -12))
    counts = tonight(as_retention)
    assert counts["nominations"] == 1
    for model in (Answer, CurriculumVitae, Nomination):
        assert not model.objects.exists()
    assert not NominationStep.objects.filter(of=one.pk).exists()
    assert not NominationChange.objects.filter(id=one.pk).exists()
    assert WORDS not in str(places_with(WORDS))


@pytest.mark.parametrize("state", ["draft", "awaiting-consent", "accepted"])
def test_one_that_goes_on_is_kept_however_old_it_is(state, as_retention):
    on = stage()
    one = ended_on(in_state(on, state), dt.date(2020, 1, 1))
    tonight(as_retention)
    assert Nomination.objects.filter(pk=one.pk).exists()
    assert one.steps.exists()


def test_the_name_of_somebody_who_declined_goes_after_28_days(as_retention):
    on = stage()
    one = in_state(on, "declined", nominee=on.somebody(name=f"{NEEDLE} Unasked"))
    ended_on(one, today() - dt.timedelta(days=27))
    assert tonight(as_retention).get("names", 0) == 0
    ended_on(one, today() - dt.timedelta(days=28))
    assert tonight(as_retention)["names"] == 1
    one.refresh_from_db()
    assert one.nominee_name == ""
    assert places_with(NEEDLE) <= {"User.name", "User.sort_key"}  # their own account


def test_a_nominee_who_declines_leaves_nothing_of_what_was_said_anywhere():
    on = stage()
    person = on.somebody(name=f"{NEEDLE} Unasked", email="zebedee.unasked@trust.nhs.uk")
    in_state(on, "declined", nominee=person)
    assert places_with(WORDS) == set()
    assert places_with("Board exposure.") == set()
    assert places_with("zebedee.unasked@") <= {"User.email"}
    assert places_with(NEEDLE) <= {"User.name", "User.sort_key", "Nomination.nominee_name"}


def test_no_login_deletes_a_step_before_its_time(as_retention):
    on = stage()
    one = in_state(on, "withdrawn")
    with as_retention(), pytest.raises(IntegrityError, match="until its time is over"), transaction.atomic():
        NominationStep.objects.filter(of=one.pk)._raw_delete("default")


def test_history_holds_no_word_of_anybody():
    on = stage()
    in_state(on, "ineligible", nominee=on.somebody(name=f"{NEEDLE} Known"))
    kept = {field.name for field in NominationChange._meta.get_fields()}
    assert {"state", "candidate", "nominator"} <= kept
    assert not {place for place in places_with(NEEDLE) | places_with(WORDS) if place.startswith("NominationChange")}
    assert NominationChange.objects.filter(pgh_created_at__lte=now()).exists()
