"""A member of a pool sees everything that is held about them, changes it, asks for a correction, and takes it along."""

import io
import json

import pytest
from playwright.sync_api import expect
from pypdf import PdfReader

from pools.models import Candidate, ReadinessBand
from regions.models import Organisation, Region
from talentboard.access import Role
from talentboard.models import User
from tests.factories import MembershipFactory, PoolFactory
from tests.fixtures.site import Site
from tests.journeys.acting import Actor, Journey
from tests.journeys.ways import PHONE, WAYS, WIDE, Person, Way

TRUST = "RGT"
TEAM = Person("Helen Fenland", Role.REGIONAL_TEAM, "east")
ADMINISTRATOR = Person("Tom Fenland", Role.SYSTEM_ADMINISTRATOR)
MEMBERS = {way: Person(f"Amara Fenland-{number}") for number, way in enumerate(WAYS, start=1)}
NOBODY = Person("Lena Fenland")


def becomes_a_member(site: Site, journey: Journey, person: Person) -> None:
    """Somebody with an account is in a pool of East."""
    journey.knows(person)
    with site.rows():
        east = Region.objects.get(slug="east")
        record = Candidate.objects.create(
            name=person.name, email=person.email, user=User.objects.get(email=person.email), kept_by=east,
            employer=Organisation.objects.get(code=TRUST), job_title="Deputy chief nurse",
        )  # fmt: skip
        pool = PoolFactory(name=f"Chief nurses of {person.name}", region=east)
        member = MembershipFactory(candidate=record, pool=pool, ready=None)
        member.decisions.create(band=ReadinessBand.objects.get(code="within-a-year"), decided_on="2026-03-01")


def changes(somebody: Actor, fact: str) -> Actor:
    """Follow the link that changes one fact."""
    with somebody.page.expect_navigation(wait_until="load"):
        somebody.page.get_by_role("link", name=f"Change {fact}", exact=True).click()
    return somebody.looks()


@pytest.mark.parametrize("way", WAYS, ids=str)
def test_a_member_sees_changes_corrects_and_takes_everything_about_them(journey, site, way: Way):
    person = MEMBERS[way]
    becomes_a_member(site, journey, person)
    amara = journey.as_(person, way).follows("Everything about you")
    amara.sees("All that the talent board holds about you", "Deputy chief nurse", "member since 1 March 2026")
    amara.sees("Within a year, on 1 March 2026", "24 months after it ends", "Nobody has opened what is held about you")

    changes(amara, "Job title").fills("Job title", "Chief nurse").page.get_by_label("London", exact=True).check()
    amara.page.get_by_label("Nursing", exact=True).check()
    amara.presses("Save my details").sees("Saved.", "Chief nurse", "London")
    changes(amara, "May be found for vacancies").page.get_by_label("Yes", exact=True).check()
    amara.presses("Save my answer").sees("You can be found for vacancies.", "Yes, since")
    changes(amara, "Your own view of readiness").page.get_by_label("Ready now", exact=True).check()
    amara.presses("Save my view").sees("Your own view is kept: ready now.", "Within a year, on 1 March 2026")

    amara.follows("Ask for a correction").page.get_by_label("The readiness that was decided", exact=True).check()
    amara.fills("What would be right?", "It was decided in February.").presses("Send my request")
    amara.sees("You have asked for a correction. You get an answer by")

    helen = journey.as_(TEAM, way).opens("/east/members/").follows("Corrections that people ask for")
    helen.sees("1 request awaits an answer").but_not(person.name)
    with helen.page.expect_navigation(wait_until="load"):
        helen.page.locator("tbody th a").first.click()
    helen.looks().sees(person.name, "It was decided in February.", "They see that you have opened their record")
    helen.page.get_by_label("Put right", exact=True).check()
    helen.fills("What they are told", "It says February now.").presses("Send the answer")
    helen.sees("The answer is sent", "No request awaits an answer")

    amara.opens("/me/").sees(f"{TEAM.name}, regional team", "Your record", "were read 1 time, by 1 person")
    amara.page.locator("summary", has_text="Corrections you asked for").click()
    amara.looks().sees("It says February now.")
    amara.follows("Every time, with the lists").sees("2 times, newest first", "with everybody on it").opens("/me/")

    held = json.loads(amara.downloads("everything.json"))
    assert held["talent_pools"]["facts"]["job_title"] == "Chief nurse"
    amara.presses("Make a PDF of it").waits_for("The file is ready.")
    text = " ".join(page.extract_text() for page in PdfReader(io.BytesIO(amara.downloads("everything.pdf"))).pages)
    assert f"Everything about {person.name}" in " ".join(text.split())


@pytest.mark.parametrize("way", [WIDE, PHONE], ids=str)
def test_somebody_with_an_account_alone_sees_that_nothing_else_is_held(journey, way: Way):
    lena = journey.as_(NOBODY, way).follows("Everything about you")
    lena.sees("The talent board holds only your name and e-mail. Nobody has looked at them.")
    lena.but_not("Ask for a correction", "Pools and nominations").does_not_find(
        "/me/details/", "/east/members/corrections/"
    )


@pytest.mark.parametrize("way", [WIDE, PHONE], ids=str)
def test_what_is_typed_in_two_windows_is_lost_in_neither(journey, site, way: Way):
    person = Person(f"Sam Fenland-{way.width}")
    becomes_a_member(site, journey, person)
    one = journey.as_(person, way).opens("/me/details/").fills("Job title", "Matron")
    other = journey.as_(person, way).opens("/me/details/").fills("Job title", "Sister")
    other.presses("Save my details").sees("Saved.")

    with one.page.expect_navigation(wait_until="load"):
        one.page.get_by_role("button", name="Save my details").click()
    one.looks(expected=409).sees("Yours have not been saved yet", "Matron", "Sister")
    one.presses("Keep mine").sees("Saved.", "Matron").but_not("Sister")
    expect(other.page.locator("h1")).to_have_text("Everything about you")
