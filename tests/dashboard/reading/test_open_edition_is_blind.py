"""Nothing that compares or mends tells the open edition apart from one in which confidential forecasts do not exist."""

import datetime as dt
import re

import pytest

from dashboard.drawing import comparisons as drawing_comparisons
from dashboard.drawing import missing as drawing
from dashboard.reading.trend import MEASURES
from dashboard.snapshots import compute, store
from regions.models import Forecast
from talentboard.access import Role
from tests.factories import DAY, ForecastFactory, OrganisationFactory, PostFactory, RegionFactory
from tests.fixtures.people import signed_in, with_role

pytestmark = pytest.mark.django_db
EARLIER = DAY - dt.timedelta(days=92)
MENDING = ("stale-forecasts", "overdue-forecasts", "not-signed-off", "open-over-a-year", "nobody-recorded")
HERE = [
    *(f"compare/?measure={measure}" for measure in MEASURES),
    *(f"compare/over-time.csv?measure={measure}" for measure in MEASURES),
    "compare/?measure=expected-gap&role_family=finance",
    "quality/",
    "quality/?show=all",
    "quality/organisations.csv",
    *(f"quality/{what}/" for what in MENDING),
    *(f"quality/{what}/posts.csv" for what in MENDING),
]
OF_ENGLAND = ["", "?role_family=finance", "as-one/", "as-one/figures/demand.csv", "regions/regions.csv",
              "regions/gap-per-100.csv"]  # fmt: skip
# The number of a snapshot and when it was made, the tokens of forms, the seconds that a session lasts.
CHANGING = re.compile(
    r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|\d+ \w+ \d+ at [\d:]+|\d{4}-\d\d-\d\dT[\d:.]+|[A-Za-z0-9]{64}|left=.\d+"
)


@pytest.fixture
def posts(monkeypatch):
    """Finance directors and a chair in one trust of East; nothing is drawn, and no worker is asked."""
    for task in (drawing.draw_missing, drawing_comparisons.draw_nation, drawing_comparisons.draw_series,
                 drawing_comparisons.draw_look_ahead):  # fmt: skip
        monkeypatch.setattr(task, "apply_async", lambda args, **options: None)
    trust = OrganisationFactory(code="RAJ", name="Mid and South Essex", placed=RegionFactory(slug="east", name="East"))
    made = [PostFactory(organisation=trust, title=f"Director {number}") for number in range(3)]
    made.append(PostFactory(organisation=trust, title="Chair", role_family="chair", level="chair"))
    ForecastFactory(post=made[0], as_of=EARLIER)
    figures()
    return made


def figures() -> None:
    for day in (EARLIER, DAY):
        for region in ("east", "england"):
            store(compute(region, day), by=None)


def told(client, region: str, addresses: list[str]) -> dict[str, str]:
    said = {}
    for address in addresses:
        answer = client.get(f"/{region}/{address}")
        assert answer.status_code == 200, address
        said[address] = CHANGING.sub("", answer.content.decode())
    return said


@pytest.mark.parametrize("role", [Role.REGIONAL_TEAM, Role.NATIONAL_TEAM, Role.AUDITOR])
def test_a_confidential_forecast_moves_nothing_in_the_open_edition(posts, role):
    reader = signed_in(with_role(role, None if role is not Role.REGIONAL_TEAM else "east"))
    england = OF_ENGLAND + HERE if role is not Role.REGIONAL_TEAM else []
    before = told(reader, "east", HERE) | told(reader, "england", england)
    long_ago, past = EARLIER - dt.timedelta(days=200), EARLIER - dt.timedelta(days=3)
    for post, facts in zip(posts, ({}, {"expected_on": past}, {"signed_off": False}, {}), strict=True):
        ForecastFactory(post=post, confidential=True, **({"as_of": long_ago, "probability": "0.9"} | facts))
    figures()
    assert told(reader, "east", HERE) | told(reader, "england", england) == before


def test_the_same_forecasts_are_in_what_a_regional_lead_reads(posts):
    """So that the test above could fail."""
    lead = signed_in(with_role(Role.REGIONAL_LEAD, "east"))
    before = told(lead, "east", HERE)
    ForecastFactory(post=posts[1], confidential=True, as_of=EARLIER - dt.timedelta(days=200), expected_on=EARLIER)
    Forecast.objects.filter(confidential=True).update(signed_off=False)
    figures()
    after = told(lead, "east", HERE)
    moved = {address for address in HERE if before[address] != after[address]}
    assert moved >= {"compare/?measure=expected-gap", "quality/", "quality/organisations.csv"}
    assert moved >= {f"quality/{what}/" for what in MENDING[:3]}
