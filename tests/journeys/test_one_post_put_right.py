"""One post put right between returns, and what is kept of one in confidence: who finds it, and who finds nothing."""

import datetime as dt

import pytest

from regions.models import Forecast, Organisation, Post
from talentboard.access import Role
from talentboard.clock import today
from talentboard.nhs.words import long_day
from tests.factories import PostFactory
from tests.fixtures.site import Site
from tests.journeys import files
from tests.journeys.acting import Actor
from tests.journeys.ways import PHONE, WAYS, WIDE, Person
from tests.regions.actions.import_return import return_files

REGION, TRUST = "/north/", "RCF"
DIRECTOR = Person("Priya Airedale", Role.HR_DIRECTOR, organisation=TRUST)
CHIEF = Person("Colin Airedale", Role.CHIEF_EXECUTIVE, organisation=TRUST)
CHAIR = Person("Chandra Airedale", Role.CHAIR, organisation=TRUST)
BOARD = Person("Ben Airedale", Role.BOARD_MEMBER, "north")
AUDITOR = Person("Audrey Airedale", Role.AUDITOR)
TITLES = {way: f"Director of finance {number}" for number, way in enumerate(WAYS, start=1)}


@pytest.fixture(scope="module")
def chiefs_post(site: Site) -> Post:
    """The post of a trust's chief executive; besides it the trust has a finance post for each way of looking."""
    with site.rows():
        return_files.load(return_files.a_file(posts=files.posts(TRUST, ["substantive"] * len(WAYS))), as_of=today())
        trust = Organisation.objects.get(code=TRUST)
        facts = {"role_family": "chief-executive", "level": "chief-executive"}
        return PostFactory(organisation=trust, title="Chief executive", ref="CE", **facts)


def one_of_the_list(somebody: Actor, title: str) -> Actor:
    return somebody.opens(f"{REGION}posts/?organisation={TRUST}").follows(title)


@pytest.mark.parametrize("way", WAYS, ids=str)
def test_a_director_puts_a_post_right_and_the_board_and_the_auditor_see_it(journey, chiefs_post, way):
    title = TITLES[way]
    better = title.replace("Director", "Chief")
    director = one_of_the_list(journey.as_(DIRECTOR, way), title).sees("Who has held it", "Nobody has forecast")
    director.page.get_by_role("button", name="Correct this post").click()
    director.looks().sees("It holds as soon as you save it", "the chief executive signs it there")
    director.page.locator("details summary", has_text="Title, kind, pay").click()
    director.fills("Title", better).page.get_by_label("The board counts it as critical").check()
    director.presses("Save this correction").sees("It holds from today", better, "Not yet signed off")
    director.sees(f"Title from “{title}” to “{better}” and critical")

    board = one_of_the_list(journey.as_(BOARD, way), better).sees(
        f"Yes, since {long_day(today())}", "Not yet signed off"
    )
    board.but_not("Correct this post", DIRECTOR.name)
    auditor = journey.as_(AUDITOR, way).opens("/audit/").sees("Corrected a post", DIRECTOR.name)
    one_of_the_list(auditor, better).sees("Not yet signed off", DIRECTOR.name)


def whole(somebody: Actor, addresses: list[str]) -> list[str]:
    """What the main parts of these pages say."""
    return [somebody.opens(address).reads("main") for address in addresses]


@pytest.mark.parametrize("way", [WIDE, PHONE], ids=str)
def test_the_chair_keeps_what_the_chief_executive_finds_nowhere(journey, site, chiefs_post, way):
    page = f"{REGION}posts/{chiefs_post.pk}/"
    pages = [page, f"{REGION}posts/?organisation={TRUST}", f"{REGION}posts/?horizon=forecast", f"{REGION}returns/", "/"]
    with site.rows():
        Forecast.objects.filter(post=chiefs_post).delete()
    chief, director = journey.as_(CHIEF, way), journey.as_(DIRECTOR, way)
    before = whole(chief, pages), whole(director, pages)

    chair = one_of_the_list(journey.as_(CHAIR, way), "Chief executive").sees("Nobody has forecast that it falls vacant")
    chair.page.get_by_role("button", name="Confidential forecast").click()
    chair.looks().sees(
        "Nothing is kept in confidence of this post.", "Chandra Airedale, chair", "and never whoever holds"
    )
    for part, number in (("Day", 31), ("Month", 3), ("Year", 2031)):
        chair.fills(part, str(number))
    chair.page.get_by_label("Likely (0.7)", exact=True).check()
    chair.page.get_by_label("Why", exact=True).select_option("Resignation")
    chair.presses("Keep it in confidence").sees("Saved in confidence", "31 March 2031", "In confidence", "Resignation")

    assert (whole(chief, pages), whole(director, pages)) == before
    for somebody in (chief, director):
        somebody.opens(f"{page}confidential/", finds=403).but_not("2031", "Resignation")
        csv = somebody.opens(pages[1]).downloads("posts.csv")
        assert b"Chief executive" in csv
        assert b"2031" not in csv
    chair.opens(f"{page}confidential/").sees("Likely (0.7)").follows("Withdraw it").sees("no longer holds from today")
    chair.presses("Withdraw the forecast").sees("Withdrawn: the confidential forecast.")
    with site.rows():
        told = Forecast.objects.get(post=chiefs_post)
        assert (told.expected_on, told.withdrawn_on, told.confidential) == (dt.date(2031, 3, 31), today(), True)
