"""A web server that is killed in the middle of an upload: nothing is half kept, lost, or saved twice."""

import re
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from regions.models import Occupancy, Post
from talentboard.access import Role
from talentboard.audit.models import AuditEvent
from talentboard.clock import today
from talentboard.uploads.models import Upload, UploadFile
from tests.crashes.holding import held
from tests.crashes.visiting import Page, Visitor
from tests.fixtures.databases import copied
from tests.fixtures.site import Ground, Site, name_like
from tests.journeys import files
from tests.journeys.ways import Person
from tests.regions.actions.import_return import return_files

REGION, TRUST = "south-west", "RH8"
TEAM = Person("Wanda Killed", Role.REGIONAL_TEAM, REGION)
UPLOAD = f"/{REGION}/upload/"
NOBODY_ANSWERED = 0


@pytest.fixture(scope="module")
def site(ground: Ground, database_template: str, django_db_blocker, tmp_path_factory) -> Iterator[Site]:
    """A site of which nothing runs but the web."""
    with copied(ground.database, name_like(database_template, "crash")) as name:
        made = Site(name, tmp_path_factory.mktemp("site"), django_db_blocker, static=ground.static)
        try:
            made.web.start()
            made.wait_until_it_answers()
            yield made
        finally:
            made.stop()


@pytest.fixture(scope="module")
def team(site: Site) -> Visitor:
    return Visitor(site, TEAM)


def a_file() -> tuple[str, bytes]:
    return return_files.a_file(posts=files.posts(TRUST, files.EXAMPLE), name="RH8 return.xlsx")


def kept(site: Site) -> tuple[int, int]:
    """Uploads and their files."""
    with site.rows():
        return Upload.objects.count(), UploadFile.objects.count()


def saved(site: Site) -> tuple[int, int, int]:
    """Posts of the trust, who holds them, and lines of the audit that say that a file was imported."""
    with site.rows():
        posts = Post.objects.filter(organisation__code=TRUST)
        told = AuditEvent.objects.filter(kind="return-imported", region=REGION)
        return posts.count(), Occupancy.objects.filter(post__in=posts).count(), told.count()


def start_again(site: Site) -> None:
    site.web.kill()
    site.web.start()
    site.wait_until_it_answers()


@contextmanager
def meanwhile(ask) -> Iterator[list[Page]]:
    """Something that is asked for while the block goes on; what came of it, once the block is over."""
    came: list[Page] = []
    asking = threading.Thread(target=lambda: came.append(ask()), daemon=True)
    asking.start()
    yield came
    asking.join()


def test_a_file_of_which_half_had_arrived_is_not_kept_and_can_be_sent_again(site, team):
    asked = {"holds": "return", "as_of": today().isoformat(), "files": a_file()}
    body, kind = team.filled_in(UPLOAD, **asked)
    head = [f"POST {UPLOAD}?sent=1 HTTP/1.1", f"Host: {team.host}", f"Content-Length: {len(body)}"]
    head += [f"{name}: {value}" for name, value in team.headers(kind).items()]
    host, _, port = team.host.partition(":")
    with socket.create_connection((host, int(port))) as line:
        line.sendall("\r\n".join([*head, "", ""]).encode() + body[: len(body) // 2])
        start_again(site)
        assert kept(site) == (0, 0)
    assert "Sent and not saved" not in team.opens(UPLOAD).words


def test_a_file_in_the_middle_of_whose_checking_the_server_was_killed_is_offered_again(site, team):
    asked = {"holds": "return", "as_of": today().isoformat(), "files": a_file()}
    sending = meanwhile(lambda: team.sends(f"{UPLOAD}?sent=1", from_page=UPLOAD, **asked))
    with held(site, "regions_post", "ACCESS EXCLUSIVE") as line, sending as came:
        line.somebody_waits()
        start_again(site)
    assert [page.status for page in came] == [NOBODY_ANSWERED]
    assert (kept(site), saved(site)) == ((1, 1), (0, 0, 0))
    assert "RH8 return.xlsx sent" in team.opens(UPLOAD).words
    assert "Check what will change" in team.opens(the_one_upload(team)).words


def test_a_file_in_the_middle_of_whose_saving_the_server_was_killed_is_saved_once(site, team):
    checked = the_one_upload(team)
    expected = re.search('name="expected" value="([^"]*)"', team.opens(checked).text)[1]
    saving = meanwhile(lambda: team.sends(f"{checked}save/", from_page=checked, expected=expected))
    with held(site, "regions_occupancy") as line, saving as came:
        line.somebody_waits()
        start_again(site)
    assert [page.status for page in came] == [NOBODY_ANSWERED]
    assert (kept(site), saved(site)) == ((1, 1), (0, 0, 0))
    assert "RH8 return.xlsx checked" in team.opens(UPLOAD).words

    for _ in ("again", "and once more"):
        assert "Saved: 5 posts" in team.sends(f"{checked}save/", from_page=UPLOAD, expected=expected).words
        assert (kept(site), saved(site)) == ((1, 0), (5, 5, 1))


def the_one_upload(team: Visitor) -> str:
    """The address of the only one that is offered."""
    (address,) = re.findall(rf'href="({UPLOAD}[0-9a-f-]{{36}}/)"', team.opens(UPLOAD).text)
    return address
