"""From a region down to a post, what has changed, and what is open longest: for its reader, and blind to secrets."""

import datetime as dt
import io
import re
import zipfile

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from dashboard.drawing import fragments
from dashboard.drawing.missing import draw_missing
from dashboard.models import Fragment, Snapshot
from dashboard.snapshots import compute, store
from regions.models import Forecast, Occupancy
from talentboard.access import Role
from talentboard.audit.models import AuditEvent
from tests.factories import (
    DAY,
    ForecastFactory,
    MembershipFactory,
    OccupancyFactory,
    OrganisationFactory,
    PoolFactory,
    PostFactory,
    RegionFactory,
    ReturnFactory,
    SystemFactory,
)
from tests.fixtures.people import signed_in, with_role

pytestmark = pytest.mark.django_db
EAST = "/east/"
BEFORE, BETWEEN = dt.date(2026, 6, 30), dt.date(2026, 8, 15)


@pytest.fixture
def east():
    """Two trusts of one system and an ambulance in none. Of five finance posts one has opened since June, as forecast,
    one was filled, one is newly forecast; one of the ambulance has been open since 2020."""
    region = RegionFactory(slug="east", name="East")
    essex = SystemFactory(code="QH8", name="Essex", region=region)
    mid, coast = (
        OrganisationFactory(code=code, name=name, placed=region, placed__system=essex)
        for code, name in (("RAJ", "Mid Essex"), ("RDE", "Essex Coast"))
    )
    ambulance = OrganisationFactory(code="RYC", name="Ambulance", placed=region)
    ReturnFactory(organisation=mid, as_of=DAY)
    opened = PostFactory(organisation=mid, title="Director that left", critical=True)
    ForecastFactory(post=opened, as_of=dt.date(2026, 5, 1), expected_on=BETWEEN, probability="0.9")
    Occupancy.objects.filter(post=opened).update(until=BETWEEN)
    OccupancyFactory(post=opened, kind="interim", holders=["I. Interim"], since=BETWEEN)
    filled = PostFactory(organisation=mid, title="Director that came", held="vacant")
    Occupancy.objects.filter(post=filled).update(until=BETWEEN)
    OccupancyFactory(post=filled, holders=["H. Holderness"], since=BETWEEN)
    ForecastFactory(post__organisation=coast, post__title="Director that will leave", as_of=BETWEEN)
    PostFactory(organisation=coast, title="Director that stays")
    PostFactory(organisation=ambulance, title="Chief that nobody is", role_family="operations", held="vacant")
    MembershipFactory(pool=PoolFactory(region=region))
    return region


@pytest.fixture
def figures(east):
    """The newest of two snapshots of East, drawn."""
    store(compute("east", BEFORE), by=None)
    snapshot = store(compute("east", DAY), by=None)
    fragments.draw(snapshot)
    return snapshot


@pytest.fixture
def asked(monkeypatch):
    found = []
    monkeypatch.setattr(draw_missing, "apply_async", lambda args, **options: found.append(args))
    return found


@pytest.fixture
def board(figures):
    return signed_in(with_role(Role.BOARD_MEMBER, "east"))


def words(response):
    assert response.status_code == 200
    text = re.sub(r"<(title|desc)\b.*?</\1>", " ", response.content.decode(), flags=re.DOTALL)
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", text))


def section(response, key):
    html = response.content.decode()
    begins = html.index(f'id="{key}"')
    return html[begins : html.index("</section>", begins)]


def test_the_page_says_what_opened_and_was_filled_with_the_numbers_then_and_now(board):
    text = words(board.get(EAST))
    assert "Since 30 June: 1 post opened and 1 was filled" in text
    assert "Compared with the figures as of 30 June 2026, the newest at least 80 days older." in text
    assert "Posts open 2 2 0" in text
    assert "People ready now 1 1 0" in text
    assert "Open posts the pools would fill 1 of 2 (50%) 1 of 2 (50%) 0 percentage points" in text
    assert "Critical posts with nobody ready" in text


def test_what_moved_it_is_said_with_what_had_been_forecast(board):
    text = words(board.get(EAST))
    assert "The post that opened had been forecast ." in text
    assert "The post filled had not been forecast before falling open ." in text
    assert "1 post is newly forecast to fall vacant." in text


def test_the_first_figures_have_nothing_to_compare_with(east):
    fragments.draw(store(compute("east", BEFORE), by=None))
    reader = signed_in(with_role(Role.BOARD_MEMBER, "east"))
    assert "Nothing to compare with yet" in words(reader.get(EAST))
    assert "Nothing to compare with yet." in words(reader.get(f"{EAST}changes/"))
    assert reader.get(f"{EAST}changes/posts.csv").status_code == 404
    assert reader.get(f"{EAST}figures/changes.csv").status_code == 404


def test_without_figures_a_quarter_old_it_says_which_it_compares_with(east):
    store(compute("east", DAY - dt.timedelta(days=20)), by=None)
    fragments.draw(store(compute("east", DAY), by=None))
    text = words(signed_in(with_role(Role.BOARD_MEMBER, "east")).get(EAST))
    assert "Compared with the figures as of 10 September 2026, the newest before these." in text


def test_figures_loaded_later_for_the_earlier_day_are_told_of(figures, board, asked):
    PostFactory(organisation__placed="east", held="vacant")
    store(compute("east", DAY), by=None)
    assert "By what is recorded now, 3 senior posts were open on 30 June; the figures of then count 2." in words(
        board.get(EAST)
    )


def test_the_posts_that_changed_are_listed_with_links_and_without_holders(board):
    answer = board.get(f"{EAST}changes/")
    text = words(answer)
    assert "1 post opened" in text
    assert "Director that left Mid Essex 15 August 2026 Yes" in text
    assert "Director that came Mid Essex 15 August 2026 No" in text
    assert "Director that will leave Essex Coast Within a year" in text
    assert "Director that stays" not in text
    assert "Holderness" not in text
    assert "I. Interim" not in text
    link = re.search(
        r'href="\.\./(posts/[0-9a-f-]{36}/\?as_of=2026-09-30)">Director that left', answer.content.decode()
    )
    assert "Director that left" in words(board.get(EAST + link[1]))
    assert AuditEvent.objects.filter(kind="posts-read", region="east").exists()


def test_days_of_forecasts_are_for_those_who_may_see_them(board):
    team = signed_in(with_role(Role.REGIONAL_TEAM, "east"))
    assert "Director that will leave Essex Coast 31 March 2027" in words(team.get(f"{EAST}changes/"))
    assert "31 March 2027" not in words(board.get(f"{EAST}changes/"))
    assert b"31 March 2027" in team.get(f"{EAST}changes/posts.csv").content
    assert b"31 March 2027" not in board.get(f"{EAST}changes/posts.csv").content


def test_the_list_of_changes_is_narrowed_by_its_address_and_refuses_what_there_is_not(board):
    assert "No post opened, was filled or was forecast anew." in words(board.get(f"{EAST}changes/?role_family=digital"))
    assert "Director that left" in words(board.get(f"{EAST}changes/?critical=yes"))
    assert "Director that came" not in words(board.get(f"{EAST}changes/?critical=yes"))
    assert board.get(f"{EAST}changes/?role_family=magic").status_code == 404


def test_posts_open_longest_are_read_live_and_named_without_holders(board):
    shown = section(board.get(EAST), "longest")
    text = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", shown))
    assert "As kept today for 30 September 2026" in text
    assert text.index("Chief that nobody is") < text.index("Director that left")
    assert "Nobody (vacant) 1 January 2020 2464 " in text.replace("2,464", "2464")
    assert "Director that left Mid Essex Interim 15 August 2026 46 1" in text
    assert "Ambulance late return" in text
    assert "I. Interim" not in shown
    assert " style=" not in shown
    Occupancy.objects.filter(post__title="Chief that nobody is").update(kind="substantive", holders=["N. New"])
    assert "Chief that nobody is" not in section(board.get(EAST), "longest")


def test_who_could_take_one_post_is_said_of_its_kind_in_the_region_and_nowhere_below(board, asked):
    assert "People in East ready now for this kind of post" in section(board.get(EAST), "longest")
    for below in ("systems/QH8/", "organisations/RAJ/"):
        html = board.get(EAST + below).content.decode()
        assert "Director that left" in html
        assert "ready" not in html.lower().replace("already", "")


def test_the_way_leads_down_to_the_posts_and_up_again(board, asked):
    region = board.get(EAST).content.decode()
    down = re.search(r'href="(systems/QH8/\?snapshot=[0-9a-f-]{36})"', region)[1]
    assert "The system of Essex: senior posts" in words(board.get(EAST + down))
    system = board.get(EAST + down).content.decode()
    lower = re.search(r'href="\.\./\.\./(organisations/RAJ/\?snapshot=[0-9a-f-]{36})"', system)[1]
    page = board.get(EAST + lower)
    text = words(page)
    assert "Mid Essex has 1 senior post open today out of 2: 1 held by an interim or acting person." in text
    assert "Leaves out what organisations have marked confidential." in text
    html = page.content.decode()
    assert f'href="/east/systems/QH8/?snapshot={Snapshot.objects.newest("east").pk}"' in html
    posts = re.search(r'href="\.\./\.\./(posts/\?organisation=RAJ[^"]*)"', html)[1].replace("&amp;", "&")
    assert "Director that left" in words(board.get(EAST + posts))
    assert "Director that stays" not in words(board.get(EAST + posts))


def test_organisations_in_no_system_stand_beside_the_systems(board):
    shown = section(board.get(EAST), "places")
    assert ">Essex</a>" in shown
    assert ">Ambulance</a>" in shown
    assert "Mid Essex" not in shown
    assert "1 organisation is in no system." in shown
    assert "2 open posts are spread over 2 systems and organisations" in shown


def test_a_place_is_drawn_by_a_worker_and_kept(board, figures, asked):
    first = board.get(f"{EAST}organisations/RAJ/")
    assert "The charts of these posts are being drawn." in words(first)
    assert asked == [[str(figures.pk), "all", "all", False, "organisation:RAJ"]]
    draw_missing(*asked[0])
    second = board.get(f"{EAST}organisations/RAJ/").content.decode()
    assert all(f'id="{name}-wide-title"' in second for name in ("posts",))
    assert "being drawn" not in second


def test_a_place_narrowed_down_says_so_and_counts_its_own_posts(board, asked):
    text = words(board.get(f"{EAST}systems/QH8/?role_family=finance"))
    assert "The system of Essex: finance posts" in text
    assert "The system of Essex has 1 finance post open today out of 4" in text


def test_a_place_that_the_region_has_not_is_not_found(board):
    for below in ("systems/QZZ/", "organisations/RZZ/", "organisations/QH8/", "systems/RAJ/"):
        assert board.get(EAST + below).status_code == 404, below
        assert board.get(f"{EAST}{below}figures/posts.csv").status_code == 404, below


def test_an_organisation_of_another_region_is_not_found_under_this_one(board):
    OrganisationFactory(code="RLON", placed=RegionFactory(slug="london"))
    assert board.get(f"{EAST}organisations/RLON/").status_code == 404
    assert board.get("/london/organisations/RLON/").status_code == 404


TABLES = {
    "": ("gap", "choice", "cover", "demand", "longest", "changes", "moves", "places", "returns"),
    "systems/QH8/": ("posts", "demand", "longest", "places", "returns"),
    "organisations/RAJ/": ("posts", "demand", "longest", "quality"),
}


def test_every_table_comes_as_csv_and_as_a_workbook(board, asked):
    for address, at in ((f"{EAST}{at}figures/{table}", at) for at, tables in TABLES.items() for table in tables):
        lines = board.get(f"{address}.csv").content.decode("utf-8-sig").splitlines()
        assert lines[0].startswith("Region,Place,As of," if at else "Region,As of,"), address
        assert len(lines) > 1, address
        assert zipfile.is_zipfile(io.BytesIO(board.get(f"{address}.xlsx").content)), address


def test_the_files_of_changes_hold_plain_numbers(board):
    lines = board.get(f"{EAST}figures/moves.csv").content.decode("utf-8-sig").splitlines()
    assert lines[1] == "East,2026-09-30,Opened,2026-06-30,2026-09-30,1,1"
    assert lines[3] == "East,2026-09-30,Newly forecast,2026-06-30,2026-09-30,1,"
    then = board.get(f"{EAST}figures/changes.csv").content.decode("utf-8-sig").splitlines()
    assert then[1] == "East,2026-09-30,Posts open,2,,2,,0,"
    assert then[5] == "East,2026-09-30,Open posts the pools would fill,1,2,1,2,0,0.0"


ADDRESSES = [
    *(f"{at}{asked}" for at in TABLES for asked in ("", "?role_family=finance", "?level=executive-director")),
    "?critical=yes", "changes/", "changes/posts.csv", "changes/?role_family=finance", "posts/", "posts/posts.csv",
    *(f"{at}figures/{table}.csv" for at, tables in TABLES.items() for table in tables),
]  # fmt: skip
# The number of a snapshot and when it was made, the tokens of forms, the seconds that a session lasts.
CHANGING = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|made \d+ \w+ \d+ at [\d:]+|[A-Za-z0-9]{64}|left=.\d+")
CONFIDENTIAL = {
    "entered": lambda post: ForecastFactory(post=post, as_of=BETWEEN, confidential=True, probability="0.7"),
    "put off": lambda post: Forecast.objects.filter(confidential=True).update(expected_on=dt.date(2030, 1, 1)),
    "withdrawn": lambda post: Forecast.objects.filter(confidential=True).update(withdrawn_on=DAY),
}


def told(client) -> dict[str, str]:
    """What every page and file below the region says, but for the moment and number of the snapshot."""
    said = {}
    for address in ADDRESSES:
        answer = client.get(EAST + address)
        assert answer.status_code == 200, address
        said[address] = CHANGING.sub("", answer.content.decode())
    return said


def test_whatever_happens_to_a_confidential_forecast_no_open_page_or_file_moves(figures, asked):
    board, lead = (signed_in(with_role(role, "east")) for role in (Role.BOARD_MEMBER, Role.REGIONAL_LEAD))
    post = Occupancy.objects.get(post__title="Director that stays").post
    Fragment.objects.all().delete()  # what is drawn has pictures, and what is made below is not drawn
    before, moved = told(board), told(lead)
    for happened, do in CONFIDENTIAL.items():
        do(post)
        store(compute("east", DAY), by=None)
        after = told(board)
        differ = [address for address in ADDRESSES if before[address] != after[address]]
        assert differ == [], happened
        now = told(lead)
        assert any(now[address] != moved[address] for address in ADDRESSES), happened
        moved = now


MOST_QUERIES = {
    "": 6,
    "?role_family=finance": 8,
    "?critical=yes&level=executive-director": 8,
    "systems/QH8/": 8,
    "organisations/RAJ/?role_family=finance": 8,
}


def test_pages_cost_few_queries_filtered_and_drawn_or_not(board, asked):
    for address, most in MOST_QUERIES.items():
        board.get(EAST + address)
        with CaptureQueriesContext(connection) as queries:
            board.get(EAST + address)
        assert len(queries) <= most, (address, [query["sql"][:90] for query in queries])


def test_pages_cost_the_same_with_many_posts_as_with_few(board, asked):
    def cost(address):
        board.get(EAST + address)  # a drawn body is read once in each process
        with CaptureQueriesContext(connection) as queries:
            assert board.get(EAST + address).status_code == 200
        return len(queries)

    addresses = ("", "changes/", "systems/QH8/", "organisations/RAJ/", "?role_family=finance")
    before = [cost(address) for address in addresses]
    for number in range(20):
        PostFactory(organisation__placed="east", title=f"Chief {number}", established_from=BETWEEN, held="vacant")
    fragments.draw(store(compute("east", DAY), by=None))
    assert [cost(address) for address in addresses] == before
