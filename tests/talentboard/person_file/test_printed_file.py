"""Everything about somebody as a PDF: printed by the worker, tagged, kept for a day, and given to its person alone."""

import datetime as dt
import io
import re
from itertools import pairwise

import pikepdf
import pytest
from pypdf import PdfReader

from talentboard.access import Role
from talentboard.audit import Event, record
from talentboard.clock import now
from talentboard.jobs.models import Job
from talentboard.jobs.running import work
from talentboard.person_file import jobs
from talentboard.person_file.models import PersonFileCopy
from talentboard.person_file.tasks import forget
from tests.factories import MembershipFactory, UserFactory
from tests.fixtures.own_records import account_of, asked_for, at, somebody
from tests.fixtures.people import signed_in, with_role

pytestmark = pytest.mark.django_db
NASTY = "<b>Bold</b> & עברית 🩺 " + "w" * 120


def printed(person, acting) -> Job:
    """The job of somebody's own file, run with the worker's login."""
    answer = signed_in(account_of(person), with_second_factor=False).post("/me/pdf/")
    job = Job.objects.get(pk=answer.url.split("/")[2])
    Job.objects.filter(pk=job.pk).update(state="running", attempts=1)
    job.refresh_from_db()
    with acting():
        work(job, lambda *told: None)
    job.refresh_from_db()
    return job


@pytest.fixture
def person():
    found = somebody(aspirations=NASTY)
    MembershipFactory(candidate=found)
    asked_for(found, words=NASTY)
    record(Event.CANDIDATE_READ, by=with_role(Role.REGIONAL_TEAM, "east", name="Helen Prior"), about=found)
    return found


def test_it_is_made_by_a_job_and_downloaded_from_its_page(person, as_worker):
    job = printed(person, as_worker)
    assert (job.state, job.failure, job.kind) == ("done", "", "person-file")
    client = at(person)
    page = client.get(f"/jobs/{job.pk}/").content.decode()
    assert 'href="/me/everything.pdf"' in page
    assert "Amara" not in re.sub(r"<header.*?</header>", "", page, flags=re.DOTALL)

    answer = client.get("/me/everything.pdf")
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")
    # A sign that no font has makes this reader put a nothing before every letter of a page.
    text = " ".join(page.extract_text() for page in PdfReader(io.BytesIO(answer.content)).pages).replace("\0", "")
    for said in ("Everything about Amara Nwosu", "<b>Bold</b> &", "Helen Prior, regional team", "Pools and nominations",
                 "24 months after it ends", "What is deleted, and when"):  # fmt: skip
        assert said in " ".join(text.split())


def of_kind(kind: str, element) -> list[pikepdf.Object]:
    """The elements of a kind in the structure of a PDF, in the order of reading."""
    if isinstance(element, pikepdf.Array):
        return [found for one in element for found in of_kind(kind, one)]
    if not isinstance(element, pikepdf.Dictionary):
        return []
    own = [element] if re.fullmatch(kind, str(element.get("/S", ""))) else []
    return own + of_kind(kind, element.get("/K", pikepdf.Array()))


def test_it_is_tagged_with_a_title_headings_in_order_and_heads_of_its_tables(person, as_worker):
    printed(person, as_worker)
    document = pikepdf.open(io.BytesIO(bytes(PersonFileCopy.objects.get().content)))
    assert document.open_metadata()["dc:title"] == "Everything about Amara Nwosu"
    assert document.open_metadata()["pdfuaid:part"] == "1"
    assert str(document.Root.Lang) == "en-GB"
    root = document.Root.StructTreeRoot.K
    levels = [int(str(one.S)[2:]) for one in of_kind("/H[1-6]", root)]
    assert levels.count(1) == 1 == levels[0]
    assert all(after - before <= 1 for before, after in pairwise(levels))
    tables = of_kind("/Table", root)
    assert len(tables) >= 6
    assert all(of_kind("/TH", table.K) for table in tables)
    with document.open_outline() as outline:
        assert len(outline.root[0].children) == len(levels) - 1


def test_nobody_else_gets_it_not_even_who_keeps_the_jobs(person, as_worker):
    job = printed(person, as_worker)
    for other in (UserFactory(), with_role(Role.SYSTEM_ADMINISTRATOR), with_role(Role.REGIONAL_LEAD, "east")):
        assert signed_in(other).get("/me/everything.pdf").status_code == 409
    assert signed_in(with_role(Role.REGIONAL_LEAD, "east")).get(f"/jobs/{job.pk}/").status_code == 404


def test_a_second_click_gets_the_same_job_and_a_later_one_a_new_file_in_its_place(person, as_worker):
    client = at(person)
    assert client.post("/me/pdf/").url == client.post("/me/pdf/").url
    printed(person, as_worker)
    first = PersonFileCopy.objects.get()
    printed(person, as_worker)
    assert PersonFileCopy.objects.get() != first


def test_it_is_gone_after_a_day_and_the_page_says_so(person, as_worker):
    printed(person, as_worker)
    other = PersonFileCopy.objects.create(person=UserFactory(), content=b"x")
    PersonFileCopy.objects.exclude(pk=other.pk).update(expires_at=now() - dt.timedelta(seconds=1))
    answer = at(person).get("/me/everything.pdf")
    assert answer.status_code == 409
    assert "deleted after a day" in answer.content.decode()
    with as_worker():
        forget()
    assert list(PersonFileCopy.objects.all()) == [other]


def test_the_web_neither_makes_nor_deletes_a_file(person, as_web):
    from django.db import ProgrammingError

    with pytest.raises(ProgrammingError, match="permission denied"), as_web():
        PersonFileCopy.objects.create(person=account_of(person), content=b"x")
    with pytest.raises(ProgrammingError, match="permission denied"), as_web():
        PersonFileCopy.objects.all().delete()


def test_of_many_times_the_newest_are_printed_and_the_rest_is_counted(person, monkeypatch):
    monkeypatch.setattr(jobs, "MOST_LINES", 2)
    reader = UserFactory(name="Leila Haddad")
    for _ in range(3):
        record(Event.CANDIDATE_READ, by=reader, about=person)
    html = jobs.document(account_of(person))
    assert html.count("Leila Haddad") == 2
    assert "2 older times are in the other file (JSON)." in html


def test_where_nothing_can_be_printed_the_other_file_is_named(person, as_worker, monkeypatch):
    import sys

    class NoPango:
        def find_spec(self, name, path=None, target=None):
            if name == "talentboard.pdf.printing":
                raise OSError("cannot load library")

    monkeypatch.delitem(sys.modules, "talentboard.pdf.printing", raising=False)
    monkeypatch.setattr(sys, "meta_path", [NoPango(), *sys.meta_path])
    import talentboard.pdf

    monkeypatch.delattr(talentboard.pdf, "printing", raising=False)
    job = printed(person, as_worker)
    assert job.state == "failed"
    assert "Pango is missing" in job.failure
    assert "JSON" in job.failure
