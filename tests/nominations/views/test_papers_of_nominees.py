"""CVs and reasonable adjustments: who reads them, from when, and that everybody else does not."""

from __future__ import annotations

import json

import pytest
from django.urls import reverse

from nominations.actions import deciding, registering
from nominations.models import Nomination
from nominations.views.nominee.reach import cv_of
from talentboard.access import Role
from talentboard.audit.models import AuditEvent
from tests.factories import OrganisationFactory, RegionFactory
from tests.fixtures.nominations import Stage, agreed, endorsed, filled_in, judged, registered, stage
from tests.fixtures.people import signed_in, with_role

pytestmark = pytest.mark.django_db
NEEDS = "A room without stairs, and the questions in writing."


def address(name: str, one: Nomination) -> str:
    return reverse(f"nominations:{name}", args=["east", one.pk])


def accepted(on: Stage) -> Nomination:
    """One of somebody who needs something, brought to the gateway."""
    one = agreed(on, nominee=on.somebody(name="Sam Okafor"))
    registering.say_adjustments(one, text=NEEDS, version=1, by=one.candidate.user)
    return deciding.accept_for_gateway(judged(on, endorsed(on, one=one)), by=on.team)


def around(on: Stage, one: Nomination) -> dict[str, object]:
    """Everybody who may have to do with it or with its region, and some who have nothing to do with either."""
    RegionFactory(slug="london")
    return {
        "team": on.team,
        "lead": on.lead,
        "nominee": one.candidate.user,
        "nominator": on.hr_director,
        "endorser": on.chief,
        "chair": on.chair,
        "another nominee": agreed(on).candidate.user,
        "auditor": with_role(Role.AUDITOR, "east"),
        "board": with_role(Role.BOARD_MEMBER, "east"),
        "nation": with_role(Role.NATIONAL_TEAM),
        "keeper of accounts": with_role(Role.SYSTEM_ADMINISTRATOR),
        "team of London": with_role(Role.REGIONAL_TEAM, "london"),
        "another HR director": with_role(Role.HR_DIRECTOR, OrganisationFactory(placed="east")),
        "nobody": on.somebody(),
    }


def answers(on: Stage, one: Nomination, name: str) -> dict[int, set[str]]:
    """Who gets which answer."""
    found: dict[int, set[str]] = {}
    for who, person in around(on, one).items():
        found.setdefault(signed_in(person).get(address(name, one)).status_code, set()).add(who)
    return found


@pytest.mark.parametrize(("name", "whose"), [("cv", {"team", "lead"}), ("adjustments", {"team", "lead"})])
def test_whoever_runs_nominations_reads_them_and_nobody_else(name, whose):
    on = stage()
    found = answers(on, accepted(on), name)
    assert found.pop(200) == whose
    assert set(found) <= {403, 404}


def test_the_nominees_own_file_is_served_to_the_nominee_alone():
    on = stage()
    found = answers(on, accepted(on), "your-cv-file")
    assert found.pop(200) == {"nominee"}
    assert set(found) == {404}


@pytest.mark.parametrize("who", ["team", "lead", "nominator", "endorser", "auditor", "board", "nobody"])
def test_what_somebody_needs_stands_on_no_other_page_of_their_nomination(who):
    on = stage()
    one = accepted(on)
    client = signed_in(around(on, one)[who])
    for name in ("one", "endorse", "sent", "yours", "in-place", "accept", "your-adjustments"):
        assert "without stairs" not in client.get(address(name, one)).content.decode(), name
    for page in ("/nominations/", "/east/nominations/", "/me/", "/me/everything.json"):
        assert "without stairs" not in client.get(page).content.decode(), page


def test_whoever_takes_part_does_not_read_them_by_their_role():
    on = stage()
    one = deciding.accept_for_gateway(judged(on, endorsed(on, by=on.lead)), by=on.team)
    for name in ("cv", "adjustments"):
        assert signed_in(on.lead).get(address(name, one)).status_code == 403


def test_what_is_needed_is_read_once_there_is_a_panel_to_organise():
    on = stage()
    one, team = endorsed(on), signed_in(on.team)
    assert team.get(address("adjustments", one)).status_code == 409
    assert address("adjustments", one) not in team.get(address("one", one)).content.decode()
    deciding.accept_for_gateway(judged(on, one), by=on.team)
    assert address("adjustments", one) in team.get(address("one", one)).content.decode()
    assert "They said that they need nothing." in team.get(address("adjustments", one)).content.decode()


def test_a_cv_is_the_nominees_own_until_they_have_registered():
    on = stage()
    one, team = filled_in(agreed(on)), signed_in(on.team)
    assert team.get(address("cv", one)).status_code == 409
    assert "cv.pdf" not in team.get(address("one", one)).content.decode()
    one = registered(on)
    assert address("cv", one) in team.get(address("one", one)).content.decode()


def test_a_cv_is_saved_and_never_shown_inside_the_browser():
    on = stage()
    one = registered(on)
    answer = signed_in(on.team).get(address("cv", one))
    assert answer["Content-Disposition"] == 'attachment; filename="cv.pdf"'
    assert (answer["Content-Type"], answer["X-Content-Type-Options"]) == ("application/pdf", "nosniff")
    assert answer.content == bytes(cv_of(one).content)
    one.cv.delete()
    assert signed_in(on.team).get(address("cv", one)).status_code == 404


def test_the_person_sees_who_read_them():
    on = stage()
    one = accepted(on)
    for name in ("cv", "adjustments"):
        signed_in(on.team).get(address(name, one))
    file = json.loads(signed_in(one.candidate.user).get("/me/everything.json").content)
    assert [look["what"].split(" for ")[0] for look in file["who_looked"]] == ["Your reasonable adjustments", "Your CV"]
    assert AuditEvent.objects.filter(kind="adjustments-read", by=on.team, about_id=str(one.pk)).count() == 1
