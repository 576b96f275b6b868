"""What the page of a round says to the regional team."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from nominations import policies
from nominations.models import Question, Round, RoundStep
from talentboard.access import Permission, permitted, refusal
from talentboard.clock import now
from talentboard.nhs.filters import say_day, say_weekday
from talentboard.nhs.words import count

from . import standing

State = Round.State
NOTHING = "None"
LEADERS_ASKED = "What leaders are asked"
PERSON_ASKED = "What the person nominated is asked"
ELIGIBLE = "What makes somebody eligible"


@dataclass(frozen=True, slots=True)
class Part:
    """A list of the page: the questions to somebody, or the criteria. of: its name in the address."""

    of: str
    heading: str
    empty: str
    add: str
    items: list[Any]


def above(round: Round) -> list[tuple[str, str]]:
    """The pages above those of a round."""
    slug = round.access_region
    return [*above_list(slug), (round.title, address(round))]


def above_list(slug: str) -> list[tuple[str, str]]:
    return [("Rounds", reverse("nominations:region-rounds", args=[slug]))]


def address(round: Round) -> str:
    return reverse("nominations:round", args=[round.access_region, round.pk])


def context_of(round: Round, user: Any) -> dict[str, Any]:
    """Everything that the page says."""
    moment = now()
    runs = permitted(user, Permission.RUN_NOMINATIONS, region=round.access_region)
    is_draft = round.state == State.DRAFT
    return {
        "round": round,
        "url": address(round),
        "publish_url": f"{address(round)}publish/",
        "above": above_list(round.access_region),
        "state": standing.standing(round, moment),
        "window": standing.window(round, moment) if round.state != State.CANCELLED else "",
        "facts": facts_of(round),
        "parts": parts_of(round),
        "steps": steps_of(round, moment),
        "changes": runs and is_draft,
        "moves_dates": runs and round.state == State.PUBLISHED and not round.on_paper,
        "copies": runs,
        "cancels": runs and not refusal(lambda: policies.can_cancel(round)),
        "publishes": runs and is_draft,
        "in_the_way": refusal(lambda: policies.can_publish(round)) if runs and is_draft else "",
    }


def facts_of(round: Round) -> list[tuple[str, str]]:
    """What is settled of a round, in words."""
    facts = [
        ("Pool", str(round.pool)),
        ("First day", say_weekday(round.opens)),
        ("Last day", standing.until(round)),
        ("Late nominations", f"until {standing.late_until(round)}" if round.late_until else NOTHING),
        ("Who nominates", standing.who(round)),
    ]
    if round.takes_leaders:
        facts += [
            ("Most of one organisation", count(round.cap) if round.cap else "No limit"),
            ("Conscious decision making module", "Leaders have done it" if round.needs_training else "Not asked for"),
        ]
    framework = str(round.framework) if round.framework else "Not decided yet"
    return [*facts, ("CV", "Asked for" if round.needs_cv else "Not asked for"), ("Assessed against", framework)]


def parts_of(round: Round) -> list[Part]:
    """The lists of the page, each question and criterion in its order."""
    questions, asked = list(round.questions.all()), Question.Asked
    of_leaders = Part(
        of=asked.NOMINATOR,
        heading=LEADERS_ASKED,
        empty="Nothing yet.",
        add="Add a question for leaders",
        items=[question for question in questions if question.asked_of == asked.NOMINATOR],
    )
    of_person = Part(
        of=asked.NOMINEE,
        heading=PERSON_ASKED,
        empty="Nothing yet.",
        add="Add a question for the person nominated",
        items=[question for question in questions if question.asked_of == asked.NOMINEE],
    )
    criteria = Part(
        of="criterion", heading=ELIGIBLE, empty="No criterion yet.", add="Add a criterion",
        items=list(round.criteria.all()),
    )  # fmt: skip
    return [of_leaders, of_person, criteria] if round.takes_leaders or of_leaders.items else [of_person, criteria]


def steps_of(round: Round, moment: dt.datetime) -> list[tuple[str, str, str]]:
    """Made, published, open, closed, each with its day; or made and cancelled."""
    taken = list(round.steps.select_related("by"))
    made = ("Made", said(taken[0]) if taken else "")
    if round.state == State.CANCELLED:
        last = taken[-1]
        return [(*made, "done"), ("Cancelled", f"{said(last)}: {last.why}", "now")]
    reached = place_of(round, moment)
    published = next((step for step in taken if step.to_state == State.PUBLISHED), None)
    rows = [
        made,
        ("Published", said(published) if published else ""),
        ("Opened" if reached > 1 else "Opens", say_day(round.opens)),
        ("Closed" if reached > 2 else "Closes", standing.until(round)),
    ]
    if round.late_until:
        rows.append(("Late ones closed" if reached > 3 else "Late ones close", standing.late_until(round)))
    return [
        (label, note, "done" if place < reached else "now" if place == reached else "to come")
        for place, (label, note) in enumerate(rows)
    ]


def place_of(round: Round, moment: dt.datetime) -> int:
    """Which of made, published, opened, closed, closed to late ones it has come to, from 0."""
    if round.state != State.PUBLISHED:
        return 0
    if not round.has_begun(moment):
        return 1
    if round.takes(moment):
        return 2
    return 3 if round.takes_late(moment) else 4


def said(step: RoundStep) -> str:
    """The day of a step, and who took it."""
    return say_day(step.at) + (f", by {step.by.name}" if step.by else "")
