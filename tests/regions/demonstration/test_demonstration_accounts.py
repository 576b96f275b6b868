"""Everybody of the demonstration signs in, by the form and with the printed second factor."""

import io
import re

import pytest
from django.contrib.postgres.aggregates import ArrayAgg
from django.core.management import call_command
from django.db.models import Count
from django.test import Client

from regions.demonstration.accounts import EVERYBODY
from regions.models import RoleAssignment
from talentboard.access import Role
from talentboard.accounts.demonstration import DOMAIN, PASSWORD, address
from talentboard.accounts.models import User

FIRST_PAGE = {
    Role.BOARD_MEMBER: "/{region}/",
    Role.REGIONAL_LEAD: "/{region}/members/",
    Role.REGIONAL_TEAM: "/{region}/posts/",
    Role.NATIONAL_TEAM: "/people/",
    Role.AUDITOR: "/audit/",
    Role.SYSTEM_ADMINISTRATOR: "/people/",
}


def code_of(email: str) -> str:
    out = io.StringIO()
    call_command("second_factor_code", email, stdout=out)
    return out.getvalue().strip()


@pytest.mark.parametrize("person", EVERYBODY, ids=lambda person: person.mailbox)
def test_everybody_signs_in_and_sees_the_page_of_their_role(demonstration, no_limits_yet, clock_stands_still, person):
    client, email = Client(), address(person.mailbox)
    client.post("/accounts/login/", {"login": email, "password": PASSWORD})
    client.post("/accounts/2fa/authenticate/", {"code": code_of(email)})
    assert client.get(FIRST_PAGE[person.role].format(region=person.region)).status_code == 200


def test_there_is_somebody_for_every_role_and_every_region(demonstration):
    held = set(RoleAssignment.objects.filter(organisation=None).values_list("role", "region"))
    regions = {"london", "south-west", "south-east", "midlands", "east", "north"}
    wanted = {(role, region) for role in ("board-member", "regional-lead", "regional-team") for region in regions}
    wanted |= {(role, None) for role in ("national-team", "auditor", "system-administrator")}
    assert held == wanted | {("auditor", "east")}


def test_the_people_of_some_organisations_of_every_region_keep_sign_and_look_over_its_return(demonstration):
    held = RoleAssignment.objects.exclude(organisation=None)
    by_region = held.values("organisation__placements__region").annotate(number=Count("organisation", distinct=True))
    assert by_region.count() == 6
    assert min(one["number"] for one in by_region) >= 4
    roles = held.values("organisation").annotate(roles=ArrayAgg("role"))
    assert {tuple(sorted(one["roles"])) for one in roles} == {("chair", "chief-executive", "hr-director")}


@pytest.mark.parametrize("mailbox", ["hr", "chief", "chair"])
def test_the_people_of_an_organisation_sign_in_and_see_its_posts_and_return(
    demonstration, no_limits_yet, clock_stands_still, mailbox
):
    held = RoleAssignment.objects.filter(organisation__placements__region="east", user__email__startswith=f"{mailbox}.")
    client, email = Client(), held.first().user.email
    client.post("/accounts/login/", {"login": email, "password": PASSWORD})
    client.post("/accounts/2fa/authenticate/", {"code": code_of(email)})
    assert [client.get(f"/east/{page}/").status_code for page in ("posts", "returns", "members")] == [200, 200, 403]


def test_every_role_was_granted_by_somebody_who_may(demonstration):
    granters = {
        (held.role, tuple(held.granted_by.role_assignments.values_list("role", flat=True)) if held.granted_by else ())
        for held in RoleAssignment.objects.select_related("granted_by")
    }
    assert granters == {
        ("national-team", ()),
        ("system-administrator", ("national-team",)),
        ("auditor", ("national-team",)),
        ("regional-lead", ("national-team",)),
        ("regional-team", ("regional-lead",)),
        ("board-member", ("regional-lead",)),
        ("hr-director", ("regional-lead",)),
        ("chief-executive", ("regional-lead",)),
        ("chair", ("regional-lead",)),
    }


def test_no_address_is_anybody_s(demonstration):
    assert DOMAIN == "talentboard.example"
    assert not User.objects.exclude(email__endswith="@talentboard.example").exists()


def test_demo_people_prints_everybody_with_role_password_and_how_to_get_the_code(demonstration):
    out = io.StringIO()
    call_command("demo_people", stdout=out)
    printed = out.getvalue()
    assert re.search(r"board\.east@talentboard\.example +board member in East", printed)
    assert all(address(person.mailbox) in printed for person in EVERYBODY)
    assert PASSWORD in printed
    assert "bin/manage second_factor_code" in printed
