"""Nominations on paper through the upload page."""

import datetime as dt
from io import BytesIO

import pytest
from openpyxl import load_workbook

from nominations.actions.import_nominations.sheets import NOMINATIONS
from nominations.models import Nomination
from talentboard.access import Role
from talentboard.clock import LONDON, standing_at
from tests.factories import RegionFactory
from tests.nominations.actions.import_nominations.nomination_files import (
    DAY,
    NOMINATION,
    a_file,
    known,
    nomination,
    unsaid,
)
from tests.talentboard.uploads.uploading import counts, mistakes, save, send, somebody, text

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def reference():
    with standing_at(dt.datetime(2026, 11, 2, 12, tzinfo=LONDON)):
        known()
        RegionFactory(slug="london")
        yield


@pytest.fixture
def team():
    return somebody(Role.REGIONAL_TEAM)


def test_what_is_new_is_shown_saved_and_whom_to_tell_is_listed(team):
    page = send(team, a_file(nominations=[NOMINATION, unsaid()]), holds="nominations", as_of=DAY)
    assert counts(page) == {
        "New": "1 round and 2 nominations",
        "Nobody agreed": "1 nomination, of which the number alone is kept",
    }
    assert "Somebody who did not agree" in text(page)
    saved = text(save(team, page))
    assert "1 person must now be told" in saved
    assert "They cannot be searched for" in saved
    assert "See the nominations of" in saved
    assert "figures" not in saved.split("<main")[1].split("</main>")[0]
    assert Nomination.objects.count() == 2
    again = send(team, a_file(nominations=[NOMINATION, unsaid()]), holds="nominations", as_of=DAY)
    assert "Nothing to save" in text(again)


def test_every_mistake_is_shown_and_nothing_saved(team):
    rows = [nomination(region="london"), unsaid(name="Sam Okafor")]
    page = send(team, a_file(nominations=rows), holds="nominations", as_of=DAY)
    assert [(found[1], found[2]) for found in mistakes(page)] == [(2, "region"), (3, "name")]
    assert not Nomination.objects.exists()


def test_the_file_to_fill_in_says_what_each_column_is(team):
    content = team.get("/east/upload/nominations-template.xlsx").content
    book = load_workbook(BytesIO(content))
    assert book.sheetnames == ["rounds", "nominations", "guide", "lists"]
    assert [cell.value for cell in book["nominations"][1]] == [column.name for column in NOMINATIONS.columns]


@pytest.mark.parametrize("role", [Role.BOARD_MEMBER, Role.AUDITOR])
def test_whoever_does_not_run_nominations_is_not_offered_it(role):
    assert somebody(role).get("/east/upload/nominations-template.xlsx").status_code in (403, 404)
