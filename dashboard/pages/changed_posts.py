"""The page behind what has changed: the posts themselves, in a list for each thing that became of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import TYPE_CHECKING

from dashboard.pages.page import TABLE, Section, Source, query
from dashboard.pages.table import Cell, Line, Table
from dashboard.reading.focus import Focus
from dashboard.sentences.names import HORIZONS, label_of
from dashboard.sentences.sentence import Finding
from talentboard.months import add_months
from talentboard.nhs.words import long_day, noun_for, plural

if TYPE_CHECKING:
    from dashboard.changes.listing import ChangedPost

MOST_LINES = 30
ALL_OF_THEM = "changed-posts"
COLUMNS = (
    "What became of it", "Post", "Organisation", "Code", "Role family", "Level", "Since", "Forecast before",
    "Expected vacant",
)  # fmt: skip


def sections_of_changed(
    posts: Sequence[ChangedPost], focus: Focus, source: Source, *, whole: bool
) -> tuple[Section, ...]:
    """A list for each thing that became of posts, the ones that nothing became of left out.

    whole: whether days of forecasts may be seen; else their horizon alone
    """
    opened, filled = [one for one in posts if one.opened], [one for one in posts if one.filled]
    new, ended = [one for one in posts if one.newly_forecast], [one for one in posts if one.forecast_ended]
    came, went = [one for one in posts if one.came], [one for one in posts if one.went]
    kinds = (
        ("opened", opened, f"{plural(len(opened), 'post')} opened", "Open since"),
        ("filled", filled, f"{plural(len(filled), 'post')} {_were(filled)} filled", "Filled since"),
        ("newly-forecast", new, f"{plural(len(new), 'post')} {_are(new)} newly forecast to fall vacant", ""),
        ("forecast-ended", ended, f"{plural(len(ended), 'forecast')} ended without the post opening", ""),
        ("came", came, f"{plural(len(came), 'open post')} came with {noun_for(len(came), 'its', 'their')} organisation",
         "Open since"),
        ("went", went, f"{plural(len(went), 'open post')} {_are(went)} no longer a post of here", ""),
    )  # fmt: skip
    return tuple(_section(*kind, focus, source, whole=whole) for kind in kinds if kind[1])


def file_of_changed(posts: Sequence[ChangedPost], source: Source, *, whole: bool) -> Table:
    """All of them in one table, as a file."""
    rows = [
        (
            what, post.title, post.organisation, post.code, label_of("role_family", post.role_family),
            label_of("level", post.level), post.day, post.was_forecast if what in ("opened", "filled") else None,
            expected(post, source.as_of, whole=whole) if what == "newly forecast" else None,
        )
        for post in posts
        for what in what_became(post)
    ]  # fmt: skip
    return Table(ALL_OF_THEM, "Posts that changed", COLUMNS, (), file_columns=COLUMNS, file_rows=tuple(rows))


def what_became(post: ChangedPost) -> list[str]:
    """In words; a post may have been filled and be forecast again."""
    words = {
        "opened": post.opened, "filled": post.filled, "newly forecast": post.newly_forecast,
        "forecast ended": post.forecast_ended, "came": post.came, "no longer here": post.went,
    }  # fmt: skip
    return [word for word, is_so in words.items() if is_so]


def expected(post: ChangedPost, as_of: dt.date, *, whole: bool) -> str:
    """When it is expected to fall vacant: the horizon, or the day for those who may see it."""
    if post.expected is None:
        return ""
    if whole:
        return long_day(post.expected)
    bounds = ((12, "0-1"), (36, "1-3"), (60, "3-5"))
    found = (HORIZONS[slug] for months, slug in bounds if post.expected < add_months(as_of, months))
    return next(found, "After 5 years")


def _section(
    key: str, posts: Sequence[ChangedPost], title: str, since: str, focus: Focus, source: Source, *, whole: bool
) -> Section:
    last = {"opened": "Forecast before", "filled": "Forecast before", "newly-forecast": "Expected vacant"}.get(key, "")
    columns = ("Post", "Organisation", *filter(None, (since, last)))
    note = "" if len(posts) <= MOST_LINES else f"These are the first {MOST_LINES} of {len(posts)}. The file has all."
    table = Table(
        key=key,
        caption=title,
        columns=columns,
        lines=tuple(_line(key, post, since, last, source, whole=whole) for post in posts[:MOST_LINES]),
        note=note,
        stack=True,
        file_columns=(),
        file_rows=(),
    )
    return Section(key, title, Finding(title, "", ""), table, query(focus, source.snapshot), kind=TABLE)


def _line(key: str, post: ChangedPost, since: str, last: str, source: Source, *, whole: bool) -> Line:
    said = [post.organisation]
    if since:
        said.append(long_day(post.day) if post.day else "not known")
    if last == "Expected vacant":
        said.append(expected(post, source.as_of, whole=whole))
    elif last:
        said.append("Yes" if post.was_forecast else "No")
    address = f"{source.up}posts/{post.id}/?as_of={source.as_of}"
    return Line(post.title, tuple(Cell(text, number=False) for text in said), "" if key == "went" else address)


def _were(posts: Sequence[ChangedPost]) -> str:
    return noun_for(len(posts), "was", "were")


def _are(posts: Sequence[ChangedPost]) -> str:
    return noun_for(len(posts), "is", "are")
