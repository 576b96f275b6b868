"""What became of a nomination on its way: endorsements, findings of eligibility, steps."""

from __future__ import annotations

from collections.abc import Iterable

from nominations.models import EligibilityFinding, Endorsement, Nomination, NominationStep
from talentboard.clock import LONDON
from talentboard.nhs.filters import say_moment
from talentboard.nhs.words import long_day
from talentboard.person_file import Rows

Labelled = Iterable[tuple[Nomination, str]]


def endorsements(labelled: Labelled) -> Rows:
    """Everybody who was asked to endorse it, and what they answered."""
    found = [(asked, label) for one, label in labelled for asked in one.endorsements.all()]
    return Rows(
        key="endorsements",
        heading="Endorsement of your nominations",
        columns=("Who was asked", "Answer", "Words", "For"),
        rows=[(who(asked), answered(asked), asked.words, label) for asked, label in found],
        data=[
            {
                "nomination": asked.nomination_id, "office": asked.office, "who": who(asked), "because": asked.because,
                "asked_at": asked.asked_at, "due": asked.due, "answer": asked.answer, "words": asked.words,
                "answered_at": asked.answered_at,
                "answered_by": asked.answered_by.name if asked.answered_by else None,
            }
            for asked, _label in found
        ],
    )  # fmt: skip


def who(asked: Endorsement) -> str:
    """ "Carol Chief, chief executive"; of the team, why it was asked."""
    if asked.endorser:
        return f"{asked.endorser.name}, {asked.get_office_display().lower()}"
    return f"{asked.get_office_display()}: {asked.get_because_display().lower()}"


def answered(asked: Endorsement) -> str:
    on = long_day(asked.asked_at.astimezone(LONDON).date())
    if asked.is_open:
        return f"Asked on {on}, until {long_day(asked.due)}"
    by = f" by {asked.answered_by.name}" if asked.answered_by else ""
    when = long_day(asked.answered_at.astimezone(LONDON).date())
    return f"{asked.get_answer_display()}{by} on {when}, asked on {on}"


def eligibility(labelled: Labelled) -> Rows:
    """What was found of each criterion."""
    found = [(finding, label) for one, label in labelled for finding in one.findings.all()]
    return Rows(
        key="eligibility",
        heading="Eligibility, criterion by criterion",
        columns=("Criterion", "Found", "By whom", "For"),
        rows=[
            (finding.criterion.text, with_why(finding.get_result_display(), finding.why), finder(finding), label)
            for finding, label in found
        ],
        data=[
            {
                "nomination": finding.nomination_id, "criterion": finding.criterion.text, "result": finding.result,
                "why": finding.why, "by": finding.by.name if finding.by else None, "at": finding.at,
            }
            for finding, _label in found
        ],
    )  # fmt: skip


def finder(finding: EligibilityFinding) -> str:
    by = finding.by.name if finding.by else NominationStep.Capacity.OPERATOR.label
    return f"{by}, {long_day(finding.at.astimezone(LONDON).date())}"


def steps(labelled: Labelled) -> Rows:
    """Every move, the newest first."""
    found = [(step, label) for one, label in labelled for step in one.steps.all()]
    found.sort(key=lambda pair: pair[0].at, reverse=True)
    return Rows(
        key="steps",
        heading="Every step of your nominations",
        columns=("When", "From then on", "By whom", "For"),
        rows=[(say_moment(step.at), became(step), mover(step), label) for step, label in found],
        data=[
            {
                "nomination": step.of_id, "at": step.at, "from": step.from_state, "to": step.to_state,
                "by": step.by.name if step.by else None, "capacity": step.capacity, "code": step.code, "why": step.why,
            }
            for step, _label in found
        ],
    )  # fmt: skip


def mover(step: NominationStep) -> str:
    capacity = step.get_capacity_display()
    return f"{step.by.name}, {capacity.lower()}" if step.by else capacity


def became(step: NominationStep) -> str:
    """ "Withdrawn: put forward twice, as she told us" """
    reason = ", ".join(part for part in (step.get_code_display().lower() if step.code else "", step.why) if part)
    return with_why(Nomination.State(step.to_state).label, reason)


def with_why(what: str, why: str) -> str:
    return f"{what}: {why}" if why else what
