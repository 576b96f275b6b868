"""A return that is signed or withdrawn: what was said, which nothing judges any more."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from regions.actions.returns.book import Book
from regions.actions.returns.judging.closing import CLOSES_ON
from regions.actions.returns.kept import KeptPost
from regions.models import ReturnLine

from .corrected import names_of
from .forecasts import speak_of_forecasts
from .words import TO_CONFIRM, Stated, Verdict


def past(book: Book) -> Iterator[Stated]:
    """A return that is over: the posts as they are kept on its day, with what was said of each in its last revision."""
    names = names_of(book)
    new = {line.ref.casefold(): line for line in book.new_lines}
    kept_ids = {line.post_id for line in book.lines} & book.posts.keys()
    for key, kept in book.posts.items():
        line = book.line_of.get(key) or new.pop(kept.post.ref.casefold(), None)
        yield past_post(kept, line, names)
    closed = [line for line in book.line_of.values() if line.post_id not in kept_ids]
    titles = {post.pk: post for post in book.kept.posts.values()}
    for line in [*closed, *new.values()]:
        post = titles.get(line.post_id)
        title = post.title if post else line.said.get("title", "")
        yield Stated(post, line, line.ref, title, line.verdict, {}, dict(line.said), line.said.get(CLOSES_ON.name, ""))


def past_post(kept: KeptPost, line: ReturnLine | None, names: dict[Any, str]) -> Stated:
    row = Stated(kept.post, line, kept.post.ref, kept.post.title, TO_CONFIRM, kept.texts, kept.texts)
    speak_of_forecasts(row, kept, kept.eyes, None)
    if line is not None:
        row.verdict, row.closes_on = line.verdict, line.said.get(CLOSES_ON.name, "")
        row.said = kept.texts | {name: text for name, text in line.said.items() if name != CLOSES_ON.name}
        row.said_by, row.said_at = names.get(line.said_by_id, ""), line.said_at
        if line.verdict == Verdict.CHANGED and not line.said:
            row.verdict = Verdict.CONFIRMED.value  # of a forecast, which not everybody may know
    return row
