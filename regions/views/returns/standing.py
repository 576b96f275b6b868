"""Where a return stands, in words: its steps with their days, and what is to do by whom."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from regions.models import Return, ReturnStep
from talentboard.nhs.filters import as_day, say_weekday
from talentboard.nhs.words import long_day, noun_for, plural

State = Return.State
WITH_DIRECTOR = (State.OPEN, State.IN_PROGRESS, State.REOPENED)
OVER = (State.SIGNED_OFF, State.WITHDRAWN)
PLACES = {State.OPEN: 0, State.IN_PROGRESS: 1, State.REOPENED: 1, State.SUBMITTED: 2, State.SIGNED_OFF: 3}
Shown = tuple[str, str, str]  # label, note, "done" | "now" | "to come"


def steps_of(one: Return, steps: Sequence[ReturnStep]) -> list[Shown]:
    """The steps as the page draws them, each with its day and who took it. steps: all that were taken, in order."""
    if one.state == State.WITHDRAWN:
        return [_opened(steps, "done"), ("Withdrawn", _taken(steps[-1], why=True), "now")]
    here = PLACES[State(one.state)]
    place = ["done"] * here + ["now"] + ["to come"] * (3 - here)
    if one.state == State.SIGNED_OFF:
        place[here] = "done"
    return [
        _opened(steps, place[0]),
        (_writing(one), _note(steps, (State.IN_PROGRESS, State.REOPENED), if_taken=here >= 1), place[1]),
        (
            "Sent to the chief executive",
            _note(steps, (State.SUBMITTED,), if_taken=here >= 2) or f"due {long_day(one.due)}",
            place[2],
        ),
        ("Signed off by the chief executive", _signed(one, steps, if_taken=here >= 3), place[3]),
    ]


def _opened(steps: Sequence[ReturnStep], place: str) -> Shown:
    return "Opened", long_day(as_day(steps[0].at)) if steps else "", place


def _writing(one: Return) -> str:
    return "Reopened" if one.state == State.REOPENED else "In progress"


def _note(steps: Sequence[ReturnStep], states: Sequence[str], *, if_taken: bool) -> str:
    """The day of the last step there, and who took it; nothing while it lies ahead."""
    step = next((step for step in reversed(steps) if step.to_state in states), None)
    if step is None or not if_taken:
        return ""
    was_returned = step.from_state in {State.SUBMITTED, State.SIGNED_OFF}
    return f"Sent back {_taken(step)}" if was_returned and step.to_state == State.IN_PROGRESS else _taken(step)


def _signed(one: Return, steps: Sequence[ReturnStep], *, if_taken: bool) -> str:
    if not if_taken:
        return ""
    said = _note(steps, (State.SIGNED_OFF,), if_taken=True)
    return f"{said}, from a file" if one.source == Return.Source.FILE else said


def _taken(step: ReturnStep, *, why: bool = False) -> str:
    said = long_day(as_day(step.at)) + (f", by {step.by.name}" if step.by else "")
    return f"{said}: {step.why}" if why and step.why else said


def last_note(one: Return, steps: Sequence[ReturnStep]) -> ReturnStep | None:
    """The step that brought the return back to its writer, with its note; None unless it is there because of one."""
    back = next((step for step in reversed(steps) if step.to_state in {State.IN_PROGRESS, State.REOPENED}), None)
    came_back = back is not None and back.from_state in {State.SUBMITTED, State.SIGNED_OFF}
    return back if came_back and one.can_be_written else None


def due(one: Return, today: dt.date) -> str:
    """ "is due on Friday 25 September 2026", "was due" once that has passed."""
    return f"{'was' if one.is_late(today) else 'is'} due on {say_weekday(one.due)}"


def task(one: Return, *, left: int, writes: bool, signs: bool, today: dt.date) -> str:
    """What is to do, as one sentence for whoever reads it. left: posts that nobody has spoken of yet."""
    name = f"The return for {one.period}"
    if one.state == State.SUBMITTED:
        return f"{name} waits for {'your' if signs else 'the chief executive’s'} signature."
    if one.state == State.SIGNED_OFF:
        return f"{name} is signed off. Nothing is to do."
    if one.state == State.WITHDRAWN:
        return f"{name} has been withdrawn. Nothing is to do."
    sentence = f"{name} {due(one, today)}"
    if not writes:
        return f"{sentence}. The HR director is writing it."
    return f"{sentence}: {posts_to_confirm(left)}."


def posts_to_confirm(left: int) -> str:
    return f"{plural(left, 'post')} to confirm" if left else "every post is confirmed, and it can be sent"


def state_words(one: Return, today: dt.date) -> tuple[str, str]:
    """The state's slug for its colour, and its words: a late one says so."""
    if one.is_late(today):
        return "late", f"Late, {State(one.state).label.lower()}"
    return one.state, State(one.state).label


def days_late(one: Return, today: dt.date) -> str:
    days = (today - one.due).days
    return f"{days} {noun_for(days, 'day')} late"
