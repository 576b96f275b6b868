"""Where a round stands, until when it takes nominations, and whose, in words."""

from __future__ import annotations

import datetime as dt
from contextlib import suppress
from typing import Any

from nominations import access, policies
from nominations.models import Nomination, Round
from talentboard.access import NotPermitted, refusal
from talentboard.nhs.filters import say_weekday

State = Round.State
BOTH = "Leaders nominate, and people nominate themselves."
LEADERS = "Leaders nominate."
SELF = "People nominate themselves."


def standing(round: Round, moment: dt.datetime) -> tuple[str, str]:
    """The state's slug for its colour, and its words."""
    if round.state != State.PUBLISHED:
        return round.state, State(round.state).label
    if not round.has_begun(moment):
        return "scheduled", "To come"
    if round.takes(moment):
        return "open", "Open"
    return ("late", "Late ones only") if round.takes_late(moment) else ("closed", "Closed")


def until(round: Round) -> str:
    """ "Friday 16 October 2026, 17:00" """
    return f"{say_weekday(round.closes)}, 17:00"


def late_until(round: Round) -> str:
    """The same of late nominations; empty where none are taken."""
    return f"{say_weekday(round.late_until)}, 17:00" if round.late_until else ""


def window(round: Round, moment: dt.datetime) -> str:
    """From when until when, as a sentence, and late ones too."""
    if round.on_paper:
        return f"Run on paper from {say_weekday(round.opens)} until {say_weekday(round.closes)}."
    if round.takes_late(moment):
        return f"Closed on {until(round)}. Late nominations, with a reason, until {late_until(round)}."
    begins = "" if round.has_begun(moment) else f"from {say_weekday(round.opens)} "
    late = f" Then late ones, with a reason, until {late_until(round)}." if round.late_until else ""
    return f"Nominations are taken {begins}until {until(round)}.{late}"


def who(round: Round) -> str:
    """Who may nominate, as a sentence."""
    if round.takes_leaders and round.takes_self:
        return BOTH
    return LEADERS if round.takes_leaders else SELF


def may_nominate(round: Round, user: Any) -> bool:
    """Whether this person may begin a nomination of somebody else now."""
    if refusal(lambda: policies.can_begin(round, Nomination.Route.LEADER)):
        return False
    with suppress(NotPermitted):
        access.require_to_nominate(user, round)
        return True
    return False


def may_nominate_self(round: Round) -> bool:
    """Whether people may begin a nomination of themselves now."""
    return not refusal(lambda: policies.can_begin(round, Nomination.Route.SELF))
