"""The few rows that a page asks for say what all of them would."""

import pytest

from dashboard.models import Figure, Snapshot
from dashboard.pages.region import region_page
from dashboard.reading.focus import Focus
from dashboard.reading.rows import MEASURES, OF_ALL, rows_of
from dashboard.reading.stored import page_of, source_of
from tests.dashboard.views.test_region_page import stored
from tests.factories import RegionFactory

pytestmark = pytest.mark.django_db
FOCUSES = [
    Focus(),
    Focus(role_family="digital"),
    Focus(level="executive-director"),
    Focus(role_family="digital", level="executive-director"),
    Focus(critical=True),
    Focus(role_family="nursing", critical=True),
]


@pytest.fixture
def snapshot():
    RegionFactory(slug="east", name="East")
    return stored()


def everything(snapshot: Snapshot, focus: Focus) -> dict:
    slice_ = "critical" if focus.critical else "all"
    kept = {(one.measure, one.slice): one.payload for one in Figure.objects.filter(snapshot=snapshot, edition="open")}
    return {name: kept.get((name, slice_ if name in MEASURES else "all"), []) for name in (*MEASURES, *OF_ALL)}


@pytest.mark.parametrize("focus", FOCUSES)
def test_a_page_of_the_rows_asked_for_is_the_page_of_all_rows(snapshot, focus):
    asked = page_of(snapshot, "open", focus, place="East")
    whole = region_page(everything(snapshot, focus), focus, source_of(snapshot, "open", "East"), organisations={})
    assert [one for one in asked.sections if one.key != "longest"] == [
        one for one in whole.sections if one.key != "longest"
    ]
    assert (asked.lead, asked.findings, asked.trust, asked.key_figures, asked.covers, asked.late) == (
        whole.lead, whole.findings, whole.trust, whole.key_figures, whole.covers, whole.late,
    )  # fmt: skip


def test_of_a_filtered_page_only_its_own_rows_are_read(snapshot):
    own = rows_of(snapshot, "open", Focus(role_family="digital")).own
    assert {row["role_family"] for rows in (own["gap"], own["posts"], own["trust"]) for row in rows} == {"digital"}
    assert {row["level"] for row in own["gap"]} == {"all", "executive-director"}
    assert own["quality"] == everything(snapshot, Focus())["quality"]


def test_the_other_edition_and_another_snapshot_are_not_read(snapshot):
    RegionFactory(slug="london")
    Figure.objects.filter(snapshot=snapshot).exclude(edition="open")
    other = stored("london")
    for one, edition in ((snapshot, "open"), (other, "full")):
        assert rows_of(one, edition, Focus()).own["posts"] == [
            *Figure.objects.get(snapshot=one, edition=edition, measure="posts", slice="all").payload
        ]
    assert rows_of(snapshot, "open", Focus()).before is None
