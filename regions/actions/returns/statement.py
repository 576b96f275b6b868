"""What a page shows of a return: every post as it is kept, what is said of it, and what is wrong with that."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from regions.models import Forecast, Occupancy, Post, Return, ReturnLine
from talentboard.access import Permission, require
from talentboard.accounts.models import User
from talentboard.clock import LONDON
from talentboard.nhs.words import long_day
from talentboard.sheets import Problem

from .book import Book, opened
from .closing import CLOSES_ON
from .differences import differences, forecast_differences
from .foretelling import eyes_on_new, facts_of_post, refusal
from .kept import KINDS, Eyes, KeptPost, foretold_texts
from .planning import Spoken, plan_lines

TO_CONFIRM = "to-confirm"
Verdict = ReturnLine.Verdict


@dataclass
class ForecastSaid:
    """What is kept and what is said of one kind of forecast of a post.

    said: the texts of `expected_on`, `probability` and `reason` as they stand now; empty where there is none.
    verdict: "none", "as-kept", "new", "changed" or "withdrawn".
    """

    confidential: bool
    kept: Forecast | None
    said: dict[str, str]
    verdict: str
    differences: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


@dataclass
class Stated:
    """One post of a return. post: none for a new one; line: none where nothing has been said of it yet.

    kept, said: the texts of the sheet's columns, as kept and as they stand now. closes_on: as typed, of a closing one.
    forecasts: by kind (False open, True confidential), only those that may be seen. closed_to: why this person may say
    nothing of a kind, whether or not there is one. changed_since: what is kept is not what it was when this was said.
    unsigned: what has been corrected since the last return, in sentences.
    """

    post: Post | None
    line: ReturnLine | None
    ref: str
    title: str
    verdict: str
    kept: dict[str, str]
    said: dict[str, str]
    closes_on: str = ""
    differences: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    changed_since: bool = False
    forecasts: dict[bool, ForecastSaid] = field(default_factory=dict)
    closed_to: dict[bool, str] = field(default_factory=dict)
    unsigned: list[str] = field(default_factory=list)
    said_by: str = ""
    said_at: dt.datetime | None = None
    hidden_problems: int = field(default=0, repr=False)

    @property
    def name(self) -> str:
        return ", ".join(filter(None, [self.ref, self.title])) or "A new post"


@dataclass
class Statement:
    """A return as somebody may see it. gone: what was said of posts that are not kept any more."""

    one: Return
    rows: list[Stated]
    gone_lines: list[Stated]

    @property
    def problems(self) -> list[Problem]:
        return [problem for row in self.rows for problem in row.problems]

    @cached_property
    def counts(self) -> dict[str, int]:
        """How many posts have each verdict: `to-confirm`, `confirmed`, `changed`, `new`, `closing`."""
        counted = Counter(row.verdict for row in self.rows)
        return {verdict: counted[verdict] for verdict in (TO_CONFIRM, *Verdict.values)}

    @property
    def to_confirm(self) -> list[str]:
        return [row.name for row in self.rows if row.verdict == TO_CONFIRM]

    @property
    def changed(self) -> list[str]:
        return [row.name for row in self.rows if row.changed_since]

    @property
    def gone(self) -> list[str]:
        return [row.name for row in self.gone_lines]

    @property
    def to_put_right(self) -> list[str]:
        """A sentence for each problem; what this person may not see is said in general."""
        seen = [f"{row.name}: {problem.wrong}" for row in self.rows for problem in row.problems]
        hidden = sum(row.hidden_problems for row in self.rows)
        return [*seen, *(["something that somebody else said, and has to put right"] if hidden else [])]

    @property
    def is_complete(self) -> bool:
        """Whether it can be handed over as far as what it says goes."""
        return not (self.to_confirm or self.to_put_right or self.changed or self.gone)


def statement(one: Return, *, by: Any) -> Statement:
    """The return as this person may see it: eight statements at most, and one more for a code typed anew.

    Raises NotFound or NotPermitted for whoever may not read it.
    """
    require(by, Permission.READ_RETURN, about=one)
    return stated(opened(one, by=by))


def stated(book: Book) -> Statement:
    """A statement of everything that is in the book."""
    here = [line for line in book.lines if line.post_id is None or line.post_id in book.posts]
    gone = [line for line in book.lines if line.post_id is not None and line.post_id not in book.posts]
    planned = plan_lines(book.one.organisation, here, posts=book.posts, kept=book.kept.copied(), day=book.one.as_of)
    spoken = {one.line.pk: one for one in planned.spoken}
    names = names_of(book)
    rows = []
    for key, kept in book.posts.items():
        line = book.line_of.get(key)
        rows.append(stated_post(book, kept, spoken[line.pk] if line else None, names))
    rows += [stated_new(book, spoken[line.pk], names) for line in book.new_lines]
    titles = {post.pk: post.title for post in book.kept.posts.values()}
    return Statement(
        book.one,
        rows,
        [Stated(None, line, line.ref, titles.get(line.post_id, ""), line.verdict, {}, {}) for line in gone],
    )


def stated_post(book: Book, kept: KeptPost, spoken: Spoken | None, names: dict[Any, str]) -> Stated:
    """A post that is kept, with what is said of it."""
    line = spoken.line if spoken else None
    row = Stated(kept.post, line, kept.post.ref, kept.post.title, TO_CONFIRM, kept.texts, kept.texts)
    row.unsigned = [*unsigned(book, kept, names)]
    facts = facts_of_post(kept, {})
    row.closed_to = closed_to(kept, kept.eyes, facts)
    speak_of_forecasts(row, kept, kept.eyes, spoken)
    if spoken is None or line is None:
        return row
    row.said_by, row.said_at = names.get(line.said_by_id, ""), line.said_at
    row.changed_since = not kept.is_as(line.kept_as)
    row.problems = [*spoken.row.problems, *row.problems]
    row.verdict = line.verdict
    if line.verdict == Verdict.CLOSING:
        row.closes_on = line.said.get(CLOSES_ON.name, "")
        return row
    row.said = kept.texts | line.said
    row.differences = differences(spoken.row, kept.values)
    spoken_of = row.differences or any(
        one.verdict != "as-kept" for one in row.forecasts.values() if one.verdict != "none"
    )
    row.verdict = Verdict.CHANGED.value if spoken_of else Verdict.CONFIRMED.value
    return row


def stated_new(book: Book, spoken: Spoken, names: dict[Any, str]) -> Stated:
    """A post that is new in the return."""
    line = spoken.line
    said = line.said
    row = Stated(None, line, line.ref, said.get("title", ""), Verdict.NEW.value, {}, dict(said))
    facts = facts_of_post(None, said)
    eyes = eyes_on_new(book.one, book.by, facts)
    row.said_by, row.said_at = names.get(line.said_by_id, ""), line.said_at
    row.closed_to = closed_to(None, eyes, facts)
    speak_of_forecasts(row, None, eyes, spoken)
    row.problems = [*spoken.row.problems, *row.problems]
    return row


def closed_to(kept: KeptPost | None, eyes: Eyes, facts: dict[str, str]) -> dict[bool, str]:
    sentences = {kind: refusal(kept, eyes, facts, confidential=kind) for kind in KINDS}
    return {kind: sentence for kind, sentence in sentences.items() if sentence}


def speak_of_forecasts(row: Stated, kept: KeptPost | None, eyes: Eyes, spoken: Spoken | None) -> None:
    """Add what this person may see of the forecasts, and count the problems of the others."""
    for kind in KINDS:
        said = spoken.on_forecasts.get(kind) if spoken else None
        live = kept.live[kind] if kept else None
        of_row = spoken.forecasts.get(kind) if spoken else None
        author = said["said_by"] if said else live.recorded_by_id if live else None
        if not eyes.sees(confidential=kind, author=author):
            row.hidden_problems += len(of_row.problems) if of_row else 0
            continue
        shown = kept.foretold(confidential=kind) if kept else None
        row.forecasts[kind] = said_of(kind, shown, said, of_row)
        row.problems += row.forecasts[kind].problems


def said_of(kind: bool, live: Forecast | None, said: dict[str, Any] | None, row: Any) -> ForecastSaid:
    """What is kept and said of one kind."""
    if said is None:
        return ForecastSaid(kind, live, foretold_texts(live), "as-kept" if live else "none")
    if said["is_none"]:
        return ForecastSaid(kind, live, {}, "withdrawn" if live else "none")
    words = forecast_differences(row, live)
    return ForecastSaid(kind, live, said["said"], "changed" if live else "new", words, [*row.problems])


def names_of(book: Book) -> dict[Any, str]:
    """The names of everybody whom the page speaks of, by account; one statement, or none."""
    ids = {line.said_by_id for line in book.lines}
    ids |= {fact.recorded_by_id for kept in book.posts.values() for fact in corrected(book, kept)}
    ids.discard(None)
    return dict(User.objects.filter(pk__in=ids).values_list("pk", "name")) if ids else {}


def corrected(book: Book, kept: KeptPost) -> Iterator[Post | Occupancy | Forecast]:
    """What has been corrected of a post by the return's day and not been signed off, as far as it may be seen."""
    post = kept.post
    if not post.signed_off:
        yield post
    yield from (
        held
        for held in book.kept.occupancies[post.pk]
        if not held.signed_off and held.since <= max(kept.day, post.established_from)
    )
    yield from (
        told
        for told in book.kept.forecasts[post.pk, False]
        if not told.signed_off
        and told.as_of <= kept.day
        and told.superseded_on is None
        and kept.eyes.sees(confidential=False, author=told.recorded_by_id)
    )


def unsigned(book: Book, kept: KeptPost, names: dict[Any, str]) -> Iterator[str]:
    """A sentence for each correction: "Corrected on 10 November 2026 by Priya Shah, not yet signed off: ..."."""
    for fact in corrected(book, kept):
        by = names.get(fact.recorded_by_id, "")
        on = long_day(fact.recorded_at.astimezone(LONDON).date())
        who = f"Corrected on {on}{f' by {by}' if by else ''}, not yet signed off"
        if isinstance(fact, Occupancy):
            names_of_holders = f" ({' and '.join(fact.holders)})" if fact.holders else ""
            yield f"{who}: {Occupancy.Kind(fact.kind).label.lower()}{names_of_holders} since {long_day(fact.since)}."
        elif isinstance(fact, Forecast):
            if fact.withdrawn_on:
                yield f"Its forecast was withdrawn on {long_day(fact.withdrawn_on)}, not yet signed off."
            else:
                yield f"{who}: expected to fall vacant on {long_day(fact.expected_on)}."
        else:
            yield f"{who}: the post itself."
