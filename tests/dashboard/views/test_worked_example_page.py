"""The worked example of the measures (section 4), from rows of the database to the page and its file."""

import datetime as dt
import re

import pytest

from dashboard.drawing.fragments import draw
from dashboard.snapshots import compute, store
from talentboard.access import Role
from tests.factories import (
    CandidateFactory,
    ForecastFactory,
    MembershipFactory,
    OrganisationFactory,
    PoolFactory,
    PostFactory,
)
from tests.fixtures.people import signed_in, with_role

pytestmark = pytest.mark.django_db
DAY = dt.date(2026, 9, 30)


@pytest.fixture
def reader():
    """A board member of East, for whose region the example's snapshot has been made and drawn."""
    trust = OrganisationFactory()
    for number, held in enumerate(["vacant", "interim", "substantive", "substantive", "substantive"], start=1):
        post = PostFactory(organisation=trust, ref=f"F{number}", held=held)
        if number == 3:
            ForecastFactory(post=post, expected_on=dt.date(2027, 3, 31), probability="0.5")
        if number == 4:
            ForecastFactory(post=post, expected_on=dt.date(2027, 9, 30), probability="0.8")
    finance, operations = PoolFactory(), PoolFactory(role_families=["operations"])
    a, b, c = CandidateFactory.create_batch(3)
    MembershipFactory(pool=finance, candidate=a, ready="ready-now")
    MembershipFactory(pool=finance, candidate=b, ready="within-a-year")
    MembershipFactory(pool=finance, candidate=c, ready="one-to-three-years")
    MembershipFactory(pool=operations, candidate=a, ready="ready-now")
    draw(store(compute("east", DAY), by=None))
    return signed_in(with_role(Role.BOARD_MEMBER, "east"))


def words(html):
    text = re.sub(r"<(title|desc|svg)\b.*?</\1>", " ", html, flags=re.DOTALL)
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", text))


def test_the_page_says_the_example(reader):
    text = words(reader.get("/east/").content.decode())
    assert "East has 2 senior posts open today and 1 person ready to fill them." in text
    assert "Matching one person to one post would fill 1 ." in text
    assert (
        "Within a year about 1 more post will open (80% likely to be 0 to 1), and 1 more person will be ready." in text
    )
    assert "40.0% of 5. Vacant alone: 1 (20.0%)" in text
    assert "Finance 5 +1 2 − 1 0 1 − 1 0 1 − 1 0 0 − 0 +1" in text
    assert "Operations 0 −1 0 − 1 0 0 − 0 0 0 − 0 0 0 − 0 −1" in text
    assert "Open now 2 2 1 1 0.50 By one year 3 3 2 1 0.67 By three years 4 4 3 1 0.75" in text


def test_the_file_says_the_example(reader):
    rows = reader.get("/east/figures/gap.csv").content.decode("utf-8-sig").splitlines()
    assert rows[1] == "East,2026-09-30,Finance,5,2,1,1,1.0,1,1,0,-0.5,1,1,0,-0.2,0,0,0,0.0,1"
    assert rows[-1].startswith("East,2026-09-30,All role families,5,2,1,1,")
