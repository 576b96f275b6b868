"""A link is used once, while it is open, by pressing; everything else opens nothing and says why."""

import datetime as dt
import re

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from talentboard.access import NotAllowed
from talentboard.audit import Event
from talentboard.audit.models import AuditEvent
from talentboard.clock import now
from talentboard.links import actions
from talentboard.links.models import Link
from talentboard.links.tasks import forget
from talentboard.links.tokens import find, token_of, whole_address
from tests.factories import RegionFactory, UserFactory
from tests.fixtures.anywhere import kept_in
from tests.fixtures.links import SAM, came_by, path, to_sam

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_limits_yet")]
LATER = dt.timedelta(days=2)


@pytest.fixture
def east():
    return RegionFactory(slug="east")


@pytest.fixture
def link(errand, east):
    return to_sam(east)


def said(response) -> str:
    """What a page says; tokens of forms aside."""
    return re.sub(r'value="[^"]*"|"X-CSRFToken": "[^"]*"', "", response.content.decode())


def test_opening_a_link_shows_a_page_with_a_button_and_uses_nothing(link, errand):
    for _ in range(3):
        page = Client().get(path(link))
        assert page.status_code == 200
        assert "You are asked for an answer" in said(page)
        assert "Read it" in said(page)
    assert Client().head(path(link)).status_code == 200
    link.refresh_from_db()
    assert (link.used_at, errand.opened) == (None, [])


def test_pressing_uses_it_and_opens_what_it_is_about_and_nothing_else(link, errand, east):
    RegionFactory(slug="london")
    client = came_by(link)
    link.refresh_from_db()
    assert (link.is_granted, errand.opened) == (True, [link])
    assert client.get("/errand/east/").status_code == 200
    assert client.get("/errand/london/").status_code == 404
    assert client.get("/east/posts/").url.startswith("/accounts/login/")


def test_it_is_used_once(link, errand):
    came_by(link)
    for ask in (Client().get, Client().post):
        again = ask(path(link))
        assert again.status_code == 404
        assert "This link has been used." in said(again)
        assert "Send me a new link" in said(again)
    assert len(errand.opened) == 1


def test_whoever_used_it_comes_back_by_it_as_long_as_they_are_there(link):
    client = came_by(link)
    assert client.get(path(link)).url == client.post(path(link)).url == "/errand/east/"


def test_a_link_that_has_ended_says_the_apps_own_sentence(link, later):
    later(days=2)
    answer = Client().post(path(link))
    assert answer.status_code == 404
    assert "The errand is over." in said(answer)
    assert "Send me a new link" in said(answer)


def test_one_that_was_taken_back_opens_nothing_and_offers_no_other(link, east, errand):
    assert actions.revoke(about=east, purpose="something-else") == 0
    assert actions.revoke(about=east) == 1
    answer = Client().post(path(link))
    assert "This link no longer works." in said(answer)
    assert "Send me" not in said(answer)
    assert errand.opened == []


def test_taking_it_back_ends_the_visit_that_began_with_it(link, east):
    client = came_by(link)
    actions.revoke(about=east)
    assert client.get("/errand/east/").status_code == 302


def test_a_newer_link_ends_the_one_before_it(link, east):
    newer, other = to_sam(east), to_sam(east, address="kim@example.nhs.uk")
    assert Client().get(path(link)).status_code == 404
    assert Client().get(path(newer)).status_code == Client().get(path(other)).status_code == 200


@pytest.mark.parametrize(
    "change", [str.swapcase, lambda token: token[:-1], lambda token: f"{token}A", lambda token: "x"]
)
def test_a_token_that_was_changed_is_not_known(link, change):
    token = change(token_of("errand", link.pk))
    assert find("errand", token) is None
    answer = Client().post(f"/accounts/link/errand/{token}/")
    assert answer.status_code == 404
    assert "This link is not known" in said(answer)


def test_a_token_made_for_one_purpose_is_none_for_another(link):
    assert find("appeal", token_of("errand", link.pk)) is None
    assert find("errand", token_of("appeal", link.pk)) is None


def test_every_link_that_is_not_known_is_answered_alike_whatever_it_says_it_is_for(link):
    answers = {said(Client().get(f"/accounts/link/{purpose}/made-up.x/")) for purpose in ("errand", "no-such-thing")}
    assert len(answers) == 1


def test_a_link_mailed_under_the_key_of_before_works_while_that_counts(link, settings):
    mailed, settings.SECRET_KEY = path(link), "another key " * 5
    assert Client().get(mailed).status_code == 404
    settings.SECRET_KEY_FALLBACKS = ["between " * 7, "a third " * 7]
    assert Client().get(mailed).status_code == 404


def test_and_its_person_is_still_known_by_their_address(errand, east, settings):
    before = settings.SECRET_KEY
    link = to_sam(east)
    mailed = path(link)
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "another key " * 5, [before]
    assert Client().get(mailed).status_code == 200
    assert link.goes_to("Sam.Okafor@example.nhs.uk")
    settings.SECRET_KEY_FALLBACKS = []
    assert Client().get(mailed).status_code == 404
    assert not link.goes_to(SAM)


def test_what_the_app_refuses_leaves_the_link_unused(link, errand):
    errand.refuses = NotAllowed("The round has closed.")
    answer = Client().post(path(link))
    assert "The round has closed." in said(answer)
    link.refresh_from_db()
    assert link.used_at is None
    assert not AuditEvent.objects.filter(about_id="errand").exists()  # what the app had written went with it
    errand.refuses = None
    assert came_by(link)


def test_no_secret_and_no_address_is_kept(link):
    came_by(link)
    token = token_of("errand", link.pk)
    assert kept_in(SAM) == kept_in(token.split(".")[1]) == []
    assert whole_address("errand", str(link.pk)).endswith(path(link))


def test_using_it_leaves_a_line_that_names_the_link(link):
    came_by(link)
    line = AuditEvent.objects.get(kind=Event.LINK_USED)
    assert (line.about_kind, line.about_id, line.by) == ("link", str(link.pk), None)
    assert line.operator == f"by link {str(link.pk)[:8]}"


def test_the_database_lets_a_link_be_used_once_and_change_in_nothing_else(link):
    def change(**facts) -> None:
        with transaction.atomic():
            Link.objects.filter(pk=link.pk).update(**facts)

    for facts in ({"purpose": "x"}, {"expires_at": now() + LATER}, {"about_id": "london"}, {"used_at": now() + LATER}):
        with pytest.raises(IntegrityError, match="used once"):
            change(**facts)
    change(used_at=now())
    for facts in ({"used_at": now()}, {"used_at": None}):
        with pytest.raises(IntegrityError, match="used once"):
            change(**facts)
    change(revoked_at=now())
    with pytest.raises(IntegrityError, match="used once"):
        change(revoked_at=None)


def test_a_link_goes_to_one(east, errand):
    for whom in ({"address": ""}, {"to": UserFactory()}):
        with pytest.raises(TypeError, match="to an account, or to an address"):
            to_sam(east, **whom)
    with pytest.raises(IntegrityError, match="link_to_one"):
        Link.objects.create(purpose="errand", about_kind="region", about_id="east", expires_at=now() + LATER)


def test_the_web_makes_and_uses_links_and_only_the_worker_forgets_them(link, east, as_web, as_worker, later):
    with as_web():
        actions.use(to_sam(east))
    with pytest.raises(Exception, match="permission denied"), as_web():
        Link.objects.all().delete()
    later(days=30)
    with as_worker():
        forget()
    assert Link.objects.count() == 2
    later(days=2)
    with as_worker():
        forget()
    assert Link.objects.count() == 0


def test_links_that_are_not_known_are_tried_so_often_and_no_more(link):
    statuses = [Client().get("/accounts/link/errand/made-up.x/").status_code for _ in range(21)]
    assert statuses == [404] * 20 + [429]
    assert Client().post(f"{path(link)}again/").status_code == 429
    assert came_by(link)


def test_while_nobody_can_count_links_still_open(link, settings):
    settings.CACHES = {
        "default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": "redis://127.0.0.1:1"}
    }
    assert Client().get("/accounts/link/errand/made-up.x/").status_code == 404
    assert came_by(link)
