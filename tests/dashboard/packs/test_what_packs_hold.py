"""What never stands in a pack: names of people, and what organisations have marked confidential."""

import datetime as dt
import re

import pytest

from dashboard.models import Snapshot
from dashboard.packs.actions import compose
from dashboard.packs.facts import as_json, kept_with, read
from dashboard.packs.jobs import keep
from dashboard.packs.printing import build, words_of
from dashboard.packs.sections import DEFAULT
from dashboard.snapshots import compute, store
from talentboard.accounts.operator import operator
from tests.factories import (
    DAY,
    CandidateFactory,
    ForecastFactory,
    MembershipFactory,
    OccupancyFactory,
    OrganisationFactory,
    PoolFactory,
    PostFactory,
    SystemFactory,
)

pytestmark = pytest.mark.django_db
SOON = DAY + dt.timedelta(days=200)
MEETING = dt.date(2026, 10, 22)


@pytest.fixture
def planted() -> Snapshot:
    """East with an interim holder, a candidate, a title in which somebody wrote a name, and a confidential forecast."""
    trust = OrganisationFactory(code="ROURS", name="Our Trust", placed="east", placed__system=SystemFactory(code="QO1"))
    post = PostFactory(organisation=trust, title="Director of finance", held=False)
    OccupancyFactory(post=post, kind="interim", holders=["Hera Holderness"])
    named = PostFactory(
        organisation=trust, title="Chief nurse (was Zeb Quillfeather)", role_family="nursing", held=False
    )
    OccupancyFactory(post=named, kind="vacant")
    kept = PostFactory(organisation=trust, role_family="medical", level="executive-director")
    ForecastFactory(post=kept, probability="0.9", expected_on=SOON, reason="restructure", confidential=True)
    pool = PoolFactory(region_id="east", role_families=["finance"], level="executive-director")
    MembershipFactory(pool=pool, candidate=CandidateFactory(name="Zeb Quillfeather", kept_by_id="east"))
    return store(compute("east", DAY), by=operator())


def pack_from(snapshot, **more):
    return compose("east", meeting=MEETING, snapshot=snapshot, sections=DEFAULT, by=operator(), **more)


def test_no_name_of_a_person_is_in_a_pack_though_one_stands_in_a_title(planted):
    pack = pack_from(planted)
    html = build(pack, read(pack)).html
    assert "Quillfeather" not in html
    assert "Holderness" not in html
    assert "Title withheld: it holds a person" in html
    assert "Director of finance" in html


def test_the_confidential_forecast_is_in_the_full_figures_and_not_in_the_pack(planted):
    def expected(edition):
        rows = planted.figures.get(edition=edition, measure="demand", slice="all").payload
        return {row["demand_count"] for row in rows if row["role_family"] == "medical" and row["horizon"] == "0-1"}

    assert (expected("full"), expected("open")) == ({1}, {0})
    pack = pack_from(planted)
    words = words_of(build(pack, read(pack)).html)
    assert "No organisation has forecast a vacancy" in words
    assert "leaves out what organisations have marked confidential" in words


def test_a_pack_says_the_sentences_of_the_screen_in_their_order(planted):
    from dashboard.reading.focus import Focus
    from dashboard.reading.stored import page_of

    pack = pack_from(planted)
    words = words_of(build(pack, read(pack)).html).replace("<strong>", "")
    page = page_of(planted, "open", Focus(), place="East")
    said = [one.sentence.plain() for one in (page.lead, *page.findings)]
    told = [re.sub(r"\s+([,.;:)])", r"\1", words.replace("( ", "(")).find(re.sub(r"\s+", " ", one)) for one in said]
    assert told == sorted(told)
    assert -1 not in told


def test_a_pack_built_again_is_the_same_whatever_has_become_of_its_posts_and_places(planted):
    pack = pack_from(planted)
    first = build(pack, read(pack))
    keep(pack, first, version=pack.version, by=operator())
    trust = planted_trust()
    type(trust).objects.filter(pk=trust.pk).update(name="Another name altogether")
    PostFactory(organisation=trust, title="A newer post", held="vacant")
    pack.refresh_from_db()
    again = build(pack, kept_with(pack.file))
    assert again.file == first.file
    assert as_json(again.facts) == as_json(first.facts)


def planted_trust():
    from regions.models import Organisation

    return Organisation.objects.get(code="ROURS")
