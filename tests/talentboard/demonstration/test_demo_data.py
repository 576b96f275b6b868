"""`bin/manage demo_data`: where it goes in, where it is refused, and what a second run does."""

import datetime as dt
import io

import pytest
from django.core import mail
from django.core.management import CommandError, call_command

from regions.models import Post
from talentboard.audit import Event
from talentboard.audit.models import AuditEvent
from talentboard.demonstration import Chapter, chapters
from talentboard.notifications import mail as send
from tests.factories import CandidateFactory, PostFactory, UserFactory

DAY = dt.date(2026, 9, 30)


def run(*arguments: str) -> str:
    out = io.StringIO()
    call_command("demo_data", *arguments, stdout=out, stderr=io.StringIO())
    return out.getvalue()


@pytest.fixture
def small(settings, monkeypatch, db) -> list[dt.date]:
    """A demonstration of one chapter that makes nothing; the days for which it was loaded."""
    settings.DEMONSTRATION = True
    loaded: list[dt.date] = []

    def load(scene):
        loaded.append(scene.as_of)
        return ["1 thing"]

    monkeypatch.setattr(chapters, "_registered", {"small": Chapter("small", lambda: iter(()), load)})
    return loaded


def test_it_is_refused_where_this_is_no_demonstration(db, settings):
    settings.DEMONSTRATION = False
    with pytest.raises(CommandError, match=r"TALENTBOARD_DEMO is off.*bin/demo turns it on"):
        run()
    assert not Post.objects.exists()


@pytest.mark.parametrize(
    ("make", "what"),
    [
        (PostFactory, "posts"),
        (lambda: UserFactory(email="real@example.org"), "accounts"),
        (CandidateFactory, "candidates"),
    ],
)
def test_it_is_refused_among_what_may_be_real(db, settings, make, what):
    settings.DEMONSTRATION = True
    make()
    before = Post.objects.count()
    with pytest.raises(CommandError, match=rf"There are {what} here already, and they may be real"):
        run()
    assert Post.objects.count() == before


def test_it_loads_the_reference_data_if_they_are_missing_and_says_what_there_is(small, django_db_blocker):
    from regions.models import Region

    assert run("--as-of", "2026-09-30").splitlines() == [
        "The demonstration is there, as of 30 September 2026:",
        "  1 thing",
        "Who to sign in as: bin/manage demo_people",
    ]
    assert Region.objects.count() == 6
    assert small == [DAY]


def test_without_a_day_it_is_as_of_the_last_quarter_end(small, monkeypatch):
    monkeypatch.setattr("talentboard.management.commands.demo_data.today", lambda: dt.date(2026, 11, 22))
    run()
    assert small == [DAY]


def test_a_second_run_says_that_it_is_there_and_changes_nothing(small):
    run("--as-of", "2026-09-30")
    lines = AuditEvent.objects.count()
    assert run() == "The demonstration is there already, as of 30 September 2026. Nothing changed.\n"
    assert small == [DAY]
    assert AuditEvent.objects.count() == lines


def test_another_day_needs_an_empty_database(small):
    run("--as-of", "2026-09-30")
    with pytest.raises(CommandError, match=r"there as of 30 September 2026\. bin/demo --reset removes it"):
        run("--as-of", "2026-06-30")
    assert small == [DAY]


def test_what_broke_off_goes_on_where_it_stopped(small, monkeypatch):
    def break_off(scene):
        raise KeyboardInterrupt

    broken = Chapter("second", lambda: iter(()), break_off)
    monkeypatch.setitem(chapters._registered, "second", broken)
    with pytest.raises(KeyboardInterrupt):
        run("--as-of", "2026-09-30")
    monkeypatch.setitem(chapters._registered, "second", Chapter("second", lambda: iter(()), lambda scene: ["2 things"]))
    assert "  2 things" in run()
    assert small == [DAY]


def test_each_chapter_leaves_its_line_in_the_audit(small):
    run("--as-of", "2026-09-30")
    line = AuditEvent.objects.get(kind=Event.DEMONSTRATION_LOADED)
    assert (line.about_id, line.region) == ("small 2026-09-30", "england")
    assert line.operator.startswith("command line")


def test_made_up_people_get_no_mail_and_others_do_again_afterwards(small, monkeypatch):
    def write(scene=None):
        send(["sam@example.nhs.uk"], "people/mail/role_given.txt", held=None, by=None)
        return ["1 mail"]

    monkeypatch.setitem(chapters._registered, "mailing", Chapter("mailing", lambda: iter(()), write))
    run("--as-of", "2026-09-30")
    assert mail.outbox == []
    write()
    assert [message.to for message in mail.outbox] == [["sam@example.nhs.uk"]]
