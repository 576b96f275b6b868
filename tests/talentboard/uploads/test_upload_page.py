"""The form, its templates, who is led to it, and what a page of it costs."""

import datetime as dt
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from talentboard.access import Role
from talentboard.uploads import forms
from talentboard.uploads.forms import last_quarter_end, quarter_end
from talentboard.uploads.models import Upload
from talentboard.uploads.receiving import KeepWhatCanBeRead
from talentboard.uploads.tasks import forget
from tests.factories import OrganisationFactory
from tests.fixtures.people import signed_in, with_role
from tests.pools.actions.import_members.member_files import a_file as members_file
from tests.pools.actions.import_members.member_files import member
from tests.regions.actions.import_return.return_files import a_file, post
from tests.talentboard.uploads.uploading import DAY, save, send, somebody, text

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _east():
    OrganisationFactory(code="RAJ", name="Raj Trust", placed="east")
    OrganisationFactory(code="RLL", placed="london")


@pytest.mark.parametrize(
    ("day", "end"),
    [
        (dt.date(2026, 11, 22), dt.date(2026, 9, 30)),
        (dt.date(2026, 9, 30), dt.date(2026, 9, 30)),
        (dt.date(2026, 1, 1), dt.date(2025, 12, 31)),
        (dt.date(2026, 12, 31), dt.date(2026, 12, 31)),
        (dt.date(2026, 5, 4), dt.date(2026, 3, 31)),
    ],
)
def test_the_day_is_filled_in_as_the_last_end_of_a_quarter(day, end):
    assert last_quarter_end(day) == end
    assert quarter_end(end) == end


def test_the_form_offers_what_its_reader_may_upload_and_the_last_quarter(monkeypatch):
    monkeypatch.setattr(forms, "today", lambda: dt.date(2026, 11, 22))
    page = somebody().get("/east/upload/")
    said = text(page)
    for words in ("Posts and forecasts", "Pools and members", "Close the posts that the file no longer names"):
        assert words in said
    assert page.context["form"]["as_of"].value() == dt.date(2026, 9, 30)


def test_the_navigation_leads_there_for_whom_it_is_open():
    assert 'href="/east/upload/"' in text(somebody().get("/east/posts/"))
    assert "/upload/" not in text(somebody(Role.BOARD_MEMBER).get("/east/posts/"))


def test_the_template_has_the_organisations_of_the_region_and_can_be_sent():
    content = somebody().get("/east/upload/return-template.xlsx").content
    book = load_workbook(BytesIO(content))
    assert book.sheetnames == ["posts", "forecasts", "guide", "organisations", "lists"]
    assert [[cell.value for cell in row] for row in book["organisations"].rows] == [
        ["organisation", "name"],
        ["RAJ", "Raj Trust"],
    ]
    page = book["posts"]
    for column, cell in enumerate(page[1], 1):
        page.cell(2, column, post().get(cell.value))
    out = BytesIO()
    book.save(out)
    sent = send(somebody(), ("return-template.xlsx", out.getvalue()))
    assert sent.context["page"].title == "Check what will change"
    assert not [notice for notice in sent.context["page"].findings["notices"] if "organisations" in notice]


def test_the_template_of_members_has_its_sheets():
    content = somebody().get("/east/upload/members-template.xlsx").content
    assert load_workbook(BytesIO(content)).sheetnames == ["pools", "members", "guide", "lists"]


def test_there_is_no_template_of_anything_else():
    assert somebody().get("/east/upload/secrets-template.xlsx").status_code == 404


def test_england_has_no_uploads():
    assert somebody().get("/england/upload/").status_code == 404
    assert signed_in(with_role(Role.NATIONAL_TEAM)).get("/england/upload/").status_code == 403


def test_what_is_checked_and_not_saved_can_be_found_again():
    team = somebody()
    page = send(team, a_file(posts=[post()], name="RAJ return.xlsx"))
    assert f'href="{page.request["PATH_INFO"]}">RAJ return.xlsx' in text(team.get("/east/upload/"))
    save(team, page)
    assert "RAJ return.xlsx" not in text(team.get("/east/upload/"))


def test_what_was_sent_and_never_checked_can_be_found_again_and_is_checked_then(monkeypatch):
    team = somebody()
    monkeypatch.setattr("talentboard.uploads.views.actions.check", lambda sent, by: sent)
    sent = SimpleUploadedFile(*a_file(posts=[post()], name="RAJ return.xlsx"))
    team.post("/east/upload/", {"holds": "return", "as_of": DAY.isoformat(), "files": sent})
    address = f"/east/upload/{Upload.objects.get().pk}/"
    page = text(team.get("/east/upload/"))
    assert f'href="{address}">RAJ return.xlsx' in page
    assert "not checked yet" in page
    monkeypatch.undo()
    assert "Check what will change" in text(team.get(address))


def test_what_holds_nothing_new_is_not_offered_again():
    team = somebody()
    save(team, send(team, a_file(posts=[post()])))
    send(team, a_file(posts=[post()], name="again.xlsx"))
    send(team, ("photo.png", b"\x89PNG"))
    assert list(team.get("/east/upload/").context["unsaved"]) == []


def test_what_an_earlier_version_found_can_still_be_shown():
    team = somebody()
    page = send(team, a_file(posts=[post(level="Boss")]))
    found = Upload.objects.get().findings
    Upload.objects.update(findings={name: found[name] for name in ("total", "problems", "digest")})
    assert team.get(page.request["PATH_INFO"]).status_code == 200


def queries(client, address: str) -> int:
    with CaptureQueriesContext(
        connection,
    ) as caught:
        assert client.get(address).status_code == 200
    return len(caught)


def test_a_page_costs_the_same_number_of_queries_with_few_and_with_many_rows():
    team = somebody()
    few = send(team, a_file(posts=[post()])).request["PATH_INFO"]
    many = send(team, a_file(posts=[post(post_ref=f"F{n}") for n in range(120)])).request["PATH_INFO"]
    wrong = send(team, a_file(posts=[post(post_ref=f"F{n}", level="Boss") for n in range(120)])).request["PATH_INFO"]
    assert queries(team, few) == queries(team, many) == queries(team, wrong) - 1
    assert queries(team, wrong) <= 12


def statements(action) -> int:
    with CaptureQueriesContext(connection) as caught:
        action()
    return len(caught)


def test_checking_and_saving_cost_the_same_number_of_statements_with_few_and_with_many_rows():
    team = somebody()
    few, many = a_file(posts=[post()]), a_file(posts=[post(post_ref=f"F{n}") for n in range(100)])
    send(team, few)
    assert statements(lambda: send(team, few)) == statements(lambda: send(team, many))
    pages = [send(team, few), send(somebody(), many)]
    first = statements(lambda: save(team, pages[0]))
    bigger = send(team, a_file(posts=[post(), *(post(post_ref=f"G{n}") for n in range(100))]))
    assert statements(lambda: save(team, bigger)) <= first + 2


def test_the_web_login_can_do_all_of_it_and_the_worker_forgets(as_web, as_worker):
    team = somebody()
    with as_web():
        page = send(team, a_file(posts=[post(level="Boss")]))
        assert team.get(f"{page.request['PATH_INFO']}marked.xlsx").status_code == 200
        save(team, send(team, a_file(posts=[post()])))
        send(team, members_file(members=[member()]), holds="members")
    Upload.objects.update(expires_at=dt.datetime(2026, 1, 1, tzinfo=dt.UTC))
    with as_worker():
        forget()
    assert not Upload.objects.exists()


def test_a_form_without_its_token_is_refused():
    team = somebody()
    team.handler.enforce_csrf_checks = True
    assert send(team, a_file(posts=[post()])).status_code == 403
    assert not Upload.objects.exists()


def test_of_a_file_too_large_to_be_read_only_the_size_is_kept():
    handler = KeepWhatCanBeRead()
    handler.new_file("files", "big.csv", "text/csv", None)
    chunk, size = b"x" * 1024 * 1024, 200
    for number in range(size):
        assert handler.receive_data_chunk(chunk, number * len(chunk)) is None
    kept = handler.file_complete(size * len(chunk))
    assert kept.size == size * len(chunk)
    assert len(kept.read()) <= 11 * len(chunk)


def test_the_day_that_was_chosen_stays_when_the_file_is_sent_again():
    page = send(somebody(), a_file(posts=[post(level="Boss")]), as_of=DAY)
    assert '<input type="hidden" name="as_of" value="2026-09-30">' in text(page)
