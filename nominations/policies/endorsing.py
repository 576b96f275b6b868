"""When somebody may endorse a nomination, and the regional team in their place."""

from __future__ import annotations

from typing import Any

from nominations.models import Endorsement, Nomination
from talentboard.access import NotAllowed
from talentboard.clock import LONDON
from talentboard.nhs.words import long_day

State = Nomination.State


def is_asked_for(one: Nomination, asked: Endorsement | None) -> Endorsement:
    """The open request of a nomination that awaits endorsement."""
    if one.state != State.AWAITING_ENDORSEMENT or asked is None:
        raise NotAllowed(f"This nomination is {one.stands}: no endorsement is asked for now.")
    return asked


def can_endorse(one: Nomination, asked: Endorsement | None, *, by: Any) -> Endorsement:
    """By whoever is asked, who neither nominated nor is the person."""
    asked = is_asked_for(one, asked)
    if asked.with_team or asked.endorser_id != by.pk:
        raise NotAllowed(f"The endorsement was asked of somebody else on {asked_on(asked)}.")
    can_be_asked(one, by)
    return asked


def can_refuse(one: Nomination, asked: Endorsement | None, *, words: str, by: Any) -> Endorsement:
    """As can_endorse, with a reason that the person is told."""
    asked = can_endorse(one, asked, by=by)
    says_why(words)
    return asked


def can_answer_for_team(one: Nomination, asked: Endorsement | None, *, words: str) -> Endorsement:
    """Where it is with the regional team, with a reason that the person is told."""
    asked = is_asked_for(one, asked)
    if not asked.with_team:
        raise NotAllowed(
            f"{asked.endorser.name} was asked on {asked_on(asked)} and has until {long_day(asked.due)} to answer. Then "
            "it comes to you."
        )
    says_why(words)
    return asked


def can_name_endorser(one: Nomination, asked: Endorsement | None, person: Any) -> Endorsement:
    """Somebody else with an open account, where it is with the team or the one who was asked cannot answer."""
    asked = is_asked_for(one, asked)
    if not person.is_active:
        raise NotAllowed(f"The account of {person.name} is closed. Name somebody else.")
    if asked.endorser_id == person.pk:
        raise NotAllowed(f"{person.name} has been asked already, on {asked_on(asked)}.")
    can_be_asked(one, person)
    return asked


def can_be_asked(one: Nomination, person: Any) -> None:
    """Nobody nominates and endorses the same person, nor endorses themself."""
    if one.nominator_id == person.pk and not one.is_own:
        raise NotAllowed(f"{person.name} made this nomination, so somebody else endorses it.")
    if one.candidate is not None and one.candidate.user_id == person.pk:
        raise NotAllowed(f"{person.name} is the person nominated, so somebody else endorses it.")


def says_why(words: str) -> None:
    if not words.strip():
        raise NotAllowed("Say why: the person nominated is told the reason.")


def asked_on(asked: Endorsement) -> str:
    return long_day(asked.asked_at.astimezone(LONDON).date())
