"""The page of one post: what it is, who held it, how long it stood open, what was forecast, how it has changed."""

import datetime as dt
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from regions.actions.moving_posts import move_posts
from regions.models import Forecast, Organisation, Post, PostShare
from talentboard.access import Role
from talentboard.accounts.models import User
from tests.factories import (
    ForecastFactory,
    OccupancyFactory,
    OrganisationFactory,
    PostFactory,
    RegionFactory,
    ReturnFactory,
)
from tests.fixtures.clock import stands_at
from tests.fixtures.people import give, signed_in, with_role
from tests.regions.actions.returns.world import World, world

pytestmark = pytest.mark.django_db
TODAY = dt.date(2026, 11, 22)
A_DAY = dt.timedelta(days=1)
SOON = TODAY + 200 * A_DAY


@pytest.fixture(autouse=True)
def _today(monkeypatch):
    stands_at(monkeypatch, TODAY)


def page_of(post: Post, person: User, *, slug: str = "east", asked: str = ""):
    return signed_in(person).get(reverse("regions:post", args=[slug, post.pk]) + asked)


def words_of(response) -> str:
    """What the page says, without its tags."""
    return " ".join(re.sub(r"<[^>]+>", " ", main_of(response)).split())


def main_of(response) -> str:
    assert response.status_code == 200
    return response.content.decode().split("<main", 1)[-1].split("</main>")[0]


def rows(response, section: str) -> list[list[str]]:
    """The cells of a section's table, row by row, as words."""
    found = re.search(rf'aria-labelledby="{section}".*?</section>', main_of(response), re.DOTALL)
    lines = re.findall(r"<tr role=\"row\">(.*?)</tr>", found.group(0), re.DOTALL)[1:] if found else []
    cells = [re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", line, re.DOTALL) for line in lines]
    return [[" ".join(re.sub(r"<[^>]+>", " ", cell).split()) for cell in line] for line in cells]


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


@pytest.fixture
def reader(db) -> User:
    return with_role(Role.REGIONAL_TEAM, "east")


def test_holders_are_shown_the_newest_first_with_their_days_and_how_they_held_it(reader):
    post = PostFactory(held__holders=["Priya Shah"], held__until=day("2025-01-01"))
    OccupancyFactory(post=post, kind="interim", holders=["Jo Lee"], since=day("2025-01-01"), until=day("2025-04-01"))
    OccupancyFactory(post=post, kind="vacant", since=day("2025-04-01"), until=day("2026-11-12"), signed_off=False)
    OccupancyFactory(
        post=post, kind="acting", holders=["A", "B"], since=day("2026-11-12"), returns_on=day("2027-01-04")
    )
    held = [row[:5] for row in rows(page_of(post, reader), "holding")]
    assert held == [
        ["A and B", "Acting For somebody who returns on 4 January 2027", "12 November 2026", "Still so", "10"],
        ["Nobody", "Vacant", "1 April 2025", "12 November 2026", "590"],
        ["Jo Lee", "Interim", "1 January 2025", "1 April 2025", "90"],
        ["Priya Shah", "Substantive", "1 January 2020", "1 January 2025", "1,827"],
    ]
    assert "Not yet signed off" in rows(page_of(post, reader), "holding")[1][5]


def test_it_stood_open_from_the_day_on_which_the_last_holder_who_counts_left(reader):
    post = PostFactory(held__until=day("2025-01-01"))
    OccupancyFactory(post=post, kind="interim", since=day("2025-01-01"), until=day("2025-04-01"))
    OccupancyFactory(post=post, kind="vacant", since=day("2025-04-01"), until=day("2025-07-01"))
    OccupancyFactory(post=post, kind="secondment-in", since=day("2025-07-01"), until=day("2026-11-02"))
    OccupancyFactory(post=post, kind="acting", since=day("2026-11-12"))
    assert rows(page_of(post, reader), "open") == [
        ["2 November 2026", "Still open", "20", "Covered: acting from 12 November 2026"],
        ["1 January 2025", "1 July 2025", "181", "Covered: interim from 1 January 2025"],
    ]


def test_who_covers_for_somebody_who_returns_counts(reader):
    post = PostFactory(held="interim", held__returns_on=day("2027-01-04"))
    assert "It has not stood open for a day" in words_of(page_of(post, reader))


def test_a_post_that_was_never_held_is_open_since_anything_is_known_of_it(reader):
    post = PostFactory(held="vacant")
    assert rows(page_of(post, reader), "open") == [["1 January 2020", "Still open", "2,517", "Nobody held it"]]
    assert "Nobody is recorded" in words_of(page_of(PostFactory(held=False), reader))


def test_the_page_of_an_earlier_day_shows_nothing_of_later_ones(reader):
    post = PostFactory(held__until=day("2026-11-01"))
    OccupancyFactory(post=post, kind="vacant", since=day("2026-11-01"))
    ForecastFactory(post=post, as_of=day("2026-09-30"), expected_on=SOON)
    then = page_of(post, reader, asked="?as_of=2026-09-29")
    assert (len(rows(then, "holding")), rows(then, "open"), rows(then, "forecasts")) == (1, [], [])
    now = page_of(post, reader)
    assert [len(rows(now, section)) for section in ("holding", "open", "forecasts")] == [2, 1, 1]


def test_every_forecast_says_who_said_it_where_and_what_became_of_it(reader):
    post = PostFactory(held__until=day("2026-10-10"))
    OccupancyFactory(post=post, kind="vacant", since=day("2026-10-10"))
    one = ReturnFactory(organisation=post.organisation)
    priya = with_role(Role.HR_DIRECTOR, post.organisation, name="Priya Shah")
    facts = {"post": post, "recorded_by": priya, "recorded_at": dt.datetime(2026, 10, 3, 12, tzinfo=dt.UTC)}
    told = [
        {"as_of": "2025-06-30", "superseded_on": "2025-09-30", "source": "return"},
        {"as_of": "2025-09-30", "superseded_on": "2026-03-31", "source": "return"},
        {"as_of": "2026-03-31", "withdrawn_on": "2026-06-30", "probability": "0.9", "source": "correction"},
        {"as_of": "2026-09-30", "superseded_on": "2026-10-31", "stated_in": one, "source": "return"},
        {"as_of": "2026-10-31", "source": "correction", "signed_off": False, "expected_on": day("2026-11-01")},
    ]
    for line in told:
        dated = {
            name: day(value) for name, value in line.items() if name.endswith(("_of", "_on")) and value is str(value)
        }
        ForecastFactory(**facts, **{**line, **dated})
    response = page_of(post, reader)
    assert rows(response, "forecasts") == [
        ["1 November 2026", "As likely as not (0.5) End of term", "31 October 2026",
         "Corrected on 3 October 2026 by Priya Shah Not yet signed off", "Stands, though the day has passed"],
        ["31 March 2027", "As likely as not (0.5) End of term", "30 September 2026",
         "In the return for July to September 2026 by Priya Shah", "Came true: it fell open on 10 October 2026"],
        ["31 March 2027", "Almost certain (0.9) End of term", "31 March 2026",
         "Corrected on 3 October 2026 by Priya Shah", "Withdrawn on 30 June 2026"],
        ["31 March 2027", "As likely as not (0.5) End of term", "30 September 2025",
         "Loaded from a file on 3 October 2026 by Priya Shah", "Superseded on 31 March 2026"],
        ["31 March 2027", "As likely as not (0.5) End of term", "30 June 2025",
         "Loaded from a file on 3 October 2026 by Priya Shah", "Said again as of 30 September 2025"],
    ]  # fmt: skip
    assert f'href="/east/returns/{one.pk}/"' in main_of(response)


def signed_critical() -> World:
    """A return that has said that a post is critical, and a correction since."""
    it = world()
    it.say({"critical": "yes", "title": "Chief finance officer"})
    it.sign()
    return it


def test_what_has_changed_of_the_post_itself_says_since_when_and_in_which_return(reader):
    it = signed_critical()
    response = page_of(it.post, reader)
    assert rows(response, "changes") == [
        ["30 September 2026", "Title from “Director of finance” to “Chief finance officer” and critical",
         f"In the return for July to September 2026 by {it.director.name}"],
    ]  # fmt: skip
    assert "Critical Yes, since 30 September 2026" in words_of(response)
    assert f'href="/east/returns/{it.one.pk}/"' in main_of(response)


def test_a_board_member_reads_of_changes_but_opens_no_return_and_no_forecast():
    it = signed_critical()
    ForecastFactory(post=it.post, expected_on=SOON, reason="resignation", probability="0.6173")
    response = page_of(it.post, with_role(Role.BOARD_MEMBER, "east"))
    assert rows(response, "changes")[0][2] == "In the return for July to September 2026"
    said = words_of(response)
    for hidden in ("/returns/", "0.6173", "esignation", it.director.name, "forecast of it", "10 June 2027"):
        assert hidden not in main_of(response)
    assert "Expected to fall vacant Within a year" in said


def test_somebody_of_another_organisation_and_region_finds_nothing():
    it = signed_critical()
    for person in (
        with_role(Role.HR_DIRECTOR, OrganisationFactory(placed="east")),
        with_role(Role.BOARD_MEMBER, "london"),
    ):
        slug = "east" if person.role_assignments.get().organisation else "london"
        assert page_of(it.post, person, slug=slug).status_code == 404


def moved(to: Organisation) -> tuple[Post, Post]:
    """A post that moved ten days ago, and the one that continues it."""
    left = OrganisationFactory(code="RLEFT", name="Left", placed="east", until=TODAY)
    post = PostFactory(organisation=left, title="Chief nurse", held__until=day("2026-06-01"))
    OccupancyFactory(post=post, kind="interim", holders=["I. Interim"], since=day("2026-06-01"))
    lead = with_role(Role.REGIONAL_LEAD, "east")
    if to.access_region != "east":
        give(lead, Role.REGIONAL_LEAD, to.access_region)
    (new,) = move_posts([post], to=to, on=TODAY - 10 * A_DAY, by=lead)
    post.refresh_from_db()
    return post, new


def test_a_post_that_moved_says_what_it_continues_and_is_open_since_before(reader):
    old, new = moved(OrganisationFactory(name="Taker", placed="east"))
    response = page_of(new, reader)
    assert "It continues Chief nurse of Left, until 11 November 2026." in words_of(response)
    assert rows(response, "open") == [["1 June 2026", "Still open", "174", "Covered: interim from 1 June 2026"]]
    before = f"/east/posts/{old.pk}/?as_of=2026-11-11"
    assert f'href="{before}"' in main_of(response)
    then = signed_in(reader).get(before)
    assert "It goes on as Chief nurse of Taker, from 12 November 2026 on." in words_of(then)
    assert f'href="/east/posts/{new.pk}/?as_of=2026-11-12"' in main_of(then)


def test_a_post_that_moved_out_of_the_readers_reach_is_named_without_a_link(reader):
    old, new = moved(OrganisationFactory(name="Taker", placed=RegionFactory(slug="london")))
    then = page_of(old, reader, asked="?as_of=2026-11-11")
    assert "It goes on as Chief nurse of Taker" in words_of(then)
    assert str(new.pk) not in main_of(then)
    assert page_of(new, reader).status_code == 404


@pytest.mark.parametrize("role", [Role.REGIONAL_LEAD, Role.HR_DIRECTOR, Role.BOARD_MEMBER])
def test_the_page_costs_at_most_12_queries_however_long_its_history_is(role):
    it = signed_critical()
    _old, new = moved(it.organisation)
    PostShare.objects.create(post=new, organisation=OrganisationFactory(placed="east"))
    place = it.organisation if role is Role.HR_DIRECTOR else "east"
    client = signed_in(with_role(role, place))
    address = reverse("regions:post", args=["east", new.pk])
    client.get(address)  # a session is written on its first page
    costs = []
    for number in (1, 30):
        long_history(new, it, number)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(address).status_code == 200
        costs.append(len(queries))
    assert costs[0] == costs[1] <= 12


def long_history(post: Post, it: World, number: int) -> None:
    for place in range(number):
        since = dt.date(2000 if number == 1 else 2001, 1, 1) + place * A_DAY
        OccupancyFactory(post=post, since=since, until=since + A_DAY, recorded_by=it.director, stated_in=it.one)
        ForecastFactory(post=post, as_of=since, superseded_on=since + A_DAY, recorded_by=it.director, stated_in=it.one)
        Post.objects.filter(pk=post.pk).update(title=f"{number} {place}")
    assert Forecast.objects.filter(post=post).count() >= number


def test_people_of_an_organisation_are_led_up_to_their_own_posts_and_others_to_the_region():
    it = signed_critical()
    ups = {
        person: re.findall(r'breadcrumb__link" href="([^"]+)"', page_of(it.post, person).content.decode())
        for person in (it.director, it.team)
    }
    assert ups == {it.director: ["/east/posts/"], it.team: ["/east/", "/east/posts/"]}
    listed = {person: signed_in(person).get("/east/posts/").content.decode() for person in (it.director, it.team)}
    assert 'href="/east/"' not in listed[it.director]
    assert 'href="/east/"' in listed[it.team]
