"""The audit is read by auditors, within their scope, and reading it leaves a line."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from dashboard.models import Snapshot
from talentboard.access import Role
from talentboard.audit import Event, record
from talentboard.audit.models import AuditEvent
from talentboard.clock import LONDON
from talentboard.jobs.models import Job
from tests.factories import CandidateFactory, OrganisationFactory, PostFactory, RegionFactory, UserFactory
from tests.fixtures.people import signed_in, somebody_with, with_role

pytestmark = pytest.mark.django_db


@pytest.fixture
def auditor():
    return with_role(Role.AUDITOR, name="Aud Itor")


def kinds_on(page) -> list[str]:
    return [row["kind"] for row in page.context["rows"]]


def told(by=None, kind=Event.POSTS_READ, region="east", **facts) -> None:
    record(kind, by=by or UserFactory(), region=region, **facts)


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.AUDITOR])
def test_nobody_but_an_auditor_reads_it(role):
    client = signed_in(somebody_with(role))
    assert client.get("/audit/").status_code == 403
    assert not AuditEvent.objects.filter(kind=Event.AUDIT_READ).exists()


def test_an_auditor_of_the_nation_reads_every_line_newest_first(auditor):
    told(kind=Event.POSTS_READ, region="east")
    told(kind=Event.POST_READ, region="london")
    told(kind=Event.SIGNED_IN, region="")
    page = signed_in(auditor).get("/audit/")
    assert kinds_on(page)[:3] == ["Signed in"] * 2 + ["Read a post"]
    assert kinds_on(page)[3] == "Read a list of posts"


def test_an_auditor_of_a_region_reads_its_lines_only():
    RegionFactory(slug="london")
    told(kind=Event.POSTS_READ, region="east")
    told(kind=Event.POST_READ, region="london")
    told(kind=Event.CANDIDATE_READ, region="england")
    client = signed_in(with_role(Role.AUDITOR, "east"))
    assert kinds_on(client.get("/audit/")) == ["Read a list of posts"]
    assert kinds_on(client.get("/audit/?region=london")) == []
    assert "London" not in client.get("/audit/").content.decode()


def test_reading_leaves_a_line_that_says_by_what_it_was_narrowed(auditor):
    signed_in(auditor).get("/audit/?kind=post-read&region=east")
    assert AuditEvent.objects.filter(kind=Event.AUDIT_READ).count() == 1
    RegionFactory(slug="east")
    signed_in(auditor).get("/audit/?kind=post-read&region=east")
    line = AuditEvent.objects.filter(kind=Event.AUDIT_READ).first()
    assert (line.by, line.region, line.changed) == (auditor, "east", ["kind", "region"])


def test_lines_can_be_narrowed_by_kind_person_and_day(auditor):
    sam = UserFactory(name="Sam Okafor", email="sam@example.org")
    told(by=sam, kind=Event.POSTS_READ)
    told(kind=Event.ACCOUNT_CLOSED, about=sam)
    told(kind=Event.POST_READ)
    client = signed_in(auditor)
    assert kinds_on(client.get("/audit/?kind=post-read")) == ["Read a post"]
    assert kinds_on(client.get("/audit/?person=okafor")) == ["Closed an account", "Read a list of posts"]
    assert kinds_on(client.get("/audit/?person=sam@example.org")) == ["Closed an account", "Read a list of posts"]
    assert kinds_on(client.get("/audit/?until=2020-01-01")) == []
    assert len(kinds_on(client.get("/audit/?since=2020-01-01&kind=posts-read"))) == 1


def test_a_day_is_a_day_in_london(auditor):
    """In summer a line at 23:30 UTC belongs to the next day."""
    AuditEvent.objects.create(kind=Event.POST_READ, at=dt.datetime(2026, 6, 1, 23, 30, tzinfo=dt.UTC))
    client = signed_in(auditor)
    assert kinds_on(client.get("/audit/?since=2026-06-01&until=2026-06-01")) == []
    page = client.get("/audit/?since=2026-06-02&until=2026-06-02")
    assert kinds_on(page) == ["Read a post"]
    assert "2 June 2026 at 00:30" in page.content.decode()
    assert dt.datetime(2026, 6, 1, 23, 30, tzinfo=dt.UTC).astimezone(LONDON).date() == dt.date(2026, 6, 2)


def test_a_day_that_is_none_is_said_and_nothing_is_shown(auditor):
    told()
    page = signed_in(auditor).get("/audit/?since_day=31&since_month=2&since_year=2026")
    assert "real day" in page.content.decode()
    assert kinds_on(page) == []


def test_pages_go_back_in_time_without_a_gap(auditor):
    for _ in range(120):
        told(by=auditor, kind=Event.POST_READ)
    client, seen, address = signed_in(auditor), 0, "?kind=post-read"
    while address:
        page = client.get(f"/audit/{address}")
        seen, address = seen + len(page.context["rows"]), page.context["older"]
    assert seen == 120


@pytest.mark.parametrize("before", ["x", "-1", "9" * 40, "0"])
def test_a_page_that_is_none_is_answered(auditor, before):
    assert signed_in(auditor).get(f"/audit/?before={before}").status_code == 200


def test_a_line_about_a_role_says_whose_and_which(auditor):
    member = with_role(Role.BOARD_MEMBER, "east", name="Bea Board")
    told(kind=Event.ROLE_GRANTED, about=member.role_assignments.get())
    page = signed_in(auditor).get("/audit/?kind=role-granted").content.decode()
    assert f'<a href="/people/{member.pk}/">Bea Board: board member in East</a>' in page


def about_on(page) -> list[str]:
    return [row["about"].words for row in page.context["rows"] if row["about"]]


def test_lines_say_which_thing_they_are_about_and_name_nobody_but_accounts(auditor):
    post = PostFactory(title="Director of finance", organisation=OrganisationFactory(name="Raj Trust"))
    candidate = CandidateFactory(name="Cand Idate")
    job = Job.objects.create(kind="snapshot", key="k", region="east")
    snapshot = Snapshot.objects.create(region="east", as_of=dt.date(2026, 9, 30), code_version="t", inputs_digest="t")
    told(kind=Event.POST_READ, about=post)
    told(kind=Event.CANDIDATE_READ, about=candidate)
    told(kind=Event.JOB_STARTED, about=job)
    told(kind=Event.FIGURES_DOWNLOADED, about=snapshot)
    told(kind=Event.POSTS_READ, ref="xlsx file")
    page = signed_in(auditor).get("/audit/?region=east")
    assert about_on(page) == [
        "Xlsx file",
        "Figures of East as of 30 September 2026",
        f"Job {str(job.pk)[:8]}",
        f"Candidate {str(candidate.pk)[:8]}",
        "Director of finance, Raj Trust",
    ]
    assert "Cand Idate" not in page.content.decode()


def test_everybody_of_a_common_name_is_found(auditor):
    for number in range(60):
        told(by=UserFactory(name=f"Sam Smith {number}"), kind=Event.POST_READ)
    page = signed_in(auditor).get("/audit/?person=smith")
    assert len(page.context["rows"]) == 50
    assert page.context["older"]


def test_the_page_costs_the_same_with_one_line_and_with_many(auditor):
    client = signed_in(auditor)

    def count() -> int:
        client.get("/audit/")  # now the session has been written
        with CaptureQueriesContext(connection) as queries:
            client.get("/audit/")
        return len(queries)

    told()
    before = count()
    for _ in range(49):
        told(kind=Event.ACCOUNT_INVITED, about=UserFactory())
    assert count() <= before + 1 <= 12  # one query more names all the people whom lines are about


def test_no_page_changes_a_line(auditor):
    told()
    assert signed_in(auditor).post("/audit/").status_code == 405
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM talentboard_auditevent WHERE kind = %s", [Event.POSTS_READ])
        assert cursor.fetchone() == (1,)
