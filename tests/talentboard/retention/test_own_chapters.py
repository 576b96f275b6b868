"""The audit, mails, uploads and sessions: what of them goes when, and who may do it."""

import datetime as dt

import pytest
from django.contrib.sessions.models import Session
from django.db import IntegrityError, ProgrammingError, connection

from talentboard.accounts.operator import operator
from talentboard.audit.models import AuditEvent
from talentboard.clock import now, start_of, today
from talentboard.months import add_months
from talentboard.notifications.models import Notification
from talentboard.retention import Lasts
from talentboard.retention.actions import hold, lift, set_period
from talentboard.retention.models import RetentionPeriod
from talentboard.retention.running import carry_out, look_ahead
from talentboard.uploads.models import Upload, UploadFile
from tests.factories import CandidateFactory, UserFactory

pytestmark = pytest.mark.django_db
SIX_YEARS_AGO = add_months(today(), -72)


def line(day: dt.date, **fields) -> AuditEvent:
    """A line of the audit, of noon on a day."""
    return AuditEvent.objects.create(kind="signed-in", at=start_of(day) + dt.timedelta(hours=12), **fields)


def deleted_by(acting, *, day: dt.date | None = None) -> dict[str, int]:
    with acting():
        report = carry_out(day or today(), by=operator())
    assert report.failed == []
    return {many: number for one in report.lines for (_, many), number in one.counts if number}


def test_lines_of_the_audit_go_after_six_years_to_the_day(as_retention):
    gone = line(SIX_YEARS_AGO)
    stays = line(SIX_YEARS_AGO + dt.timedelta(days=1))

    assert deleted_by(as_retention) == {"lines of the audit": 1}
    kept = set(AuditEvent.objects.filter(kind="signed-in").values_list("pk", flat=True))
    assert kept == {stays.pk} != {gone.pk}


@pytest.mark.parametrize("where", ["id = %s", "id >= %s", "true OR id = %s"])
def test_the_login_itself_cannot_delete_a_line_before_its_time(as_retention, where):
    line(SIX_YEARS_AGO - dt.timedelta(days=1))
    young = line(SIX_YEARS_AGO + dt.timedelta(days=1))
    refusal = pytest.raises(IntegrityError, match="kept until its time is over")
    with refusal as refused, as_retention(), connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM talentboard_auditevent WHERE {where}", [young.pk])
    assert refused.value.__cause__.diag.constraint_name == "talentboard_auditevent_until"
    assert AuditEvent.objects.count() == 2


def test_nobody_but_that_login_deletes_even_what_is_past_its_time(as_web, as_worker):
    line(SIX_YEARS_AGO)
    for acting in (as_web, as_worker):
        with pytest.raises(ProgrammingError, match="permission denied"), acting():
            AuditEvent.objects.all()._raw_delete("default")
    report = carry_out(today(), by=operator())  # the owner, who holds every privilege: the second lock refuses
    assert "audit" in report.failed
    assert AuditEvent.objects.filter(kind="signed-in").exists()


def test_a_period_set_later_holds_for_the_row_and_for_its_lock(as_retention):
    two_years_ago = line(add_months(today(), -24))
    assert deleted_by(as_retention) == {}

    set_period("audit", Lasts(months=24), since=today(), by=operator())
    assert deleted_by(as_retention) == {"lines of the audit": 1}
    assert not AuditEvent.objects.filter(pk=two_years_ago.pk).exists()


def test_a_longer_period_keeps_what_the_default_would_not(as_retention):
    line(SIX_YEARS_AGO)
    RetentionPeriod.objects.create(chapter="audit", months=120, since=today())
    assert deleted_by(as_retention) == {}
    with pytest.raises(IntegrityError, match="kept until its time is over"), as_retention():
        AuditEvent.objects.filter(kind="signed-in")._raw_delete("default")


def test_lines_about_somebody_under_a_legal_hold_stay_and_the_lock_knows_it(as_retention):
    person = CandidateFactory()
    about = line(SIX_YEARS_AGO, about_kind="candidate", about_id=str(person.pk))
    hold(person, why="Case 12", by=operator())

    assert deleted_by(as_retention) == {}
    with pytest.raises(IntegrityError, match="kept until its time is over"), as_retention():
        AuditEvent.objects.filter(pk=about.pk)._raw_delete("default")

    lift(person, by=operator())
    assert deleted_by(as_retention) == {"lines of the audit": 1}


def mail(state: str, day: dt.date) -> Notification:
    facts = {"sent_at": now()} if state == "sent" else {}
    why = "over" if state in ("failed", "dropped") else ""
    made = Notification(
        key=f"{state} {day}", kind="trial", to=UserFactory(), region="east", about_kind="user", about_id="1",
        state="dropped", why="over", due=now(), queued_at=start_of(day),
    )  # fmt: skip
    made.save(force_insert=True)
    with connection.cursor() as cursor:  # as it became over time, which the moves would not let it become at once
        cursor.execute("SELECT set_config('pgtrigger.ignore', %s, true)", ["{" + trigger_id() + "}"])
        Notification.objects.filter(pk=made.pk).update(state=state, why=why, **facts)
        cursor.execute("SELECT set_config('pgtrigger.ignore', '', true)")
    return made


def trigger_id() -> str:
    (moves,) = [trigger for trigger in Notification._meta.triggers if trigger.name == "moves"]
    return moves.get_pgid(Notification)


def test_mails_go_two_years_after_they_were_queued_unless_they_still_wait(as_retention):
    old, young = add_months(today(), -24), add_months(today(), -24) + dt.timedelta(days=1)
    for state in ("sent", "failed", "dropped", "queued", "sending"):
        mail(state, old)
        mail(state, young)

    assert deleted_by(as_retention) == {"mails": 3}
    assert set(Notification.objects.filter(key__endswith=str(old)).values_list("state", flat=True)) == {
        "queued", "sending",
    }  # fmt: skip


def test_uploads_go_with_their_files_and_sessions_when_they_are_over(as_retention):
    for hours in (-1, 1):
        upload = Upload.objects.create(
            owner=UserFactory(), region="east", kind="return", as_of=today(),
            expires_at=now() + dt.timedelta(hours=hours),
        )  # fmt: skip
        UploadFile.objects.create(upload=upload, name="posts.csv", content=b"x")
        Session.objects.create(session_key=f"{hours}", session_data="x", expire_date=now() + dt.timedelta(hours=hours))

    assert deleted_by(as_retention) == {"files": 1, "sessions": 1, "uploads": 1}
    assert [one.session_key for one in Session.objects.all()] == ["1"]


def test_looking_ahead_to_another_day_counts_what_will_be_over_then():
    line(SIX_YEARS_AGO + dt.timedelta(days=10))
    Session.objects.create(session_key="s", session_data="x", expire_date=now() + dt.timedelta(hours=3))

    def foreseen(days: int) -> dict[str, str]:
        report = look_ahead(today() + dt.timedelta(days=days))
        return {one.chapter.slug: str(one) for one in report.lines if one.number}

    assert foreseen(0) == {}
    assert foreseen(10) == {"audit": "1 line of the audit", "sessions": "1 session"}
