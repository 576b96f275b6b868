"""Who may do what with a nomination: by being its nominator, its nominee or its endorser, or by a role in its region.

Nobody but the nominator and the nominee ever learns that there is a nomination before the nominee has agreed to it: for
everybody else it is *not found*.
"""

from __future__ import annotations

from typing import Any

from talentboard import access
from talentboard.access import NotFound, NotPermitted, Permission
from talentboard.links.guests import Guest, holds

from .models import Nomination, NominationStep, Round

Capacity = NominationStep.Capacity
NOMINEE = "nominee"  # what the link is for that goes to the nominee's address
UNKNOWN = "There is no such nomination for this person."


def is_nominator(person: Any, one: Nomination) -> bool:
    return getattr(person, "pk", None) is not None and one.nominator_id == person.pk


def is_nominee(person: Any, one: Nomination) -> bool:
    """By their account's record; before consent by the address to which the nomination was sent, or by its link."""
    if isinstance(person, Guest):
        return holds(person, NOMINEE, about=one)
    if getattr(person, "pk", None) is None:
        return False
    if one.is_own and is_nominator(person, one):
        return True
    if one.candidate_id is not None:
        return one.candidate.user_id == person.pk
    return one.state == Nomination.State.AWAITING_CONSENT and one.nominee_email.lower() == person.email.lower()


def is_endorser(person: Any, one: Nomination) -> bool:
    """Whether this person is asked to endorse it now."""
    if getattr(person, "pk", None) is None:
        return False
    return one.endorsements.filter(endorser_id=person.pk, answer="").exists()


def require_nominator(person: Any, one: Nomination) -> None:
    if not is_nominator(person, one):
        raise NotFound(UNKNOWN)


def require_nominee(person: Any, one: Nomination) -> None:
    if not is_nominee(person, one):
        raise NotFound(UNKNOWN)


def require_endorser(person: Any, one: Nomination) -> None:
    if not is_endorser(person, one):
        raise NotFound(UNKNOWN)


def require_writer(person: Any, one: Nomination) -> None:
    """The nominator of a draft; the nominee of one to register for."""
    writes = is_nominator if one.state == Nomination.State.DRAFT else is_nominee
    if not writes(person, one):
        raise NotFound(UNKNOWN)


def require_team(person: Any, one: Nomination, permission: Permission = Permission.RUN_NOMINATIONS) -> None:
    """Somebody with the permission in its region, of one that has been agreed to, and not one's own or one's making."""
    if not one.has_consent:
        raise NotFound(UNKNOWN)
    access.require(person, permission, about=one)
    if is_nominee(person, one) or is_nominator(person, one):
        raise NotPermitted("You take part in this nomination yourself, so a colleague deals with it.")


def require_to_nominate(person: Any, round: Round) -> None:
    """A leader with a role in the round's region, or in an organisation there."""
    if getattr(person, "is_operator", False):
        return
    region = round.access_region
    scopes = access.scopes_of(person)
    if not any(scope.lies_in(region) and access.table.grants(scope.role, Permission.NOMINATE) for scope in scopes):
        raise NotPermitted("Leaders with a role in this region nominate here. You can nominate yourself.")


def capacity_of(person: Any, one: Nomination) -> str:
    """In which capacity somebody acts who is asked: nominee before nominator, so that one's own is one's own."""
    if person is None:
        return Capacity.TIMETABLE
    if getattr(person, "is_operator", False):
        return Capacity.OPERATOR
    if is_nominee(person, one):
        return Capacity.NOMINEE
    return Capacity.NOMINATOR if is_nominator(person, one) else Capacity.TEAM
