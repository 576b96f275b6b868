"""What every page and file says to every role: names and forecasts are planted, and looked for where the table of roles
does not let them be read.
"""

import datetime as dt
import io
import re
import zipfile
from collections.abc import Iterator

import pytest
from django.db import transaction
from django.urls import reverse

from dashboard.snapshots import compute, store
from regions.models import Post
from talentboard.access import Role
from talentboard.accounts.operator import operator
from tests.factories import (
    CandidateFactory,
    ForecastFactory,
    MembershipFactory,
    OccupancyFactory,
    OrganisationFactory,
    PoolFactory,
    PostFactory,
    RegionFactory,
    UserFactory,
)
from tests.fixtures.people import give, signed_in, with_role
from tests.house.test_doors import DOORS

pytestmark = pytest.mark.django_db
BOARD, LEAD, TEAM, NATIONAL, HRD, CHIEF, CHAIR, AUDITOR, KEEPER = Role
DAY = dt.date(2026, 9, 30)

# A word that stands nowhere else, and who may read it in East (for roles of an organisation: in theirs).
MAY_READ = {
    "Quillfeather": {LEAD, TEAM, AUDITOR},  # a candidate's name
    "quill.feather@example.nhs.uk": {LEAD, TEAM, AUDITOR},
    "0.6173": {LEAD, TEAM, NATIONAL, AUDITOR, HRD, CHIEF, CHAIR},  # how likely an open forecast is
    "0.8371": {LEAD, HRD, CHIEF},  # and a confidential one
    "Restructure": {LEAD, HRD, CHIEF},  # why
    "Holderness": {BOARD, LEAD, TEAM, NATIONAL, AUDITOR, HRD, CHIEF, CHAIR},  # who holds a post
}
# The number and time of figures (in a workbook its days since 1900), the tokens of forms, the seconds of a session.
CHANGING = re.compile(
    r"<v>4\d{4}\.\d+</v>|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|\d+ \w+ \d+ at [\d:]+|"
    r"\d{4}-\d\d-\d\dT[\d:.]+|[A-Za-z0-9]{64}|left=.\d+"
)
LISTS = {"regions:posts", "regions:posts-csv", "pools:members", "pools:members-csv"}
ASKED = ("", "?sort=soonest", "?horizon=forecast", "?horizon=0-1", "?name=quillf", "?title=quill", "?state=all")
FIGURES = ("gap", "demand", "cover", "choice", "returns")


@pytest.fixture
def planted() -> dict:
    """In East: filled posts with open forecasts and a confidential one, and a candidate in a pool."""
    for slug in ("east", "london"):
        RegionFactory(slug=slug)
    trust = OrganisationFactory(code="ROURS", placed="east")
    post = PostFactory(organisation=trust, role_family="finance", level="executive-director", held=False)
    OccupancyFactory(post=post, holders=["H. Holderness"])
    soon = DAY + dt.timedelta(days=200)
    ForecastFactory(post=post, probability="0.8371", expected_on=soon, reason="restructure", confidential=True)
    ForecastFactory(post__organisation=trust, probability="0.6173", expected_on=soon)
    ForecastFactory(post__organisation=trust, probability="0.25", expected_on=soon)  # so that no sum is one forecast
    pool = PoolFactory(region_id="east", role_families=["finance"], level="executive-director")
    person = CandidateFactory(
        name="Zeb Quillfeather", email="quill.feather@example.nhs.uk", told_on=DAY, kept_by_id="east"
    )
    MembershipFactory(pool=pool, candidate=person)
    store(compute("east", DAY), by=operator())
    return {"trust": trust, "post": post}


def addresses(post) -> Iterator[str]:
    """Every page and file that can be read of East or of the post, and every list asked for more."""
    known = {"region": "east", "slug": "east", "post_id": post.pk}
    for name, door in DOORS.items():
        rest = set(door.kwargs) - known.keys()
        if door.post or not rest <= {"table"}:
            continue
        for table in FIGURES if rest else ("",):
            kwargs = {key: known.get(key, table) for key in door.kwargs}
            asked = ASKED if name in LISTS else ("",)
            yield from (reverse(name, kwargs=kwargs) + question for question in asked)
    yield "/"


def words(response) -> str:
    """Everything that a page or file says; of a workbook every part. What a list offers to everybody says nothing."""
    if response["Content-Type"].startswith("text/"):
        return re.sub(r"<option(?![^>]*selected)[^>]*>[^<]*</option>", "", response.content.decode())
    with zipfile.ZipFile(io.BytesIO(response.content)) as book:
        return "".join(book.read(name).decode() for name in book.namelist())


@pytest.mark.parametrize("role", list(Role))
def test_a_role_reads_everywhere_what_the_table_lets_it_read_and_nothing_else(role, planted):
    person = UserFactory()
    place = {HRD: planted["trust"], CHIEF: planted["trust"], CHAIR: planted["trust"]}.get(role, "east")
    give(person, role, None if role in {NATIONAL, KEEPER} else place)
    client = signed_in(person)
    said = {address: words(client.get(address)) for address in addresses(planted["post"])}
    for word, readers in MAY_READ.items():
        found = [address for address, text in said.items() if word.lower() in text.lower()]
        assert bool(found) == (role in readers), (word, found)


@pytest.mark.parametrize("role", [role for role in Role if role not in MAY_READ["0.8371"] | {KEEPER}])
def test_no_page_or_file_differs_by_a_confidential_forecast(role, planted):
    """So that nobody finds one by taking any page from any other: of today, of two days, as a list, file or figure."""
    earlier = DAY - dt.timedelta(days=92)
    client = signed_in(with_role(role, {NATIONAL: None, CHAIR: planted["trust"]}.get(role, "east")))

    def everything() -> dict[str, str]:
        with transaction.atomic():
            for day in (earlier, DAY):
                store(compute("east", day), by=operator())
            said = {at: CHANGING.sub("", words(client.get(at))) for at in addresses(planted["post"])}
            transaction.set_rollback(True)
        return said

    before = everything()
    kept = {"confidential": True, "probability": "0.9", "as_of": earlier}
    others = Post.objects.filter(organisation=planted["trust"]).exclude(pk=planted["post"].pk)
    for post, expected_on in zip(others, (DAY + dt.timedelta(days=30), DAY - dt.timedelta(days=3)), strict=True):
        ForecastFactory(post=post, expected_on=expected_on, **kept)
    after = everything()
    assert {at: (before[at], text) for at, text in after.items() if text != before[at]} == {}


def test_the_same_forecasts_move_what_a_regional_lead_reads(planted):
    """So that the test above could fail."""
    client = signed_in(with_role(LEAD, "east"))
    at = "/east/figures/demand.csv"
    before = words(client.get(at))
    ForecastFactory(post=Post.objects.exclude(pk=planted["post"].pk).first(), confidential=True, probability="0.9")
    store(compute("east", DAY), by=operator())
    assert CHANGING.sub("", words(client.get(at))) != CHANGING.sub("", before)


def test_another_region_reads_nothing_of_it(planted):
    client = signed_in(with_role(LEAD, "london"))
    for address in addresses(planted["post"]):
        text = words(client.get(address)).lower()
        assert not [word for word in MAY_READ if word.lower() in text], address
