"""What pages cost the web process, beside a signed-in page that returns a string, and beside bare lists."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.conf import settings
from django.template import engines
from django.test import Client

from dashboard.drawing import fragments
from dashboard.models import Snapshot
from dashboard.reading.focus import Focus
from pools.models import Membership
from pools.models.membership import OPEN
from regions.models import RoleAssignment
from talentboard.access import Role
from tests.bench import floors
from tests.bench.records import Pair
from tests.fixtures.people import signed_in

REGION = "east"
BROWSER = {"Accept-Encoding": "gzip, deflate, br, zstd"}
DRAWN, NOT_DRAWN = "digital", "nursing"
CHARTS = "tb-chart__wide"
FORM = "regions/filter.html"


def prepare() -> None:
    """Draw the pages as a worker does, so that nothing is measured of a version whose pages were not drawn."""
    newest = Snapshot.objects.newest(REGION)
    fragments.draw(newest, focuses=[Focus(), Focus(role_family=DRAWN)])


def measures() -> Iterator[Pair]:
    settings.ROOT_URLCONF = "tests.bench.floors"
    board, lead = reader(Role.BOARD_MEMBER), reader(Role.REGIONAL_LEAD)
    yield from region_pages(board)
    yield from lists(lead)


def region_pages(board: Client) -> Iterator[Pair]:
    string = Visit(board, "/bare/a-string/", says="Signed in as")
    whole = Visit(board, f"/{REGION}/", says=CHARTS)
    drawn = Visit(board, f"/{REGION}/?role_family={DRAWN}", says=CHARTS)
    built = Visit(board, f"/{REGION}/?role_family={NOT_DRAWN}", says="charts of these posts are being drawn")
    yield Pair("region page", whole, string, 2.0, "not filtered, drawn with its snapshot", calls=4)
    yield Pair("region page, filtered", built, string, 8.0, "the first time: from its figures, without charts")
    yield Pair("region page, filtered and drawn", drawn, string, 8.0, "from then on", calls=4)


def lists(lead: Client) -> Iterator[Pair]:
    floors.shown |= {"posts": posts_shown(lead), "members": members_shown()}
    for name in ("posts", "members"):
        ours = Visit(lead, f"/{REGION}/{name}/", says="<tbody")
        bare = Visit(lead, f"/bare/{name}/", says="<tbody")
        yield Pair(f"list of {name}, without its filter form", without_form(ours), bare, 1.5, "30 rows")
        yield Pair(f"list of {name}", ours, bare, 2.5, "30 rows, filter form with all its choices")
    plain = Visit(lead, "/bare/plain-posts/", says="<tbody")
    yield Pair("rows of posts as seen", Visit(lead, "/bare/posts/", says="<tbody"), plain, 2.0, "who sees what, in SQL")


@dataclass(frozen=True)
class Visit:
    """Opening a page as a browser does. says: what has to stand on it, or something else would be measured."""

    client: Client
    address: str
    says: str

    def __post_init__(self) -> None:
        response = self.client.get(self.address)
        assert self.says in response.content.decode(), f"{self.address} ({response.status_code}) is another page"

    def __call__(self) -> None:
        response = self.client.get(self.address, headers=BROWSER)
        assert response.status_code == 200, f"{self.address}: {response.status_code}"


def without_form(visit: Visit) -> Callable[[], None]:
    """The same page with nothing where the filter form is drawn."""
    compiled = engines["django"].engine.template_loaders[0].get_template_cache
    form, nothing = compiled[FORM], engines["django"].from_string("").template

    def visiting() -> None:
        compiled[FORM] = nothing
        visit()
        compiled[FORM] = form

    return visiting


def posts_shown(lead: Client) -> list[str]:
    """The ids of the posts on the first page of the list, from its links."""
    page = lead.get(f"/{REGION}/posts/").content.decode()
    return re.findall(rf'href="/{REGION}/posts/([0-9a-f-]{{36}})/"', page)


def members_shown() -> list[int]:
    here = Membership.objects.filter(pool__region=REGION, state__in=OPEN)
    return list(here.order_by("candidate__sort_key").values_list("pk", flat=True)[: floors.ROWS])


def reader(role: Role) -> Client:
    """A browser in which somebody with this role in the region is signed in, with both factors."""
    return signed_in(RoleAssignment.objects.filter(role=role, region=REGION).order_by("pk").first().user)
