"""What somebody was asked to endorse, and what they answered."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from django.urls import reverse

from nominations.models import Endorsement
from talentboard.clock import LONDON
from talentboard.nhs.words import long_day
from talentboard.person_file import ON_A_PAGE, Happening, Rows

from .said import caption


class AskedOfYou:
    """The requests to somebody to endorse a nomination. number: how many; of which a page is given the newest."""

    def __init__(self, person: Any, whole: bool) -> None:
        requests = Endorsement.objects.filter(endorser=person, nomination__candidate__isnull=False)
        self.number = requests.count()
        found = requests.select_related("nomination__round__pool__region", "nomination__candidate")
        found = found.order_by("-asked_at", "pk")
        self.found = list(found if whole else found[:ON_A_PAGE])

    def now(self) -> Iterator[Happening]:
        for asked in self.found:
            if asked.is_open:
                one = asked.nomination
                words = f"You are asked to endorse the nomination of {one.person_name} by {long_day(asked.due)}."
                yield Happening(words, [("Read it", reverse("nominations:endorse", args=[one.access_region, one.pk]))])

    def rows(self) -> Iterable[Rows]:
        return [
            Rows(
                key="asked_to_endorse",
                heading="Nominations that you were asked to endorse",
                columns=("Whose", "You were asked", "Your answer", "Your words"),
                rows=[
                    (
                        f"{asked.nomination.person_name}, {caption(asked.nomination)}",
                        asked_as(asked),
                        asked.get_answer_display() or f"You answer by {long_day(asked.due)}",
                        asked.words,
                    )
                    for asked in self.found
                ],
                data=[
                    {
                        "nomination": asked.nomination_id, "of": asked.nomination.person_name,
                        "for": caption(asked.nomination), "office": asked.office, "asked_at": asked.asked_at,
                        "due": asked.due, "answer": asked.answer, "words": asked.words,
                        "answered_at": asked.answered_at,
                    }
                    for asked in self.found
                ],
                number=self.number,
            )
        ]  # fmt: skip


def asked_as(asked: Endorsement) -> str:
    """ "on 5 October 2026, as chief executive" """
    return f"on {long_day(asked.asked_at.astimezone(LONDON).date())}, as {asked.get_office_display().lower()}"
