"""Words of a nomination as rows: what was asked, and what was written."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from nominations.models import Nomination, Question


class Words(NamedTuple):
    """key: for a machine. heading: the question, or what else it is."""

    key: str
    heading: str
    text: str


def caption(one: Nomination) -> str:
    """Which round it is: "Chief nurse pool, East, Autumn 2026"."""
    return f"{one.round.pool}, {one.round.pool.region.name}, {one.round}"


def by_nominator(one: Nomination) -> Iterator[Words]:
    """Everything that a leader wrote of somebody."""
    if one.is_own:
        return
    if not (one.has_consent or one.has_ended):
        where = one.employer.name if one.employer else one.employer_outside
        typed = (one.nominee_name, one.nominee_email, one.nominee_job_title, where)
        yield from stated(("person", "Who it is", ", ".join(part for part in typed if part)))
    yield from answers(one, Question.Asked.NOMINATOR)
    if one.readiness_view:
        yield Words("readiness_view", "Nominator’s view of readiness", one.readiness_view.label)
    yield from stated(("development_needs", "What to develop", one.development_needs))
    yield from stated(("late_because", "Why it was late", one.late_because))


def by_nominee(one: Nomination) -> Iterator[Words]:
    """Everything that the person wrote of themself."""
    if one.is_own:
        yield from stated(("late_because", "Why it was late", one.late_because))
    yield from stated(("to_team_because", "Why the regional talent team", one.to_team_because))
    yield from answers(one, Question.Asked.NOMINEE)
    registration = getattr(one, "registration", None)
    if registration is not None:
        yield from stated(("adjustments", "Reasonable adjustments", registration.adjustments))
        if registration.found is not None:
            yield Words("found", "May be found", "Yes" if registration.found else "No")


def answers(one: Nomination, asked_of: str) -> Iterator[Words]:
    for answer in one.answers.all():
        if answer.question.asked_of == asked_of and answer.text:
            yield Words("answer", answer.question.text, answer.text)


def stated(*said: tuple[str, str, str]) -> Iterator[Words]:
    """Those that say anything."""
    yield from (Words(*one) for one in said if one[2])
