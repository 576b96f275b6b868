"""Judging the criteria of a nomination together, as a page shows them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple
from uuid import UUID

from django.db import transaction

from nominations.models import EligibilityFinding, Nomination
from talentboard.access import NotAllowed

from .book import taken
from .deciding import find


class Judged(NamedTuple):
    """What somebody found of a criterion, and when what they had looked at was found ("" for nothing yet)."""

    result: str
    why: str
    seen: str


class FoundMeanwhile(NotAllowed):
    """A colleague has judged some of the same criteria meanwhile. present: their findings, by criterion."""

    def __init__(self, present: Mapping[UUID, EligibilityFinding]) -> None:
        super().__init__(
            "A colleague has judged some of these criteria meanwhile. Nothing of yours has been saved yet."
        )
        self.present = present


@transaction.atomic
def judge(one: Nomination, found: Mapping[UUID, Judged], *, by: Any) -> list[EligibilityFinding]:
    """Keep what was found of several criteria, by their ids: all or none. What has not changed is left alone.

    Raises FoundMeanwhile where a criterion was judged differently since it was looked at.
    """
    one = taken(one)
    present = {finding.criterion_id: finding for finding in one.findings.select_related("by", "criterion")}
    changed = {key: judged for key, judged in found.items() if judged.result and not is_as(present.get(key), judged)}
    if clash := {key: present[key] for key, judged in changed.items() if seen_of(present.get(key)) != judged.seen}:
        raise FoundMeanwhile(clash)
    criteria = {criterion.pk: criterion for criterion in one.round.criteria.all()}
    return [
        find(one, criteria[key], result=judged.result, why=judged.why, by=by)
        for key, judged in changed.items()
        if key in criteria
    ]


def is_as(finding: EligibilityFinding | None, judged: Judged) -> bool:
    return finding is not None and (finding.result, finding.why) == (judged.result, judged.why.strip())


def seen_of(finding: EligibilityFinding | None) -> str:
    """What a page remembers of the finding it shows: when it was made."""
    return finding.at.isoformat() if finding else ""
