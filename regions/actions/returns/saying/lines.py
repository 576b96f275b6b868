"""Speaking of a return's posts: confirm, say what is different, close, take back. All of it is saved as typed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from regions import policies
from regions.actions.import_return.sheets import POSTS
from regions.actions.returns.book import Book, opened, posts_here, taken, written_by
from regions.actions.returns.judging.closing import CLOSES_ON
from regions.actions.returns.judging.differences import differences
from regions.actions.returns.kept import COLUMNS, KINDS, KeptPost
from regions.models import Post, Return, ReturnForecast, ReturnLine
from talentboard.access import NotAllowed, Permission
from talentboard.audit import Event, record
from talentboard.clock import now
from talentboard.sheets.typed import add_typed, typed

from .foretelling import Foretold, eyes_on_new, facts_of_post, sayable, to_store
from .texts import cleaned

Verdict = ReturnLine.Verdict


class SaidMeanwhile(NotAllowed):
    """Somebody else has spoken of the same post meanwhile. line: what they said; none where they took it back."""

    def __init__(self, line: ReturnLine | None) -> None:
        super().__init__("Somebody else has said something of this post meanwhile. Look at what they said first.")
        self.line = line


@transaction.atomic
def confirm(one: Return, posts: Iterable[Post], *, by: Any) -> list[ReturnLine]:
    """Say of posts that they are as they are kept. Those already spoken of are left alone, but a confirmed one that has
    changed since is confirmed anew. Returns the lines that are new or anew."""
    book = written_in(one, by=by)
    new, again = [], []
    for kept in posts_here(book, [post.pk for post in posts]):
        line = book.line_of.get(kept.post.pk)
        if line is None:
            new.append(confirmed(book, kept))
        elif line.verdict == Verdict.CONFIRMED and not kept.is_as(line.kept_as):
            line.kept_as, line.version, line.said_by, line.said_at = kept.kept_as, line.version + 1, by, now()
            again.append(line)
    ReturnLine.objects.bulk_create(new)
    ReturnLine.objects.bulk_update(again, ["kept_as", "version", "said_by", "said_at"])
    if new or again:
        record(Event.RETURN_WRITTEN, about=book.one, by=by)
    return [*new, *again]


@transaction.atomic
def confirm_rest(one: Return, *, by: Any) -> int:
    """Confirm every post that nothing has been said of. Returns how many there were."""
    book = written_in(one, by=by)
    new = [confirmed(book, kept) for key, kept in book.posts.items() if key not in book.line_of]
    ReturnLine.objects.bulk_create(new)
    if new:
        record(Event.RETURN_WRITTEN, about=book.one, by=by)
    return len(new)


@transaction.atomic
def say(
    one: Return,
    *,
    post: Post | None = None,
    line: ReturnLine | None = None,
    said: Mapping[str, str],
    forecasts: Foretold | None = None,
    version: int | None = None,
    by: Any,
) -> ReturnLine:
    """Keep what was typed of a post, of a line, or (without either) of a new post, whether or not it can be read.

    said: text by column; a column that is left out is as kept, or for a new post blank. forecasts: by kind (False open,
    True confidential) the texts, or None for no such forecast; a kind that is left out is as kept; none at all: as said
    before. version: that of the line somebody looked at; none where there was none. A post of which nothing is said
    otherwise becomes confirmed.
    Raises SaidMeanwhile for another version, NotAllowed for forecasts of which this person may say nothing.
    """
    book = written_in(one, by=by)
    present = line_now(book, post=post, line=line)
    post_id = post.pk if post else present.post_id if present else None
    kept = posts_here(book, [post_id])[0] if post_id else None
    words = words_of(book, kept, present, said, forecasts)
    if present is not None and version is None and line is not None:
        version = line.version
    return put(book, words, present, version=version)


@transaction.atomic
def close_post(one: Return, post: Post, *, closes_on: str, version: int | None = None, by: Any) -> ReturnLine:
    """Say that a post closes. closes_on: the first day on which there is no such post, as typed. Raises as `say`."""
    book = written_in(one, by=by)
    kept = posts_here(book, [post.pk])[0]
    settled = sayable(kept, kept.eyes, facts_of_post(kept, {}))
    said = cleaned({CLOSES_ON.name: closes_on}, [CLOSES_ON.name])
    words = Words(kept, Verdict.CLOSING, said, kept.post.ref, {}, settled)
    return put(book, words, line_now(book, post=post, line=None), version=version)


@transaction.atomic
def take_back(line: ReturnLine, *, version: int, by: Any) -> None:
    """Nothing is said of the post any more: it is to confirm again, and a new one is gone. Raises SaidMeanwhile."""
    book = written_in(line.of, by=by)
    present = next((one for one in book.lines if one.pk == line.pk), None)
    if present is None or present.version != version:
        raise SaidMeanwhile(present)
    present.delete()
    record(Event.RETURN_WRITTEN, about=book.one, by=by)


@dataclass
class Words:
    """What a line is to say. forecasts: what is to be stored by kind; settled: the kinds that it decides at all."""

    kept: KeptPost | None
    verdict: str
    said: dict[str, str]
    ref: str
    forecasts: dict[bool, dict[str, Any]]
    settled: list[bool]

    def present(self, book: Book) -> ReturnLine | None:
        """The line that there is of this post; of a new one, that of the same reference."""
        if self.kept is not None:
            return book.line_of.get(self.kept.post.pk)
        return next((line for line in book.new_lines if line.ref == self.ref), None)

    def is_said(self, book: Book) -> bool:
        """Whether the return says just this already, of the post as it is kept now."""
        line = self.present(book)
        kept_as = self.kept.kept_as if self.kept else ""
        return line is not None and line.kept_as == kept_as and self.is_said_by(line)

    def is_said_by(self, line: ReturnLine) -> bool:
        """Whether the line says just this already."""
        stored = {one["confidential"]: one for one in line.on_forecasts if one["confidential"] in self.settled}
        same_forecasts = {kind: (one["said"], one["is_none"]) for kind, one in stored.items()} == {
            kind: (one["said"], one["is_none"]) for kind, one in self.forecasts.items()
        }
        return same_forecasts and (line.verdict, line.said, line.ref) == (self.verdict, self.said, self.ref)


def written_in(one: Return, *, by: Any) -> Book:
    """The return, locked, for somebody who writes in it now."""
    one = taken(one, Permission.KEEP_RETURN, by=by)
    policies.can_write(one)
    written_by(one, by=by)
    return opened(one, by=by)


def confirmed(book: Book, kept: KeptPost) -> ReturnLine:
    return ReturnLine(
        of=book.one,
        revision=book.one.revision,
        post=kept.post,
        ref=kept.post.ref,
        verdict=Verdict.CONFIRMED,
        kept_as=kept.kept_as,
        said_by=book.by,
    )


def line_now(book: Book, *, post: Post | None, line: ReturnLine | None) -> ReturnLine | None:
    """The line as it is now. Raises SaidMeanwhile where it has been taken back."""
    if line is None:
        return book.line_of.get(post.pk) if post else None
    present = next((one for one in book.lines if one.pk == line.pk), None)
    if present is None:
        raise SaidMeanwhile(None)
    return present


def words_of(
    book: Book,
    kept: KeptPost | None,
    present: ReturnLine | None,
    said: Mapping[str, str],
    forecasts: Foretold | None,
) -> Words:
    """What was typed, as a line stores it. Raises NotAllowed as to_store does."""
    texts = cleaned(said, COLUMNS)
    if kept is None:
        before = present.said if present else dict.fromkeys(COLUMNS, "")
        texts = before | texts
        facts = facts_of_post(None, texts)
        eyes = eyes_on_new(book.one, book.by, facts)
        ref = " ".join(texts["post_ref"].split())[:40]
    else:
        texts = kept.texts | texts | {"post_ref": kept.post.ref}
        texts = {} if is_as_kept(texts, kept) else texts
        facts, eyes, ref = facts_of_post(kept, {}), kept.eyes, kept.post.ref
    settled = sayable(kept, eyes, facts)
    told = before_of(present, settled if kept else KINDS) if forecasts is None else forecasts
    stored = to_store(kept, eyes, facts, told)
    verdict = Verdict.NEW if kept is None else Verdict.CHANGED if texts or stored or others(present, settled) else None
    return Words(kept, verdict or Verdict.CONFIRMED, texts, ref, stored, settled)


def before_of(present: ReturnLine | None, kinds: Iterable[bool]) -> dict[bool, dict[str, str] | None]:
    """What the line said of forecasts of these kinds until now."""
    said = {one["confidential"]: one for one in (present.on_forecasts if present else ())}
    return {kind: None if said[kind]["is_none"] else said[kind]["said"] for kind in kinds if kind in said}


def others(present: ReturnLine | None, settled: list[bool]) -> bool:
    """Whether somebody else has said something of a forecast that this person may not speak of."""
    return any(one["confidential"] not in settled for one in (present.on_forecasts if present else ()))


def is_as_kept(texts: Mapping[str, str], kept: KeptPost) -> bool:
    """Whether all of it can be read and says what is kept, in whatever way it is written."""
    row = add_typed(typed(POSTS), texts, known={"organisation": ""})
    return row.reads(*COLUMNS) and not differences(row, kept.values)


def put(book: Book, words: Words, present: ReturnLine | None, *, version: int | None) -> ReturnLine:
    """Store the words: in a new line, or in the present one if its version is the one that was looked at."""
    kept_as = words.kept.kept_as if words.kept else ""
    if present is not None and words.is_said_by(present) and present.kept_as == kept_as:
        return present
    if version != (present.version if present else None):
        raise SaidMeanwhile(present)
    line = present or ReturnLine(
        of=book.one, revision=book.one.revision, post=words.kept.post if words.kept else None, version=0
    )
    is_first = present is None or present.said_by_id != book.by.pk
    line.verdict, line.said, line.ref, line.kept_as = words.verdict, words.said, words.ref, kept_as
    line.version, line.said_by, line.said_at = line.version + 1, book.by, now()
    line.save(force_insert=present is None)
    store_forecasts(book, line, words)
    if is_first:
        record(Event.RETURN_WRITTEN, about=book.one, by=book.by)
    return line


def store_forecasts(book: Book, line: ReturnLine, words: Words) -> None:
    """Put what is said of the forecasts in the place of what was said, as far as this person may speak of them."""
    before = {one.confidential: one for one in line.forecasts.filter(confidential__in=words.settled)}
    same = {
        kind
        for kind, one in before.items()
        if kind in words.forecasts and words.forecasts[kind] == {"said": one.said, "is_none": one.is_none}
    }
    line.forecasts.filter(confidential__in=[kind for kind in before if kind not in same]).delete()
    new = {kind: said for kind, said in words.forecasts.items() if kind not in same}
    ReturnForecast.objects.bulk_create(
        [ReturnForecast(line=line, confidential=kind, said_by=book.by, **said) for kind, said in new.items()]
    )
