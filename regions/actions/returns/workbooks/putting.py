"""Storing what many lines are to say, in a few statements however many there are."""

from __future__ import annotations

from collections.abc import Iterable

from regions.actions.returns.book import Book
from regions.actions.returns.saying.lines import Words
from regions.models import ReturnForecast, ReturnLine
from talentboard.clock import now

FIELDS = ["verdict", "said", "ref", "kept_as", "version", "said_by", "said_at"]


def put_all(book: Book, words: Iterable[Words]) -> None:
    """Put all of it in the place of what the lines say; what they say already is left alone."""
    anew = [one for one in words if not one.is_said(book)]
    lines = [spoken(book, one) for one in anew]
    ReturnLine.objects.bulk_create([line for line in lines if line.is_new])
    ReturnLine.objects.bulk_update([line for line in lines if not line.is_new], FIELDS)
    replaced = {(line.pk, kind) for line, one in zip(lines, anew, strict=True) for kind in one.settled}
    before = ReturnForecast.objects.filter(line__in=lines)
    ReturnForecast.objects.filter(
        pk__in=[one.pk for one in before if (one.line_id, one.confidential) in replaced]
    ).delete()
    ReturnForecast.objects.bulk_create(
        [
            ReturnForecast(line=line, confidential=kind, said_by=book.by, **said)
            for line, one in zip(lines, anew, strict=True)
            for kind, said in one.forecasts.items()
        ]
    )


def spoken(book: Book, words: Words) -> ReturnLine:
    """The line with its new words, not stored yet."""
    present = words.present(book)
    line = present or ReturnLine(
        of=book.one, revision=book.one.revision, post=words.kept.post if words.kept else None, version=0
    )
    line.is_new = present is None
    line.verdict, line.said, line.ref = words.verdict, words.said, words.ref
    line.kept_as = words.kept.kept_as if words.kept else ""
    line.version, line.said_by, line.said_at = line.version + 1, book.by, now()
    return line
