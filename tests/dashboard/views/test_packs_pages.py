"""The pages of packs: the list, composing, a pack's own page, its preview and its file, and who opened it."""

import datetime as dt
import uuid

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from dashboard.models import BoardPack
from dashboard.packs.sections import DEFAULT, SECTIONS
from talentboard.access import Role
from talentboard.audit.models import AuditEvent
from talentboard.jobs.models import Job
from tests.dashboard.packs.east import both, stored
from tests.factories import CandidateFactory, OrganisationFactory, RegionFactory
from tests.fixtures.packs import CONTENT, MEETING, built_pack, draft_pack, published_pack
from tests.fixtures.people import signed_in, with_role

pytestmark = pytest.mark.django_db
LIST = "/east/packs/"


@pytest.fixture
def snapshot():
    return both()


@pytest.fixture
def team(snapshot):
    return signed_in(with_role(Role.REGIONAL_TEAM, "east", name="Tess Team"))


@pytest.fixture
def member(snapshot):
    return signed_in(with_role(Role.BOARD_MEMBER, "east", name="Bea Board"))


def address(pack, name="pack", **more):
    return reverse(f"dashboard:{name}", kwargs={"region": "east", "pack_id": pack.pk, **more})


def text_of(response) -> str:
    return response.content.decode()


def asked(snapshot, **more) -> dict:
    places = {f"place_{key}": str(place) for place, key in enumerate(DEFAULT, 1)}
    day = {"meeting_day": "22", "meeting_month": "10", "meeting_year": "2026"}
    return {"snapshot": str(snapshot.pk), "title": "", **day, **places, **more}


def test_a_list_costs_the_same_with_one_pack_and_with_thirty(team, snapshot):
    published_pack(snapshot=snapshot)
    team.get(LIST)
    with CaptureQueriesContext(
        connection,
    ) as one:
        team.get(LIST)
    for month in range(1, 30):
        published_pack(snapshot=snapshot, meeting=MEETING + dt.timedelta(days=month))
    with CaptureQueriesContext(connection) as thirty:
        team.get(LIST)
    assert len(thirty) == len(one)


def test_an_empty_list_says_so_and_one_way_on(team, member):
    assert "No pack has been composed yet for the board of East." in text_of(team.get(LIST))
    assert "Compose a pack" in text_of(team.get(LIST))
    assert "No pack is published yet for the board of East." in text_of(member.get(LIST))
    assert "Compose a pack" not in text_of(member.get(LIST))


@pytest.mark.parametrize("make", [draft_pack, built_pack])
def test_the_board_sees_nothing_of_a_pack_that_is_not_published(make, member, snapshot):
    pack = make(snapshot=snapshot)
    assert "22 October 2026" not in text_of(member.get(LIST))
    for name in ("pack", "pack-preview", "pack-file"):
        assert member.get(address(pack, name)).status_code == 404


def test_a_chief_executive_reads_what_is_published_to_the_board_of_their_region(snapshot):
    pack = published_pack(snapshot=snapshot)
    chief = signed_in(with_role(Role.CHIEF_EXECUTIVE, OrganisationFactory(placed="east")))
    page = text_of(chief.get(LIST))
    assert "22 October 2026" in page
    assert 'href="/east/"' not in page  # figures are not for them, so nothing leads there
    assert chief.get(address(pack, "pack-file")).status_code == 200


def test_a_pack_is_composed_with_its_sections_in_the_order_of_their_places(team, snapshot):
    places = dict.fromkeys((f"place_{key}" for key in DEFAULT), "") | {"place_method": "3", "place_gap": "7"}
    answer = team.post(f"{LIST}new/", asked(snapshot, **places))
    pack = BoardPack.objects.get()
    assert answer.url == address(pack)
    assert (pack.meeting, pack.sections, pack.snapshot) == (MEETING, ["method", "gap"], snapshot)


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"place_gap": "1"}, "Headlines and Gap are both in place 1: give each its own"),
        (dict.fromkeys((f"place_{key}" for key in DEFAULT), ""), "Give at least one section a place"),
        ({"meeting_day": ""}, "Day of the meeting must include a day"),
        (
            {"title": "Farewell to Zeb Quillfeather"},
            "Zeb Quillfeather is the name of a person, and no pack names a person",
        ),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_saved(said, sentence, team, snapshot):
    CandidateFactory(name="Zeb Quillfeather")
    page = text_of(team.post(f"{LIST}new/", asked(snapshot, **said)))
    assert sentence in page
    assert "Nothing has been saved" in page
    assert not BoardPack.objects.exists()


def test_figures_of_another_region_cannot_be_chosen(team, snapshot):
    RegionFactory(slug="london")
    theirs = stored("london", pk=uuid.uuid4())
    page = text_of(team.post(f"{LIST}new/", asked(theirs)))
    assert "Nothing has been saved" in page
    assert not BoardPack.objects.exists()


def test_building_goes_to_the_page_of_its_job(team, snapshot):
    pack = draft_pack(snapshot=snapshot)
    answer = team.post(address(pack, "pack-build"))
    job = Job.objects.get()
    assert (job.kind, job.arguments) == ("pack", {"pack": str(pack.pk)})
    assert answer.url == reverse("jobs:job", args=[job.pk])
    assert "Board pack for 22 October 2026, revision 1" in text_of(team.get(answer.url))


def test_the_file_is_the_one_that_is_kept_under_a_telling_name(member, snapshot):
    answer = member.get(address(published_pack(snapshot=snapshot), "pack-file"))
    assert (answer.content, answer["Content-Type"]) == (CONTENT, "application/pdf")
    assert 'filename="east-board-pack-2026-10-22-revision-1.pdf"' in answer["Content-Disposition"]


def test_the_preview_is_what_was_printed(member, snapshot):
    pack = published_pack(snapshot=snapshot, html="<h1>Board pack</h1><p>Word for word</p>")
    assert "<h1>Board pack</h1><p>Word for word</p>" in text_of(member.get(address(pack, "pack-preview")))


def test_who_opened_a_pack_is_listed_for_the_team_and_not_for_the_board(team, member, snapshot):
    pack = published_pack(snapshot=snapshot)
    member.get(address(pack, "pack-preview"))
    member.get(address(pack, "pack-file"))
    page = text_of(team.get(address(pack)))
    assert page.count("Bea Board") == 2
    assert "read it as a page" in page
    assert "downloaded the PDF" in page
    assert "Who opened it" not in text_of(member.get(address(pack)))
    assert AuditEvent.objects.filter(kind="pack-opened", about_id=str(pack.pk)).count() == 2


def test_a_page_of_a_pack_says_its_digests_and_what_printed_it(member, snapshot):
    pack = published_pack(snapshot=snapshot)
    page = text_of(member.get(address(pack)))
    for said in (pack.file.digest, str(snapshot.pk), snapshot.inputs_digest, "WeasyPrint", *SECTIONS.values()):
        assert said in page
    assert "Build again and compare" not in page


def test_publishing_says_who_will_read_it_and_does_it(team, member, snapshot):
    pack = built_pack(snapshot=snapshot)
    assert "The members of the board of East" in text_of(team.get(address(pack, "pack-publish")))
    team.post(address(pack, "pack-publish"))
    assert "22 October 2026" in text_of(member.get(LIST))


def test_a_withdrawn_pack_is_gone_for_the_board(team, member, snapshot):
    pack = published_pack(snapshot=snapshot)
    team.post(address(pack, "pack-withdraw"))
    assert member.get(address(pack, "pack-file")).status_code == 404
    assert team.get(address(pack, "pack-file")).status_code == 200


def test_a_draft_is_changed_commented_on_and_a_comment_taken_back(team, snapshot):
    pack = draft_pack(snapshot=snapshot)
    team.post(address(pack, "pack-change"), asked(snapshot, place_method="", title="Extraordinary meeting"))
    team.post(address(pack, "pack-comment"), {"section": "gap", "text": "Mind it."})
    page = text_of(team.get(address(pack)))
    assert "Extraordinary meeting" in page
    assert "Mind it." in page
    assert "How the figures are made</li>" not in page
    team.post(address(pack, "pack-take-back", comment_id=pack.comments.get().pk))
    assert "Mind it." not in text_of(team.get(address(pack)))


def test_the_nation_has_no_pack(snapshot):
    assert signed_in(with_role(Role.NATIONAL_TEAM)).get("/england/packs/").status_code == 404
