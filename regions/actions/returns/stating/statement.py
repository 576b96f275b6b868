"""What a return says, as far as somebody may see it."""

from __future__ import annotations

from typing import Any

from regions.actions.returns.book import Book, opened
from regions.actions.returns.judging.closing import CLOSES_ON
from regions.actions.returns.judging.differences import differences
from regions.actions.returns.judging.planning import Spoken, plan_lines
from regions.actions.returns.kept import KeptPost
from regions.actions.returns.saying.foretelling import eyes_on_new, facts_of_post
from regions.models import Return, ReturnLine
from regions.models.returns import UNSIGNED
from talentboard.access import Permission, require

from .corrected import names_of, unsigned
from .forecasts import closed_to, speak_of_forecasts
from .past import past
from .words import TO_CONFIRM, Stated, Statement, Verdict


def statement(one: Return, *, by: Any) -> Statement:
    """The return as this person may see it: eight statements at most, and one more for a code typed anew.

    Raises NotFound or NotPermitted for whoever may not read it.
    """
    require(by, Permission.READ_RETURN, about=one)
    return stated(opened(one, by=by))


def stated(book: Book, *, whole: bool = False) -> Statement:
    """A statement of everything that is in the book. What is signed or withdrawn is not judged any more.

    whole: what is confirmed is judged too, as before it is sent; a page that shows it need not wait for that.
    """
    if book.one.state not in UNSIGNED:
        return Statement(book.one, [*past(book)], [])
    here = [line for line in book.lines if line.post_id is None or line.post_id in book.posts]
    gone = [line for line in book.lines if line.post_id is not None and line.post_id not in book.posts]
    judged = [line for line in here if whole or line.verdict != Verdict.CONFIRMED]
    kept = book.kept.copied({line.post_id for line in judged})
    planned = plan_lines(book.one.organisation, judged, posts=book.posts, kept=kept, day=book.one.as_of)
    spoken = {one.line.pk: one for one in planned.spoken}
    names = names_of(book)
    rows = []
    for key, kept_post in book.posts.items():
        line = book.line_of.get(key)
        rows.append(stated_post(book, kept_post, line, spoken.get(line.pk) if line else None, names))
    rows += [stated_new(book, spoken[line.pk], names) for line in book.new_lines]
    titles = {post.pk: post.title for post in book.kept.posts.values()}
    return Statement(
        book.one,
        rows,
        [Stated(None, line, line.ref, titles.get(line.post_id, ""), line.verdict, {}, {}) for line in gone],
    )


def stated_post(
    book: Book, kept: KeptPost, line: ReturnLine | None, spoken: Spoken | None, names: dict[Any, str]
) -> Stated:
    """A post that is kept, with what is said of it. spoken: as far as that is judged."""
    row = Stated(kept.post, line, kept.post.ref, kept.post.title, TO_CONFIRM, kept.texts, kept.texts)
    row.unsigned = [*unsigned(book, kept, names)]
    facts = facts_of_post(kept, {})
    row.closed_to = closed_to(kept, kept.eyes, facts)
    speak_of_forecasts(row, kept, kept.eyes, spoken)
    if line is None:
        return row
    row.said_by, row.said_at = names.get(line.said_by_id, ""), line.said_at
    row.changed_since = not kept.is_as(line.kept_as)
    row.verdict = line.verdict
    if spoken is None:
        return row
    row.problems = [*spoken.row.problems, *row.problems]
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
