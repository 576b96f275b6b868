"""The workbook of a return on its page: its sender alone sees it, nothing hidden is in it, it is taken whole."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from openpyxl import Workbook, load_workbook

from regions.actions import returns
from regions.models import Organisation, Post, Return
from talentboard.access import Role
from talentboard.accounts.models import User
from talentboard.uploads.models import Upload
from tests.factories import ForecastFactory, OrganisationFactory, PostFactory, ReturnFactory, UserFactory
from tests.fixtures.people import signed_in, with_role

pytestmark = pytest.mark.django_db
TOLD = {"expected_on": "2029-07-19", "probability": "0.8765", "reason": "restructure"}


@pytest.fixture
def ours() -> Organisation:
    return OrganisationFactory(code="ROURS", name="Mid Essex", placed="east")


@pytest.fixture
def director(ours) -> User:
    return with_role(Role.HR_DIRECTOR, ours)


@pytest.fixture
def post(ours) -> Post:
    return PostFactory(organisation=ours, ref="F1")


@pytest.fixture
def one(ours, post) -> Return:
    return ReturnFactory(organisation=ours, state="open")


def url(one: Return, rest: str = "") -> str:
    return f"/east/returns/{one.pk}/{rest}"


def downloaded(client: Client, one: Return) -> Workbook:
    return load_workbook(io.BytesIO(client.get(url(one, "workbook/")).content))


def send(client: Client, one: Return, book: Workbook):
    """The workbook sent to be checked; the page that shows what came of it."""
    return client.post(url(one, "file/"), {"files": SimpleUploadedFile("r.xlsx", saved(book))}, follow=True)


def saved(book: Workbook) -> bytes:
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def changed(book: Workbook, column: str = "critical", value: str = "yes") -> Workbook:
    """The first post of the workbook with another value."""
    heads = {cell.value: cell.column for cell in book["posts"][1]}
    book["posts"].cell(2, heads[column]).value = value
    return book


def digest(page) -> str:
    return page.context["page"].findings["digest"]


def test_what_the_file_says_is_in_the_return_once_its_sender_has_seen_it(director, one):
    client = signed_in(director)
    page = send(client, one, changed(downloaded(client, one)))
    assert "Put this post into the return" in page.content.decode()
    assert not one.lines.exists()
    upload = Upload.objects.get()
    page = client.post(url(one, f"file/{upload.pk}/take/"), {"expected": digest(page)}, follow=True)
    assert "1 post of the file is in the return." in page.content.decode()
    assert one.lines.get().said["critical"] == "yes"
    assert client.get(url(one, f"file/{upload.pk}/")).headers["Location"] == url(one)


def test_of_a_file_with_a_mistake_nothing_is_taken_and_the_marked_one_can_be_had(director, one):
    client = signed_in(director)
    page = send(client, one, changed(downloaded(client, one), "occupancy", "Acting up"))
    assert "Nothing has been saved: 1 row needs to be put right" in page.content.decode()
    upload = Upload.objects.get()
    assert client.get(url(one, f"file/{upload.pk}/marked.xlsx")).content[:2] == b"PK"
    client.post(url(one, f"file/{upload.pk}/take/"), {"expected": digest(page)})
    assert not one.lines.exists()


def test_a_file_whose_checking_was_interrupted_is_offered_again_and_checked_then(director, one, monkeypatch):
    client = signed_in(director)
    monkeypatch.setattr("regions.views.returns.files.actions.check", lambda sent, by: sent)
    client.post(url(one, "file/"), {"files": SimpleUploadedFile("r.xlsx", saved(changed(downloaded(client, one))))})
    monkeypatch.undo()
    upload = Upload.objects.get()
    page = client.get(url(one, "file/")).content.decode()
    assert f'href="{url(one, f"file/{upload.pk}/")}">r.xlsx' in page
    assert "not checked yet" in page
    assert "Put this post into the return" in client.get(url(one, f"file/{upload.pk}/")).content.decode()


def test_what_somebody_says_meanwhile_is_not_written_over_by_a_file(director, one, post):
    client = signed_in(director)
    page = send(client, one, changed(downloaded(client, one)))
    returns.say(one, post=post, said={"title": "Chief finance officer"}, by=director)
    page = client.post(url(one, f"file/{Upload.objects.get().pk}/take/"), {"expected": digest(page)}, follow=True)
    assert "Nothing has been saved." in page.content.decode()
    assert one.lines.get().said["title"] == "Chief finance officer"


def test_nobody_else_sees_or_takes_what_somebody_has_sent(director, ours, one):
    client = signed_in(director)
    page = send(client, one, changed(downloaded(client, one)))
    upload = Upload.objects.get()
    other = signed_in(with_role(Role.HR_DIRECTOR, ours))
    assert other.get(url(one, f"file/{upload.pk}/")).status_code == 404
    assert other.post(url(one, f"file/{upload.pk}/take/"), {"expected": digest(page)}).status_code == 404
    assert client.get(f"/east/upload/{upload.pk}/").status_code in {403, 404}


def test_nothing_that_is_hidden_from_its_writer_is_in_the_workbook(director, ours, one, post):
    own = PostFactory(organisation=ours, role_family="people")
    chief = PostFactory(organisation=ours, role_family="chief-executive", level="chief-executive")
    ForecastFactory(post=own, recorded_by=UserFactory(), **TOLD)
    ForecastFactory(post=chief, confidential=True, **TOLD)
    ForecastFactory(post=post, confidential=True, **(TOLD | {"probability": "0.1234"}))
    book = downloaded(signed_in(director), one)
    told = [row for row in book["forecasts"].iter_rows(min_row=2, values_only=True) if row[0]]
    assert [(row[1], str(row[3]), row[5]) for row in told] == [("F1", "0.1234", "yes")]
    assert not any("0.8765" in str(cell) for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row)
