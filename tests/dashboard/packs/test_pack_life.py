"""A pack from draft to withdrawn: what may be done when, by whom, and what the database itself refuses."""

import datetime as dt

import psycopg
import pytest
from django.db import IntegrityError, connection, transaction

from dashboard.models import BoardPack, PackComment, PackFile
from dashboard.packs import actions
from dashboard.packs.jobs import CHANGED, ask_to_build, compare, keep
from dashboard.packs.printing import Built
from dashboard.packs.sections import DEFAULT
from talentboard.access import NotAllowed, NotFound, NotPermitted, Role
from talentboard.audit.models import AuditEvent
from talentboard.pdf.printing import Printed
from tests.dashboard.packs.east import MEETING, both, facts
from tests.factories import CandidateFactory, OccupancyFactory, UserFactory
from tests.fixtures.packs import built_pack, draft_pack, published_pack
from tests.fixtures.people import with_role

pytestmark = pytest.mark.django_db
RENDERER = {"Template": "a", "WeasyPrint": "70.0"}


@pytest.fixture
def snapshot():
    return both()


@pytest.fixture
def team(snapshot):
    return with_role(Role.REGIONAL_TEAM, "east")


def printed(text="one", renderer=None, html="<p>Words</p>") -> Built:
    return Built(Printed(text.encode(), 1), html, facts(), renderer or RENDERER)


def test_a_pack_begins_as_a_draft_and_says_what_it_is_compared_with(snapshot, team):
    pack = actions.compose("east", meeting=MEETING, snapshot=snapshot, sections=DEFAULT, by=team)
    assert (pack.state, pack.revision, pack.since, pack.after) == ("draft", 1, snapshot.previous, None)
    assert AuditEvent.objects.filter(kind="pack-composed", about_id=str(pack.pk), by=team).exists()


def test_after_a_published_pack_changes_are_told_from_its_figures(snapshot, team):
    june = published_pack(meeting=dt.date(2026, 7, 16), snapshot=snapshot.previous)
    pack = actions.compose("east", meeting=MEETING, snapshot=snapshot, sections=DEFAULT, by=team)
    assert (pack.since, pack.after) == (june.snapshot, june)


def test_a_meeting_has_one_pack(snapshot, team):
    actions.compose("east", meeting=MEETING, snapshot=snapshot, sections=DEFAULT, by=team)
    with pytest.raises(NotAllowed, match="There is a pack for the meeting of 22 October 2026 already"):
        actions.compose("east", meeting=MEETING, snapshot=snapshot, sections=DEFAULT, by=team)


def is_held(region: str, meeting: dt.date) -> bool:
    """Whether somebody else would have to wait before they begin or publish a pack of the meeting."""
    ask = "SELECT pg_try_advisory_xact_lock(%s, hashtext(%s))"
    with psycopg.connect(**connection.get_connection_params() | {"cursor_factory": None}) as other:
        return not other.execute(ask, [actions.LOCKS, f"{region} {meeting}"]).fetchone()[0]


@pytest.mark.parametrize("begun", ["compose", "revise", "publish"])
def test_two_clicks_at_once_wait_for_each_other(begun, snapshot, team):
    pack = None if begun == "compose" else built_pack(snapshot=snapshot)
    assert not is_held("east", MEETING)
    if pack is None:
        actions.compose("east", meeting=MEETING, snapshot=snapshot, sections=DEFAULT, by=team)
    else:
        getattr(actions, begun)(pack, by=team)
    assert is_held("east", MEETING)
    assert not is_held("east", MEETING + dt.timedelta(days=1))


@pytest.mark.parametrize("sections", [[], ["gap", "gap"], ["gap", "secrets"]])
def test_sections_are_those_there_are_each_once(sections, snapshot, team):
    with pytest.raises(NotAllowed):
        actions.compose("east", meeting=MEETING, snapshot=snapshot, sections=sections, by=team)


@pytest.mark.parametrize("role", [Role.BOARD_MEMBER, Role.NATIONAL_TEAM, Role.AUDITOR])
def test_whoever_reads_packs_does_not_keep_them(role, snapshot):
    reader = with_role(role, "east" if role == Role.BOARD_MEMBER else None)
    with pytest.raises(NotPermitted):
        actions.compose("east", meeting=MEETING, snapshot=snapshot, sections=DEFAULT, by=reader)


def test_another_regions_team_finds_no_pack(snapshot):
    pack = built_pack(snapshot=snapshot)
    with pytest.raises(NotFound):
        actions.publish(pack, by=with_role(Role.REGIONAL_TEAM, "london"))


def test_publishing_comes_after_building(snapshot, team):
    with pytest.raises(NotAllowed, match="Build this pack first"):
        actions.publish(draft_pack(snapshot=snapshot), by=team)


def test_a_newer_revision_takes_the_place_of_the_one_published(snapshot, team):
    first = published_pack(snapshot=snapshot)
    second = actions.revise(first, by=team)
    assert (second.revision, second.state) == (2, "draft")
    assert list(second.comments.values_list("text", "on", "role")) == [("Mind the gap.", MEETING, "Regional lead")]
    keep(second, printed(), version=second.version, by=team)
    actions.publish(second, by=team)
    first.refresh_from_db()
    assert first.state == "superseded"
    assert list(BoardPack.objects.filter(state="published")) == [second]


def test_only_one_revision_is_a_draft(snapshot, team):
    first = published_pack(snapshot=snapshot)
    actions.revise(first, by=team)
    with pytest.raises(NotAllowed, match="Revision 2 is a draft already"):
        actions.revise(first, by=team)


def test_what_is_withdrawn_is_not_published_again_and_its_file_is_kept(snapshot, team):
    pack = published_pack(snapshot=snapshot)
    actions.withdraw(pack, by=team)
    with pytest.raises(NotAllowed, match="Make the next revision"):
        actions.publish(pack, by=team)
    assert PackFile.objects.filter(pack=pack).exists()


def test_a_draft_that_changed_while_it_was_built_keeps_no_file(snapshot, team):
    pack = draft_pack(snapshot=snapshot)
    actions.comment(pack, section="gap", text="One more thing.", by=team)
    with pytest.raises(NotAllowed, match=CHANGED):
        keep(pack, printed(), version=pack.version, by=team)
    assert not PackFile.objects.exists()


def test_two_who_ask_to_build_get_the_same_job(snapshot, team):
    pack = draft_pack(snapshot=snapshot)
    assert ask_to_build(pack, by=team) == ask_to_build(pack, by=with_role(Role.REGIONAL_LEAD, "east"))


def test_a_comment_is_dated_and_in_the_name_of_a_role(snapshot, team):
    made = actions.comment(draft_pack(snapshot=snapshot), section="gap", text=" Mind it. ", by=team)
    assert (made.text, made.role, made.by) == ("Mind it.", "Regional team", team)


@pytest.mark.parametrize("text", ["Zeb Quillfeather may step up.", "See zeb quillfeather, who", "Ask H. Holderness!"])
def test_a_comment_that_names_a_person_is_refused(text, snapshot, team):
    CandidateFactory(name="Zeb Quillfeather")
    OccupancyFactory(holders=["H. Holderness"])
    with pytest.raises(NotAllowed, match="no pack names a person"):
        actions.comment(draft_pack(snapshot=snapshot), section="gap", text=text, by=team)
    assert not PackComment.objects.exists()


def test_nor_does_the_name_of_the_meeting_hold_one(snapshot, team):
    UserFactory(name="Priya Raman")
    with pytest.raises(NotAllowed, match="Priya Raman is the name of a person"):
        actions.compose(
            "east", meeting=MEETING, snapshot=snapshot, sections=DEFAULT, title="Farewell to Priya Raman", by=team
        )


def test_a_comment_is_taken_back_from_a_draft_alone(snapshot, team):
    pack = draft_pack(snapshot=snapshot)
    actions.take_back(actions.comment(pack, section="gap", text="Hm.", by=team), by=team)
    assert not pack.comments.exists()
    with pytest.raises(NotAllowed, match="never changes"):
        actions.take_back(built_pack(snapshot=snapshot, meeting=dt.date(2026, 11, 1)).comments.get(), by=team)


def test_built_again_with_the_same_renderer_the_bytes_are_compared(snapshot, team):
    pack = keep(draft_pack(snapshot=snapshot), printed(), version=1, by=team)
    found = compare(pack, printed(), by=team)
    assert (found.same_bytes, found.same_text, found.differs) == (True, True, [])


def test_built_again_with_another_renderer_it_says_which_part_and_that_the_text_is_the_same(snapshot, team):
    html = "<p>Words &amp; more</p><!-- renderer --><p>{}</p><!-- /renderer -->"
    pack = keep(draft_pack(snapshot=snapshot), printed(html=html.format("70.0")), version=1, by=team)
    newer = printed("two", RENDERER | {"WeasyPrint": "71.0"}, html.format("71.0").replace("<p>W", "<p class='a'>W"))
    found = compare(pack, newer, by=team)
    assert (found.same_bytes, found.same_text, found.differs) == (False, True, ["WeasyPrint"])


def test_built_again_with_other_words_it_says_so(snapshot, team):
    pack = keep(draft_pack(snapshot=snapshot), printed(), version=1, by=team)
    found = compare(pack, printed("two", RENDERER | {"Template": "b"}, "<p>Other words</p>"), by=team)
    assert (found.same_text, found.differs) == (False, ["Template"])


def refused_by(constraint: str, statement: str, *values) -> None:
    with pytest.raises(IntegrityError) as problem, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, values)
    assert problem.value.__cause__.diag.constraint_name == constraint


@pytest.mark.parametrize("column", ["title = 'Another'", "meeting = '2026-11-01'", "sections = '{gap}'", "version = 9"])
def test_the_database_lets_no_built_revision_change(column, snapshot):
    pack = built_pack(snapshot=snapshot)
    refused_by("pack_content_stays", f"UPDATE dashboard_boardpack SET {column} WHERE id = %s", pack.pk)


def test_the_database_keeps_packs_their_comments_and_their_files(snapshot):
    pack = built_pack(snapshot=snapshot)
    refused_by("pack_is_kept", "DELETE FROM dashboard_boardpack WHERE id = %s", pack.pk)
    refused_by("pack_comments_stay", "DELETE FROM dashboard_packcomment WHERE pack_id = %s", pack.pk)
    refused_by("pack_comments_stay", "UPDATE dashboard_packcomment SET text = 'x' WHERE pack_id = %s", pack.pk)
    refused_by("dashboard_packfile_kept", "UPDATE dashboard_packfile SET pages = 2 WHERE pack_id = %s", pack.pk)
    refused_by("dashboard_boardpack_moves", "UPDATE dashboard_boardpack SET state = 'draft' WHERE id = %s", pack.pk)


def test_the_database_refuses_a_digest_that_is_not_of_the_file(snapshot):
    pack = draft_pack(snapshot=snapshot)
    with pytest.raises(IntegrityError, match="pack_digest_is_of_its_content"), transaction.atomic():
        PackFile.objects.create(
            pack=pack, content=b"one", digest="0" * 64, pages=1, html="", facts={}, renderer={},
            built_at=dt.datetime(2026, 10, 12, tzinfo=dt.UTC),
        )  # fmt: skip
