"""The road ahead of a nominee, stage by stage: what is done, what is now and by when, what comes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from nominations.actions.book import REGISTRATION_DAYS
from nominations.models import Endorsement, Nomination
from talentboard.nhs.filters import say_day, say_weekday
from talentboard.working_days import working_days_after

State = Nomination.State
Stage = tuple[str, str, str]  # what happens, its note, "done", "now" or "to-come"
DONE, NOW, TO_COME = "done", "now", "to-come"
ENDORSES = "Your chief executive is asked to endorse it"
AFTERWARDS: Sequence[tuple[str, str]] = (
    ("Gateway assessment", "you are told the day in good time"),
    ("Outcome, then feedback", "feedback within 10 working days"),
)


def road(one: Nomination, *, asked: Endorsement | None = None, endorses: str = ENDORSES) -> list[Stage]:
    """Every stage of one that goes on. asked: the newest request to endorse it. endorses: who is, or will be, asked."""
    reached = [State.DRAFT, State.AWAITING_CONSENT, State.AWAITING_REGISTRATION, State.AWAITING_ENDORSEMENT,
               State.ELIGIBILITY_CHECK, State.ACCEPTED].index(State(one.state))  # fmt: skip
    stages = [*begun(one, reached), *registered(one, reached), *endorsed(one, reached, asked, endorses)]
    stages.append(stage("Eligibility is checked", reached, 4, by=one.due, was="Eligibility was checked"))
    gateway, outcome = AFTERWARDS
    stages.append((gateway[0], gateway[1], NOW if reached == 5 else TO_COME))
    return [*stages, (*outcome, TO_COME)]


def begun(one: Nomination, reached: int) -> list[Stage]:
    """How it began: by a leader, and then with the person's own answer; or by the person."""
    if one.is_own:
        note = on(one.sent_at) if one.sent_at else f"until {say_day(one.round.closes)}, 17:00"
        return [("You nominate yourself", note, NOW) if reached == 0 else ("You nominated yourself", note, DONE)]
    given = getattr(one, "consent", None) and one.consent.given_at
    return [
        (f"{one.nominator.name} nominated you", on(one.sent_at), DONE),
        stage("You accept or decline", reached, 1, by=one.due, done=on(given), was="You accepted"),
    ]


def registered(one: Nomination, reached: int) -> list[Stage]:
    done = getattr(getattr(one, "registration", None), "registered_at", None)
    latest = ""
    if reached == 1 and one.due:
        latest = f"by {say_day(working_days_after(one.due, REGISTRATION_DAYS))} at the latest"
    return [stage("You register", reached, 2, by=one.due, done=on(done), later=latest, was="You registered")]


def endorsed(one: Nomination, reached: int, asked: Endorsement | None, endorses: str) -> list[Stage]:
    answered = on(asked.answered_at) if asked and asked.answered_at else ""
    return [stage(endorses, reached, 3, by=one.due, done=answered)]


def stage(
    label: str, reached: int, number: int, *, by: dt.date | None, done: str = "", later: str = "", was: str = ""
) -> Stage:
    """One stage, which is now while it is the one that has been reached. was: how it is called once it is done."""
    if reached == number:
        return label, f"by {say_weekday(by)}" if by else "", NOW
    return (was or label, done, DONE) if reached > number else (label, later, TO_COME)


def on(moment: dt.datetime | None) -> str:
    return say_day(moment) if moment else ""
