"""In the demonstration mails are read on a page, and their links lead where they lead for the people they go to."""

from collections.abc import Iterator

import pytest
from django.core.mail import EmailMultiAlternatives

from talentboard.access import Role
from talentboard.outbox.backend import OutboxBackend
from tests.fixtures.databases import copied
from tests.fixtures.site import Ground, Site, name_like
from tests.journeys.acting import Journey
from tests.journeys.ways import PHONE, WIDE, Person

KEEPER = Person("Kit Keeper", Role.SYSTEM_ADMINISTRATOR)
AS_HTML = "<html><head></head><body><p>Sign in at <a href='{0}/accounts/login/'>the talent boards</a></p></body></html>"


@pytest.fixture(scope="module")
def site(ground: Ground, database_template: str, django_db_blocker, tmp_path_factory) -> Iterator[Site]:
    """A demonstration, as bin/demo starts it, without made-up people."""
    folder = tmp_path_factory.mktemp("outbox")
    given = {"TALENTBOARD_DEBUG": "1", "TALENTBOARD_DEMO": "1", "TALENTBOARD_OUTBOX": str(folder / "mails")}
    with copied(ground.database, name_like(database_template, "outbox")) as name:
        made = Site(name, folder, django_db_blocker, static=ground.static, **given)
        try:
            made.start()
            yield made
        finally:
            made.stop()


@pytest.mark.parametrize("way", [WIDE, PHONE], ids=str)
def test_a_mail_is_found_by_its_address_and_its_link_is_followed(journey: Journey, site: Site, way, settings):
    name = f"Nia Newcomer {way.width}"
    email = f"nia.{way.width}@example.nhs.uk"
    keeper, reader = journey.as_(KEEPER), journey.stranger(way)
    reader.opens("/outbox/").sees("Outbox of the demonstration")
    keeper.opens("/people/invite/").fills("Name", name).fills("E-mail address", email).presses("Send the invitation")
    reader.fills("Sent to", email).presses("Show").sees("Talent boards: your account", email)
    reader.follows("Talent boards: your account").sees(f"Dear {name}")
    with reader.page.expect_navigation():
        reader.page.locator("main a[href*=invitation]").click()
    reader.looks().sees("Choose a password", email)


@pytest.mark.parametrize("way", [WIDE, PHONE], ids=str)
def test_the_html_of_a_mail_is_shown_apart_and_its_links_lead_the_whole_page(
    journey: Journey, site: Site, way, settings
):
    settings.OUTBOX = site.given["TALENTBOARD_OUTBOX"]
    message = EmailMultiAlternatives(f"In HTML {way.width}", "Sign in", None, ["sam.okafor@example.nhs.uk"])
    message.attach_alternative(AS_HTML.format(site.address), "text/html")
    OutboxBackend().send_messages([message])
    reader = journey.stranger(way).opens("/outbox/").follows(f"In HTML {way.width}")
    with reader.page.expect_navigation(url="**/accounts/login/"):
        reader.page.frame_locator("iframe").get_by_role("link", name="the talent boards").click()
    reader.looks().sees("Sign in")
