"""The list of posts of a region, one post, and the list as a file."""

import datetime as dt
import re
from io import BytesIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from regions.models import Occupancy, Placement, Post, PostShare
from talentboard.access import Role
from talentboard.audit.models import AuditEvent
from tests.factories import (
    ForecastFactory,
    OccupancyFactory,
    OrganisationFactory,
    PostFactory,
    RegionFactory,
    SystemFactory,
)
from tests.fixtures.clock import stands_at
from tests.fixtures.people import give, signed_in, with_role

pytestmark = pytest.mark.django_db
SOON = dt.date(2026, 11, 22) + dt.timedelta(days=200)


@pytest.fixture(autouse=True)
def _today(monkeypatch):
    stands_at(monkeypatch, dt.date(2026, 11, 22))


def as_(role: Role, region: str | None = "east"):
    return signed_in(with_role(role, region))


def page(client, address: str = "", region: str = "east"):
    return client.get(f"/{region}/posts/{address}")


def titles(response) -> list[str]:
    return [line.post.title for line in response.context["lines"]]


def text(response) -> str:
    return " ".join(response.content.decode().split())


def test_the_list_says_how_many_posts_there_are_and_how_many_are_open():
    PostFactory(), PostFactory(held="vacant"), PostFactory(held="interim")
    PostFactory(established_from=SOON, held=False)
    PostFactory(organisation=OrganisationFactory(placed=RegionFactory(slug="north")))
    said = text(page(as_(Role.BOARD_MEMBER)))
    assert "<strong>3 posts</strong>, <strong>2</strong> of them open: 1 vacant and 1 covered." in said
    assert "<strong>2 posts</strong>, all of them open: 1 vacant and 1 covered." in text(
        page(as_(Role.BOARD_MEMBER), "?state=open")
    )
    assert "<strong>1 post</strong> to be established later." in said


def test_another_region_is_not_found_with_its_posts_files_and_pages():
    there = PostFactory(organisation=OrganisationFactory(placed=RegionFactory(slug="north")))
    RegionFactory(slug="east")
    client = as_(Role.REGIONAL_LEAD)
    for address in ("", "posts.csv", "posts.xlsx", f"{there.pk}/"):
        assert page(client, address, region="north").status_code == 404
    assert page(client, f"{there.pk}/").status_code == 404
    assert page(client, region="england").status_code == 404


def test_the_nation_opens_every_region_and_all_of_them_together():
    (
        PostFactory(title="Here"),
        PostFactory(title="There", organisation=OrganisationFactory(placed=RegionFactory(slug="north"))),
    )
    client = as_(Role.NATIONAL_TEAM, None)
    assert titles(page(client, region="north")) == ["There"]
    assert set(titles(page(client, region="england"))) == {"Here", "There"}


def test_whoever_may_not_read_posts_is_refused():
    RegionFactory(slug="east")
    client = as_(Role.SYSTEM_ADMINISTRATOR, None)
    assert page(client).status_code == 403
    assert page(client, "posts.csv").status_code == 403


@pytest.fixture
def several():
    """Five posts that differ in everything that the list can be narrowed down by."""
    system = SystemFactory(code="QAA", name="NHS Alpha Integrated Care Board")
    alpha, beta = OrganisationFactory(code="RAA", name="Alpha"), OrganisationFactory(code="RBB", name="Beta")
    Placement.objects.filter(organisation=alpha).update(system=system)
    PostFactory(title="Chief nurse", role_family="nursing", organisation=alpha, critical=True, ref="1")
    PostFactory(title="Chair", role_family="chair", level="chair", organisation=beta, held="vacant", ref="2")
    PostFactory(title="Finance director", organisation=beta, held="interim", ref="3")
    PostFactory(title="Deputy", level="deputy-director", organisation=alpha, established_from=SOON, held=False, ref="4")
    shared = PostFactory(title="Digital lead", role_family="digital", organisation=beta, ref="5")
    PostShare.objects.create(post=shared, organisation=alpha)
    ForecastFactory(post=shared, expected_on=SOON)
    ForecastFactory(post=Post.objects.get(ref="1"), expected_on=dt.date(2033, 1, 1))


@pytest.mark.parametrize(
    ("address", "found"),
    [
        ("", ["Chief nurse", "Deputy", "Chair", "Finance director", "Digital lead"]),
        ("?role_family=nursing", ["Chief nurse"]),
        ("?level=chair", ["Chair"]),
        ("?critical=yes", ["Chief nurse"]),
        ("?state=open", ["Chair", "Finance director"]),
        ("?state=vacant", ["Chair"]),
        ("?state=covered", ["Finance director"]),
        ("?state=filled", ["Chief nurse", "Digital lead"]),
        ("?state=new", ["Deputy"]),
        ("?horizon=now", ["Chair", "Finance director"]),
        ("?horizon=0-1", ["Digital lead"]),
        ("?horizon=later", ["Chief nurse"]),
        ("?horizon=forecast", ["Chief nurse", "Digital lead"]),
        ("?organisation=RAA", ["Chief nurse", "Deputy", "Digital lead"]),
        ("?system=QAA", ["Chief nurse", "Deputy", "Digital lead"]),
        ("?title=CHIEF", ["Chief nurse"]),
        ("?sort=title", ["Chair", "Chief nurse", "Deputy", "Digital lead", "Finance director"]),
        ("?sort=level", ["Chair", "Chief nurse", "Finance director", "Digital lead", "Deputy"]),
        ("?sort=soonest&horizon=forecast", ["Digital lead", "Chief nurse"]),
        ("?as_of=2020-06-01&state=open", ["Chair", "Finance director"]),
        ("?as_of_day=1&as_of_month=1&as_of_year=2019", []),
    ],
)
def test_the_address_narrows_the_list_down(several, address, found):
    assert titles(page(as_(Role.REGIONAL_TEAM), address)) == found


def test_the_line_over_the_list_says_what_it_shows(several):
    client = as_(Role.BOARD_MEMBER)
    assert "<strong>All role families, all levels.</strong>" in text(page(client))
    narrowed = page(client, "?role_family=finance&state=covered&title=dir")
    assert "<strong>Title contains “dir”, finance, all levels, covered.</strong>" in text(narrowed)


def test_a_filter_that_cannot_be_understood_is_said_and_shows_nothing(several):
    for address in ("?role_family=magic", "?organisation=R99", "?as_of=2026-02-30", "?as_of=2027-01-01", "?title=%00"):
        response = page(as_(Role.BOARD_MEMBER), address)
        assert response.status_code == 200
        assert titles(response) == []
        assert "The list could not be narrowed down" in text(response)


def test_with_nothing_to_show_the_page_says_so_and_leads_on(several):
    assert "No post fits." in text(page(as_(Role.BOARD_MEMBER), "?role_family=estates"))
    RegionFactory(slug="north")
    said = text(page(as_(Role.BOARD_MEMBER, "north"), region="north"))
    assert "No post is recorded for North. Posts come with the returns of organisations." in said


def test_thirty_posts_a_page():
    organisation, day = OrganisationFactory(), dt.date(2020, 1, 1)
    Post.objects.bulk_create(
        Post(organisation=organisation, ref=str(number), title=f"Post {number}", role_family="finance",
             level="director", established_from=day)
        for number in range(100, 131)
    )  # fmt: skip
    client = as_(Role.BOARD_MEMBER)
    assert len(titles(page(client))) == 30
    assert titles(page(client, "?page=2")) == ["Post 130"]
    assert titles(page(client, "?page=nonsense"))[0] == "Post 100"


def test_a_board_member_sees_post_and_horizon_and_nothing_else_of_a_forecast(several):
    response = page(as_(Role.BOARD_MEMBER), "?horizon=0-1")
    assert titles(response) == ["Digital lead"]
    said = text(response)
    assert "Within a year" in said
    for secret in ("probability", "end of term", "10 June 2027"):
        assert secret not in said
    assert "10 June 2027, probability 0.5, end of term" in text(page(as_(Role.REGIONAL_TEAM)))


def test_the_order_of_a_board_members_list_tells_no_days():
    for ref, months in (("1", 9), ("2", 3)):
        ForecastFactory(post=PostFactory(ref=ref, title=ref, organisation=OrganisationFactory(name=ref)),
                        expected_on=dt.date(2026, 11, 22) + dt.timedelta(days=30 * months))  # fmt: skip
    assert titles(page(as_(Role.BOARD_MEMBER), "?sort=soonest")) == ["1", "2"]
    assert titles(page(as_(Role.REGIONAL_TEAM), "?sort=soonest")) == ["2", "1"]


def test_a_confidential_forecast_moves_nothing_on_the_page_of_anybody_but_the_lead(several):
    post = Post.objects.get(title="Digital lead")
    addresses = ("", "?horizon=0-1", "?horizon=1-3", "?horizon=forecast", "?sort=soonest", "posts.csv", f"{post.pk}/")
    people = {role: as_(role) for role in (Role.BOARD_MEMBER, Role.REGIONAL_TEAM, Role.REGIONAL_LEAD)}

    def seen(client):
        return [body_of(page(client, address)) for address in addresses]

    before = {role: seen(client) for role, client in people.items()}
    ForecastFactory(post=post, confidential=True, expected_on=dt.date(2028, 6, 1), reason="resignation")
    after = {role: seen(client) for role, client in people.items()}
    assert after[Role.BOARD_MEMBER] == before[Role.BOARD_MEMBER]
    assert after[Role.REGIONAL_TEAM] == before[Role.REGIONAL_TEAM]
    assert all(new != old for new, old in zip(after[Role.REGIONAL_LEAD], before[Role.REGIONAL_LEAD], strict=True))
    assert "1 June 2028, probability 0.5, resignation, confidential" in text(page(people[Role.REGIONAL_LEAD]))


def body_of(response) -> str:
    """The main part, without the token that differs from page to page."""
    body = response.content.decode()
    return body.split("<main", 1)[-1].split("</main>")[0]


def test_who_holds_a_post_is_said_as_it_is():
    PostFactory(ref="1", held__holders=["Priya Shah", "Sam Okafor"])
    PostFactory(ref="2", held="acting", held__holders=["Jo Lee"], held__returns_on=dt.date(2027, 1, 4))
    PostFactory(ref="3", held=False)
    said = text(page(as_(Role.BOARD_MEMBER)))
    assert "Priya Shah and Sam Okafor (job share)" in said
    assert "Jo Lee, acting" in said
    assert "for somebody who returns on 4 January 2027" in said
    assert "Nobody recorded" in said


def test_a_shared_post_led_elsewhere_is_shown_and_not_counted():
    lead = OrganisationFactory(name="Lead", placed=RegionFactory(slug="north"))
    PostShare.objects.create(post=PostFactory(organisation=lead), organisation=OrganisationFactory(name="Ours"))
    said = text(page(as_(Role.BOARD_MEMBER)))
    assert "<strong>0 posts</strong>" in said
    assert "<strong>1 post</strong> shared with East, led and counted elsewhere." in said
    assert "Shared with Ours. Counted in another region" in said


@pytest.mark.parametrize("role", [Role.BOARD_MEMBER, Role.REGIONAL_LEAD])
def test_the_list_costs_at_most_12_queries_however_long_it_is(role):
    client = as_(role)
    page(client)  # a session is written on its first page
    costs = []
    for number in (10, 1000):
        many_posts(number)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert page(client).status_code == 200
        costs.append(len(queries))
    assert costs[0] == costs[1]
    assert costs[0] <= 12


def many_posts(number: int) -> None:
    organisation, sharing = OrganisationFactory(), OrganisationFactory()
    day = dt.date(2020, 1, 1)
    posts = Post.objects.bulk_create(
        Post(organisation=organisation, ref=str(place), title="Post", role_family="finance", level="director",
             established_from=day)
        for place in range(number)
    )  # fmt: skip
    Occupancy.objects.bulk_create(Occupancy(post=post, kind="interim", holders=["A"], since=day) for post in posts)
    PostShare.objects.bulk_create(PostShare(post=post, organisation=sharing) for post in posts)


def test_reading_the_list_and_a_post_leaves_a_trace(several):
    person = with_role(Role.BOARD_MEMBER, "east")
    client = signed_in(person)
    post = Post.objects.get(title="Chair")
    page(client, "?role_family=chair"), page(client, "posts.csv"), page(client, f"{post.pk}/")
    events = AuditEvent.objects.filter(by=person, kind__startswith="post").order_by("pk")
    assert list(events.values_list("kind", "about_kind", "about_id", "region", "changed")) == [
        ("posts-read", "", "", "east", ["role_family"]),
        ("posts-read", "", "csv file", "east", []),
        ("post-read", "post", str(post.pk), "east", []),
    ]


def test_the_page_of_a_post_shows_what_it_is_and_who_held_it():
    post = PostFactory(
        title="Chief nurse", held="substantive", held__holders=["Priya Shah"], held__until=dt.date(2025, 1, 1)
    )
    OccupancyFactory(post=post, kind="vacant", since=dt.date(2025, 1, 1))
    ForecastFactory(post=post)
    said = text(page(as_(Role.REGIONAL_TEAM), f"{post.pk}/"))
    assert "Chief nurse" in said
    assert "Priya Shah" in said
    assert "Vacant" in said
    assert "probability" not in said


def test_a_post_that_is_nowhere_is_not_found():
    RegionFactory(slug="east")
    assert page(as_(Role.BOARD_MEMBER), "3f0b6f0e-8f6a-4f43-9d8e-1d1f3c8a9b10/").status_code == 404


def test_the_file_holds_every_row_under_the_same_filters_with_what_the_reader_may_see(several):
    lines = page(as_(Role.BOARD_MEMBER), "posts.csv?state=filled").content.decode("utf-8-sig").splitlines()
    assert [line.split(",")[2] for line in lines] == ["title", "Chief nurse", "Digital lead"]
    assert "probability" not in lines[0]
    response = page(as_(Role.REGIONAL_TEAM), "posts.xlsx?state=filled")
    heads, *rows = load_workbook(BytesIO(response.content)).active.iter_rows(values_only=True)
    found = [dict(zip(heads, row, strict=True)) for row in rows]
    assert [(row["title"], row["probability"], row["shared_with"]) for row in found] == [
        ("Chief nurse", "0.5", None),
        ("Digital lead", "0.5", "RAA"),
    ]
    assert response["Content-Disposition"] == 'attachment; filename="east-2026-11-22-posts.xlsx"'


def test_no_cell_of_a_file_is_a_formula():
    PostFactory(title="=1+1", held__holders=["@SUM(A1)"])
    client = as_(Role.BOARD_MEMBER)
    assert ",'=1+1," in page(client, "posts.csv").content.decode()
    sheet = load_workbook(BytesIO(page(client, "posts.xlsx").content)).active
    cells = [cell for row in sheet.iter_rows(min_row=2) for cell in row]
    assert "f" not in {cell.data_type for cell in cells}
    assert {"=1+1", "@SUM(A1)"} <= {cell.value for cell in cells}


def test_the_navigation_leads_to_the_only_region_or_the_nation():
    RegionFactory(slug="east")
    assert f'href="{reverse("regions:posts", args=["east"])}"' in text(page(as_(Role.BOARD_MEMBER)))
    assert 'href="/england/posts/"' in text(page(as_(Role.NATIONAL_TEAM, None)))


def test_the_navigation_of_somebody_with_roles_in_two_regions_is_that_of_the_page():
    somebody = with_role(Role.REGIONAL_TEAM, "east")
    give(somebody, Role.BOARD_MEMBER, "north")
    client = signed_in(somebody)
    links = {
        where: re.findall(r'class="nhsuk-header__navigation-link" href="([^"]+)"', client.get(where).content.decode())
        for where in ("/east/posts/", "/north/members/", "/")
    }
    assert links == {
        "/east/posts/": [
            "/", "/east/posts/", "/east/returns/", "/east/quality/", "/east/packs/", "/east/members/",
            "/nominations/", "/east/nominations/", "/east/rounds/", "/east/upload/", "/east/frameworks/",
        ],
        "/north/members/": [
            "/", "/north/posts/", "/east/returns/", "/east/quality/", "/north/packs/", "/north/members/",
            "/nominations/", "/north/nominations/", "/east/rounds/", "/east/upload/", "/east/frameworks/",
        ],
        "/": [
            "/", "/east/returns/", "/east/quality/", "/east/members/", "/nominations/", "/east/nominations/",
            "/east/rounds/", "/east/upload/", "/east/frameworks/",
        ],
    }  # fmt: skip


@pytest.mark.parametrize("asked", ["state=magic", "as_of=2999-01-01"])
def test_a_file_of_a_filter_that_cannot_be_understood_is_not_found_rather_than_empty(asked):
    RegionFactory(slug="east")
    client = as_(Role.BOARD_MEMBER)
    assert page(client, "posts.csv").status_code == 200
    assert page(client, f"posts.csv?{asked}").status_code == 404
