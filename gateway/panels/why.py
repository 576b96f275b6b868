"""What to say to somebody for whom there is no place."""

from dataclasses import dataclass

import numpy as np

from .elastic import Elastic
from .numbered import Numbered
from .plan import Panel, Plan

FOR_ONE = 5.0
LARGEST = 12
"""Sessions that may change to make a place for somebody; in a larger instance those that they can attend come first."""


@dataclass(frozen=True)
class Why:
    """reasons: a sentence for each rule that would have to give; plan: where none must, panels that see them too."""

    reasons: tuple[str, ...]
    plan: dict[int, Panel] | None = None


def unplaced(plan: Plan, numbered: Numbered) -> list[int]:
    seen = {nominee for panel in plan.values() for nominee in panel.nominees}
    return [nominee for nominee in range(numbered.nominees) if nominee not in seen]


def reason(nominee: int, plan: Plan, numbered: Numbered, *, seconds: float) -> Why:
    """Why somebody has no place, by the fewest rules that would have to give; in general where time is out."""
    found = None
    for sessions in neighbourhoods(nominee, numbered):
        told = why(numbered, plan, sessions, nominee, seconds=min(FOR_ONE, seconds / 2)) if seconds > 0 else None
        if told and (found is None or len(told.reasons) < len(found.reasons)):
            found = told
        if found and len(found.reasons) <= 1:
            break
    return found or Why((in_general(nominee, plan, numbered),))


def neighbourhoods(nominee: int, numbered: Numbered) -> list[set[int]]:
    """The sessions that may change: those that the nominee can attend; everything where that is not much."""
    theirs = set(np.flatnonzero(numbered.can_attend[nominee]).tolist()[:LARGEST])
    if not theirs:
        return [set(range(min(numbered.sessions, LARGEST)))]
    return [theirs, set(range(numbered.sessions))] if numbered.sessions <= LARGEST else [theirs]


def in_general(nominee: int, plan: Plan, numbered: Numbered) -> str:
    """The sentence for somebody about whom time did not allow to find out more."""
    person, sessions = numbered.instance.nominees[nominee], numbered.instance.sessions
    can = np.flatnonzero(numbered.can_attend[nominee]).tolist()
    if not can:
        return f"{person.id} can attend none of the sessions."
    used = [sessions[session].id for session in can if session in plan]
    others = [sessions[session].id for session in can if session not in plan]
    parts = [f"{', '.join(used)} would have to see more, or others"] if used else []
    parts += [f"{', '.join(others)} would have to have a panel"] if others else []
    return f"{'; or '.join(parts)}, all that {person.id} can attend."


def why(numbered: Numbered, plan: Plan, sessions: set[int], nominee: int, *, seconds: float) -> Why | None:
    """The fewest rules that would have to give if these sessions could be changed; None where time ran out."""
    model = Elastic(numbered, plan, sessions, nominee)
    found = model.program.solve(seconds=seconds)
    if found.values is None:
        return None
    reasons = tuple(model.bent(found.values))
    if reasons:
        return Why(reasons)
    stay = {session: panel for session, panel in plan.items() if session not in sessions}
    return Why((), stay | model.panels(found.values))
