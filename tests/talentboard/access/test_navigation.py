"""The row of navigation: what it shows to whom, and where one is."""

import re

import pytest

from talentboard.access import Role
from talentboard.access.navigation import Entry, links, row
from tests.factories import RegionFactory
from tests.fixtures.people import signed_in, with_role

ENTRIES = [Entry("Regions", "/", 10), Entry("Posts", "/east/posts/", 20), Entry("Audit", "/audit/", 90)]


def here(path: str) -> dict[str, str]:
    return {label: current for label, _, current in links(ENTRIES, path) if current}


@pytest.mark.parametrize(
    ("path", "current"),
    [
        ("/", {"Regions": "page"}),
        ("/east/posts/", {"Posts": "page"}),
        ("/east/posts/3f0b6f0e/", {"Posts": "true"}),
        ("/east/", {"Regions": "true"}),
        ("/accounts/security/", {}),
    ],
)
def test_the_row_says_which_entry_is_this_page_or_above_it(path, current):
    assert here(path) == current


def test_a_page_that_no_entry_leads_to_is_under_none():
    assert {current for _, _, current in links([Entry("Audit", "/audit/", 90)], "/people/")} == {""}


def test_the_row_is_drawn_with_what_it_is_given_and_escaped():
    drawn = row((("A & B", "/a/", "page"), ("C", "/c/", "")))
    assert re.findall(r'href="(.*?)"(?: aria-current="(.*?)")?>(.*?)<', drawn) == [
        ("/a/", "page", "A &amp; B"),
        ("/c/", "", "C"),
    ]


@pytest.mark.django_db
def test_people_with_different_roles_see_rows_of_their_own_one_after_the_other():
    RegionFactory(slug="east"), RegionFactory(slug="north")
    pages = {
        name: signed_in(with_role(*role)).get("/how-the-figures-are-made/").content.decode()
        for name, role in {
            "east": (Role.BOARD_MEMBER, "east"),
            "north": (Role.BOARD_MEMBER, "north"),
            "administrator": (Role.SYSTEM_ADMINISTRATOR,),
        }.items()
    }
    leads_to = {name: set(re.findall(r'navigation-link" href="(.*?)"', page)) for name, page in pages.items()}
    assert leads_to == {
        "east": {"/east/", "/east/posts/", "/east/members/", "/east/packs/", "/east/nominations/", "/nominations/"},
        "north": {
            "/north/",
            "/north/posts/",
            "/north/members/",
            "/north/packs/",
            "/north/nominations/",
            "/nominations/",
        },
        "administrator": {"/people/", "/nominations/"},
    }
