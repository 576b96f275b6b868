"""The posts open longest: posts to ask about. Read as they are kept now, for whoever may read posts."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from dashboard.pages.page import LIVE, Section, Source, query
from dashboard.pages.table import Cell, Line, Table
from dashboard.reading.focus import Focus
from dashboard.sentences.names import ALL
from dashboard.sentences.sentence import Finding
from dashboard.sentences.trust import FRESH_DAYS
from talentboard.months import add_months
from talentboard.nhs.words import count, long_day, noun_for, plural

if TYPE_CHECKING:
    from regions.posts.open_longest import OpenPost

SHOWN = 5
BEGINS, ENDS = "<!-- posts open longest:", "-->"
"""Between these stand, in a kept body, the people ready now: where the section goes once it is known who reads it."""
NOT_YOURS = "Which posts these are is for those who may read posts."
Ready = Mapping[tuple[str, str], int]
"""(role family, level) -> people of the region ready now for posts of that kind."""


def longest_to_come(own: str, ready: Ready) -> Section:
    """Where the posts open longest will stand, with what the figures say of people."""
    people = " ".join(f"{family}/{level}={number}" for (family, level), number in sorted(ready.items()) if number)
    marker = f"{BEGINS} {people} {ENDS}"
    return Section("longest", "Open longest", Finding("", "", ""), None, own, kind=LIVE, marker=marker)


def parted(body: str) -> tuple[str, Ready, str]:
    """A body before and behind the place of the posts open longest, and what stands there of people."""
    before, _, rest = body.partition(BEGINS)
    people, _, after = rest.partition(ENDS)
    found = (re.split("[/=]", one) for one in people.split())
    return before, {(family, level): int(number) for family, level, number in found}, after


def longest_section(
    posts: Sequence[OpenPost] | None, focus: Focus, source: Source, *, narrowed: str, ready: Ready | None
) -> Section:
    """The first few, and the way on to all of them.

    posts: the longest open first; None where the reader may not read posts
    narrowed: the system or organisation of the page, as the list of posts takes it
    ready: None below a region, where nothing is said of people
    """
    own = query(focus, source.snapshot)
    if posts is None:
        return Section("longest", "Open longest", Finding("Posts open longest", NOT_YOURS, ""), None, own, kind=LIVE)
    finding = longest_finding(posts[:SHOWN], focus, day=source.as_of)
    table = longest_table(posts, source, ready) if posts else None
    every = posts[0].every if posts else 0
    link = (f"All {plural(every, 'open post')}", f"{source.up}posts/{_asked(focus, narrowed, source.as_of)}")
    return Section("longest", "Open longest", finding, table, own, kind=LIVE, links=(link,) if every > SHOWN else ())


def longest_finding(posts: Sequence[OpenPost], focus: Focus, *, day: dt.date) -> Finding:
    """For how long: "5 posts have been open for more than 8 months"."""
    note = (
        f"Open means vacant, or held by an interim or acting person. As kept today for {long_day(day)}; the other "
        "figures are those of the snapshot."
    )
    if not posts:
        return Finding(f"No {focus.kind} post is open", note, "")
    known = [months_between(post.since, day) for post in posts if post.since]
    months = max((known or [0])[-1], 1)
    long = sum(one >= months for one in known)
    if not long:
        return Finding("No post has been open for more than a month", note, "")
    than = "a month" if months == 1 else f"{count(months)} months"
    return Finding(f"{plural(long, 'post')} {noun_for(long, 'has', 'have')} been open for more than {than}", note, "")


def months_between(since: dt.date, day: dt.date) -> int:
    """The greatest number of calendar months of which more have passed."""
    months = (day.year - since.year) * 12 + day.month - since.month
    while months > 0 and add_months(since, months) >= day:
        months -= 1
    return max(months, 0)


def longest_table(posts: Sequence[OpenPost], source: Source, ready: Ready | None, *, shown: int = SHOWN) -> Table:
    """One row a post; the page has the first few (`shown`), the file all that are given."""
    columns = ("Post", "Organisation", "Held by", "Open since", "Days open")
    of_people = () if ready is None else (f"People in {source.place} ready now for this kind of post",)
    most = max((_days(post, source) or 0 for post in posts), default=0)
    return Table(
        key="longest",
        caption="Posts open longest",
        columns=(*columns, *of_people),
        lines=tuple(_line(post, source, ready, most) for post in posts[:shown]),
        note="" if ready is None else "People are those of all pools of the region for the role family and level; "
        "who could take a certain post is not worked out.",
        stack=True,
        file_columns=("Post", "Organisation", "Code", "Held by", "Open since", "Days open", "Days since the return"),
        file_rows=tuple(
            (
                post.title, post.organisation, post.code, post.held_by, post.since, _days(post, source),
                post.return_age,
            )
            for post in posts
        ),
    )  # fmt: skip


def _line(post: OpenPost, source: Source, ready: Ready | None, most: int) -> Line:
    days = _days(post, source)
    late = post.return_age is None or post.return_age > FRESH_DAYS
    cells = [
        Cell(post.organisation, "late return" if late else "", number=False),
        Cell(post.held_by, number=False),
        Cell(long_day(post.since) if post.since else "not known", number=False),
        Cell("n/a" if days is None else count(days), bar=(days, most) if days else None),
    ]
    if ready is not None:
        people = ready.get((post.role_family, post.level), 0)
        cells.append(Cell(count(people) if people else "Nobody"))
    return Line(post.title, tuple(cells), f"{source.up}posts/{post.id}/?as_of={source.as_of}")


def _days(post: OpenPost, source: Source) -> int | None:
    return (source.as_of - post.since).days if post.since else None


def _asked(focus: Focus, narrowed: str, day: dt.date) -> str:
    """The list of posts, narrowed down to those that are open, on the day."""
    chosen = {"role_family": focus.role_family, "level": focus.level}
    said = [f"{name}={value}" for name, value in chosen.items() if value != ALL]
    critical = ["critical=yes"] if focus.critical else []
    return "?" + "&".join([*([narrowed] if narrowed else []), *said, *critical, "state=open", f"as_of={day}"])
