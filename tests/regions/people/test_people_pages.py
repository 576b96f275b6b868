"""The pages on which people and their roles are seen and changed."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from regions.models import RoleAssignment
from talentboard.access import Role
from talentboard.access.table import HELD_IN_ORGANISATIONS
from talentboard.accounts.models import User
from talentboard.clock import today
from tests.factories import OrganisationFactory, RegionFactory, UserFactory
from tests.fixtures.people import give, place_of, signed_in, with_role

pytestmark = pytest.mark.django_db
NOBODY = "00000000-0000-0000-0000-000000000000"


@pytest.fixture
def lead() -> User:
    return with_role(Role.REGIONAL_LEAD, "east", name="Lea Lead")


def names_on(page) -> list[str]:
    return [person.name for person in page.context["page"]]


@pytest.mark.parametrize(
    ("role", "region", "status"),
    [
        (Role.BOARD_MEMBER, "east", 403),
        (Role.REGIONAL_TEAM, "east", 403),
        (Role.REGIONAL_LEAD, "east", 200),
        (Role.NATIONAL_TEAM, None, 200),
        (Role.AUDITOR, None, 200),
        (Role.AUDITOR, "east", 200),
        (Role.SYSTEM_ADMINISTRATOR, None, 200),
    ],
)
def test_who_sees_people(role, region, status):
    assert signed_in(with_role(role, region)).get("/people/").status_code == status


@pytest.mark.parametrize(
    ("path", "allowed"),
    [("/people/invite/", {"system-administrator"}), ("/people/grant/", {"regional-lead", "national-team"})],
)
def test_who_invites_and_who_grants(path, allowed):
    trust = OrganisationFactory(placed="east")
    opened = {
        role.value: signed_in(with_role(role, trust if role in HELD_IN_ORGANISATIONS else place_of(role, "east")))
        .get(path)
        .status_code
        for role in Role
    }
    assert {role for role, status in opened.items() if status == 200} == allowed
    assert set(opened.values()) <= {200, 403, 404}


def test_a_lead_sees_whoever_reaches_the_region_and_nobody_else(lead):
    with_role(Role.BOARD_MEMBER, "east", name="Bea Board")
    with_role(Role.NATIONAL_TEAM, name="Nat Nation")
    london = with_role(Role.BOARD_MEMBER, "london", name="Lon Doner")
    UserFactory(name="Una Without")
    client = signed_in(lead)
    assert names_on(client.get("/people/")) == ["Bea Board", "Lea Lead", "Nat Nation"]
    assert client.get(f"/people/{london.pk}/").status_code == 404
    assert client.get(f"/people/{NOBODY}/").status_code == 404
    assert client.get(f"/people/grant/?person={london.pk}").status_code == 404


def test_a_lead_does_not_see_what_somebody_holds_elsewhere(lead):
    member = with_role(Role.BOARD_MEMBER, "east")
    elsewhere = give(member, Role.REGIONAL_TEAM, "london")
    client = signed_in(lead)
    assert "London" not in client.get("/people/").content.decode()
    assert "London" not in client.get(f"/people/{member.pk}/").content.decode()
    assert client.get(f"/people/roles/{elsewhere.pk}/end/").status_code == 404


def test_a_list_can_be_narrowed_by_name_role_and_place(lead):
    with_role(Role.BOARD_MEMBER, "east", name="Élan Ó Sé", email="elan@example.org")
    with_role(Role.AUDITOR, name="Aud Itor")
    client = signed_in(lead)
    assert names_on(client.get("/people/?text=o se")) == ["Élan Ó Sé"]
    assert names_on(client.get("/people/?text=ELAN@")) == ["Élan Ó Sé"]
    assert names_on(client.get("/people/?role=auditor")) == ["Aud Itor"]
    assert names_on(client.get("/people/?region=east")) == ["Élan Ó Sé", "Lea Lead"]
    assert names_on(client.get("/people/?role=auditor&region=east")) == []


def test_people_without_a_role_can_be_found_by_who_sees_everybody():
    keeper = with_role(Role.SYSTEM_ADMINISTRATOR)
    UserFactory(name="Una Without")
    assert names_on(signed_in(keeper).get("/people/?role=none")) == ["Una Without"]


@pytest.mark.parametrize("query", ["?page=99", "?page=x", "?role=emperor", "?text=%00"])
def test_an_address_that_makes_no_sense_is_answered(lead, query):
    assert signed_in(lead).get(f"/people/{query}").status_code == 200


def test_the_list_costs_the_same_with_one_and_with_many(lead):
    client = signed_in(lead)

    def count() -> int:
        client.get("/people/")  # now the session has been written
        with CaptureQueriesContext(connection) as queries:
            client.get("/people/")
        return len(queries)

    before = count()
    for _ in range(29):
        give(with_role(Role.BOARD_MEMBER, "east"), Role.REGIONAL_TEAM, "east")
    assert count() == before <= 12


def grant(client, **facts):
    day = today()
    typed = {
        "email": "new@example.org",
        "role": "board-member",
        "place": "east",
        "since_day": day.day,
        "since_month": day.month,
        "since_year": day.year,
        **facts,
    }
    return client.post("/people/grant/", typed)


def test_a_lead_grants_and_ends_a_role_on_the_page(lead):
    person, client = UserFactory(email="new@example.org", name="Niamh New"), signed_in(lead)
    assert grant(client).url == f"/people/{person.pk}/"
    held = RoleAssignment.objects.get(user=person)
    assert (held.role, held.region_id, held.granted_by) == ("board-member", "east", lead)
    page = client.get(f"/people/{person.pk}/").content.decode()
    assert f"/people/roles/{held.pk}/end/" in page
    assert b"End the role of board member in East" in client.get(f"/people/roles/{held.pk}/end/").content
    client.post(f"/people/roles/{held.pk}/end/")
    held.refresh_from_db()
    assert held.until == today()


@pytest.mark.parametrize(
    ("facts", "sentence"),
    [
        ({"email": "stranger@example.org"}, "No account has this address."),
        ({"email": "lead@example.org"}, "Nobody grants a role to themselves."),
        ({"email": ""}, "Enter the e-mail address"),
        ({"role": ""}, "Select the role"),
        ({"role": "national-team"}, "is not one of the choices"),
        ({"place": "london"}, "is not one of the choices"),
        ({"since_year": "2001"}, "A role starts today or later."),
        ({"last_day_day": "1", "last_day_month": "1", "last_day_year": "2001"}, "The last day must be the first day"),
    ],
    ids=lambda value: str(value)[:30],
)
def test_what_cannot_be_granted_is_said_and_not_done(facts, sentence):
    lead = with_role(Role.REGIONAL_LEAD, "east", email="lead@example.org")
    RegionFactory(slug="london")
    UserFactory(email="new@example.org")
    page = grant(signed_in(lead), **facts)
    assert (page.status_code, sentence in page.content.decode()) == (200, True)
    assert RoleAssignment.objects.count() == 1


def test_a_role_for_england_in_a_region_is_refused_with_where_it_is_held():
    team = with_role(Role.NATIONAL_TEAM)
    RegionFactory(slug="east")
    UserFactory(email="new@example.org")
    page = grant(signed_in(team), role="system-administrator").content.decode()
    assert "System administrator is a role for the whole of England. Choose England." in page


def test_ones_own_role_has_no_end_link_and_its_page_says_why(lead):
    client, own = signed_in(lead), lead.role_assignments.get()
    assert f"/people/roles/{own.pk}/end/" not in client.get(f"/people/{lead.pk}/").content.decode()
    assert b"Nobody ends their own role." in client.get(f"/people/roles/{own.pk}/end/").content
    assert client.post(f"/people/roles/{own.pk}/end/").status_code == 409


def test_an_auditor_reads_and_changes_nothing(lead):
    auditor, person = with_role(Role.AUDITOR), UserFactory()
    client = signed_in(auditor)
    page = client.get(f"/people/{lead.pk}/").content.decode()
    assert not any(word in page for word in ("/end/", "/close/", "/grant/"))
    changes = [f"/people/{person.pk}/close/", f"/people/{person.pk}/reopen/", f"/people/{person.pk}/invitation/"]
    ends = [f"/people/roles/{lead.role_assignments.get().pk}/end/", "/people/grant/", "/people/invite/"]
    assert {client.post(path).status_code for path in changes + ends} == {403}


def test_sending_again_is_no_link_that_a_mail_scanner_could_follow():
    keeper, person = with_role(Role.SYSTEM_ADMINISTRATOR), UserFactory()
    assert signed_in(keeper).get(f"/people/{person.pk}/invitation/").status_code == 405


def test_a_name_is_written_as_text():
    keeper = with_role(Role.SYSTEM_ADMINISTRATOR)
    UserFactory(name="<script>alert(1)</script>")
    assert b"<script>alert(1)" not in signed_in(keeper).get("/people/").content


def test_the_start_page_leads_to_the_regions_in_reach():
    for slug in ("east", "london"):
        RegionFactory(slug=slug)
    places = {
        role: [url for _, url in signed_in(with_role(role, region)).get("/").context["places"]]
        for role, region in [
            (Role.BOARD_MEMBER, "east"),
            (Role.NATIONAL_TEAM, None),
            (Role.SYSTEM_ADMINISTRATOR, None),
        ]
    }
    assert places == {
        Role.BOARD_MEMBER: ["/east/"],
        Role.NATIONAL_TEAM: ["/england/", "/east/", "/london/"],
        Role.SYSTEM_ADMINISTRATOR: [],
    }


def test_the_start_page_is_not_kept_by_the_browser():
    assert "no-store" in signed_in(with_role(Role.BOARD_MEMBER, "east")).get("/")["Cache-Control"]
