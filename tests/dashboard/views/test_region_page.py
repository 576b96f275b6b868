"""The page of a region."""

import datetime as dt
import re

import pytest
from django.urls import reverse
from django.utils import timezone

from dashboard import fragments
from dashboard.focus import Focus
from dashboard.models import Figure, Fragment, Snapshot
from talentboard.access import Role
from tests.dashboard.figures_of_east import RUNGS, figures
from tests.factories import RegionFactory
from tests.fixtures.people import signed_in, with_role

pytestmark = pytest.mark.django_db
EAST = "/east/"


def stored(region="east", as_of=dt.date(2026, 9, 30), *, full=None, made_at=None):
    """A complete snapshot with the made-up figures, of all posts and of the critical ones (fewer)."""
    snapshot = Snapshot.objects.create(
        region=region, as_of=as_of, code_version="1", inputs_digest="1", made_at=made_at or timezone.now()
    )
    open_ones, full = figures(), full or figures()
    critical = figures(total=(78, (9, 22), (8, 27), (7, 35), (6, 27)))
    for edition, rows in (("open", open_ones), ("full", full)):
        for measure, payload in rows.items():
            Figure.objects.create(snapshot=snapshot, edition=edition, measure=measure, payload=payload)
            if measure not in {"choice", "quality"}:
                Figure.objects.create(
                    snapshot=snapshot, edition=edition, measure=measure, slice="critical", payload=critical[measure]
                )
    snapshot.state = Snapshot.State.COMPLETE
    snapshot.save()
    return snapshot


@pytest.fixture
def east():
    return RegionFactory(slug="east", name="East")


@pytest.fixture
def reader(east):
    """A browser signed in as a board member of East."""
    return signed_in(with_role(Role.BOARD_MEMBER, "east"))


def words(response):
    text = re.sub(r"<(title|desc)\b.*?</\1>", " ", response.content.decode(), flags=re.DOTALL)
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", text))


def test_the_page_says_the_sentences_of_its_figures(reader):
    fragments.draw(stored())
    text = words(reader.get(EAST))
    assert "East: demand and supply of senior leaders" in text
    assert "East has 38 senior posts open today and 22 people ready to fill them." in text
    assert "Digital is short by 4: 5 posts open and 1 person ready. Treat with care" in text
    assert "Distrust the digital sentence first." in text

