"""What somebody said of others as their nominator: their own words, and where each nomination stands for them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django.db.models import Prefetch

from nominations.actions.book import DRAFT_DAYS
from nominations.models import Answer, Nomination
from nominations.views.nominating.reach import made_by, named
from nominations.views.nominating.standing import Standing, standing
from talentboard.clock import LONDON
from talentboard.nhs.words import long_day
from talentboard.person_file import ON_A_PAGE, Rows
from talentboard.retention import Lasts

from .said import by_nominator, caption

State = Nomination.State


class ByYou:
    """The nominations that somebody made of others. number: how many; of which a page is given the newest.

    Where each stands is said in the words of its nominator's page, never by its state: who took it back is not told.
    """

    def __init__(self, person: Any, day: dt.date, lasts: Mapping[str, Lasts], whole: bool) -> None:
        self.day, self.lasts = day, lasts
        answers = Prefetch("answers", queryset=Answer.objects.select_related("question"))
        made = made_by(person).select_related("readiness_view").prefetch_related("steps", answers)
        made = made.order_by("-begun_at", "pk")
        self.number = made.count()
        self.found = list(made if whole else made[:ON_A_PAGE])
        given_up = Nomination.objects.made_by(person).filter(state=State.WITHDRAWN, sent_at=None, candidate=None)
        self.given_up = list(given_up.select_related("round__pool__region").order_by("-moved_at", "pk"))

    def rows(self) -> Iterable[Rows]:
        return [self.made(), self.words(), self.drafts_given_up()]

    def made(self) -> Rows:
        found = [(one, self.stands(one)) for one in self.found]
        return Rows(
            key="nominations_you_made",
            heading="Nominations that you made",
            columns=("Of whom", "For", "Where it stands", "Deleted"),
            rows=[
                (named(one), caption(one), f"{stands.label}. {stands.next}".strip(), self.deleted(one))
                for one, stands in found
            ],
            data=[
                {
                    "nomination": one.pk, "of": named(one), "for": caption(one), "begun_at": one.begun_at,
                    "sent_at": one.sent_at, "stands": stands.label, "deleted": self.deleted(one),
                }
                for one, stands in found
            ],
            number=self.number,
        )  # fmt: skip

    def stands(self, one: Nomination) -> Standing:
        if one.state == State.DRAFT:
            return Standing("draft", "Draft", "You alone can see it.")
        return standing(one, self.day)

    def deleted(self, one: Nomination) -> str:
        if one.state == State.DRAFT:
            return f"{DRAFT_DAYS} days after you last wrote in it"
        if not one.has_ended:
            return f"{self.lasts['nominations']} after it ends"
        over = one.moved_at.astimezone(LONDON).date()
        if one.has_consent:
            return long_day(self.lasts["nominations"].after(over))
        if one.nominee_name:
            return f"the name on {long_day(self.lasts['names-of-nominees'].after(over))}"
        return f"this line on {long_day(self.lasts['nominations'].after(over))}"

    def words(self) -> Rows:
        said = [(one, words) for one in self.found for words in by_nominator(one)]
        return Rows(
            key="what_you_said_of_others",
            heading="What you said of others",
            columns=("Of whom", "About what", "Your words"),
            rows=[(named(one), words.heading, words.text) for one, words in said],
            data=list(self.words_as_data(said)),
            lead="Those whom you nominated read every word once they are asked." if said else "",
        )

    def words_as_data(self, said: Iterable[tuple]) -> Iterator[dict[str, Any]]:
        for one, words in said:
            yield {"nomination": one.pk, "key": words.key, "about": words.heading, "text": words.text}

    def drafts_given_up(self) -> Rows:
        def on(one: Nomination) -> dt.date:
            return one.moved_at.astimezone(LONDON).date()

        return Rows(
            key="drafts_given_up",
            heading="Drafts of which nothing is left",
            columns=("Given up on", "For", "Deleted"),
            rows=[
                (long_day(on(one)), caption(one), long_day(self.lasts["nominations"].after(on(one))))
                for one in self.given_up
            ],
            data=[{"nomination": one.pk, "for": caption(one), "given_up_at": one.moved_at} for one in self.given_up],
        )
