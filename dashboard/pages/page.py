"""What a page of figures is made of: where its figures come from, its sections, and the page itself."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlencode

from dashboard.charts.picture import Pictures
from dashboard.pages.table import Table
from dashboard.reading.focus import Focus
from dashboard.sentences.headlines import Headline
from dashboard.sentences.names import ALL
from dashboard.sentences.sentence import Finding, Sentence
from dashboard.sentences.trust import Trust

CHART, TABLE, CHANGES, LIVE = "chart", "table", "changes", "live"


@dataclass(frozen=True)
class Source:
    """Which figures: of where, as of when, made when (in London), in which edition, kept under which number.

    up: the way from the page's address to its region's
    """

    place: str
    as_of: dt.date
    made_at: dt.datetime
    edition: str
    snapshot: str
    up: str = ""


@dataclass(frozen=True)
class Section:
    """A finding, its picture (None where there is nothing to draw) and its table.

    kind: `chart`: a picture over a table to open; `table`: a table alone; `changes`: two tables beside sentences;
    `live`: read for each reader, so without a table here. half: stands beside another.
    more: a second table; aside: sentences beside it; links: further ways on, as (words, address)
    """

    key: str
    jump: str
    finding: Finding
    table: Table | None
    query: str
    pictures: Pictures | None = None
    kind: str = CHART
    half: bool = False
    more: Table | None = None
    aside: tuple[Sentence, ...] = ()
    links: tuple[tuple[str, str], ...] = ()
    marker: str = ""

    @property
    def opens(self) -> bool:
        """The table stands open: the gap's on wide screens, and every one whose picture is not there."""
        return self.key == "gap" or self.pictures is None

    @property
    def tables(self) -> list["Downloadable"]:
        """Its tables, each with where it is as a file."""
        return [Downloadable(table, self.query) for table in (self.table, self.more) if table]


@dataclass(frozen=True)
class Downloadable:
    """A table and where it is as a file, from the page's own address."""

    table: Table
    query: str

    @property
    def csv(self) -> str:
        """As CSV."""
        return f"figures/{self.table.key}.csv{self.query}"

    @property
    def excel(self) -> str:
        """As a workbook."""
        return f"figures/{self.table.key}.xlsx{self.query}"


@dataclass(frozen=True)
class Page:
    """Everything the template prints, formatted. `query`: the filter and the snapshot, as an address holds them.

    late: where the organisations with late returns are listed; empty where there are none
    """

    source: Source
    focus: Focus
    title: str
    made: str
    covers: str
    confidential: str
    lead: Headline
    findings: tuple[Headline, ...]
    trust: Trust
    key_figures: tuple[tuple[str, str, str], ...]
    sections: tuple[Section, ...]
    query: str
    late: str = ""
    posts: str = ""

    @property
    def is_filtered(self) -> bool:
        """Not everything is looked at."""
        return not self.focus.is_everything

    @property
    def is_of_a_place(self) -> bool:
        """It is of a system or an organisation."""
        return bool(self.posts)

    @property
    def bands(self) -> Iterator[tuple[Section, ...]]:
        """The sections in the order of the page, those of half a width two by two."""
        waiting: list[Section] = []
        for section in self.sections:
            if waiting and not (section.half and waiting[-1].half and len(waiting) == 1):
                yield tuple(waiting)
                waiting = []
            waiting.append(section)
        if waiting:
            yield tuple(waiting)

    @property
    def everything(self) -> str:
        """Where the same figures are, not filtered."""
        return query(Focus(), self.source.snapshot)

    @property
    def dates(self) -> str:
        """Where figures of other days are."""
        return f"{self.source.up}dates/"

    @property
    def over_time(self) -> str:
        """Where the posts open of what is looked at are compared over time."""
        return f"{self.source.up}compare/{query(Focus(self.focus.role_family, self.focus.level), self.source.snapshot)}"

    @property
    def quality(self) -> str:
        """Where is said what is stale, overdue, missing or not signed, organisation by organisation."""
        return f"{self.source.up}quality/?snapshot={self.source.snapshot}"

    @property
    def jumps(self) -> list[tuple[str, str]]:
        """Links to the sections."""
        return [(section.jump, f"#{section.key}") for section in self.sections]

    @property
    def careful(self) -> Headline | None:
        """The sentence that carries the tag *Treat with care*."""
        place = self.trust.careful
        return None if place is None else (self.lead, *self.findings)[place]

    def table(self, key: str) -> Table | None:
        """The table of that name."""
        every = [one.table for section in self.sections for one in section.tables]
        return next((table for table in every if table.key == key), None)


def query(focus: Focus, snapshot: str) -> str:
    """The filter as an address holds it: "?role_family=digital&snapshot=...", always with the same figures."""
    held = {"role_family": focus.role_family, "level": focus.level}
    chosen = {name: value for name, value in held.items() if value != ALL}
    critical = {"critical": "yes"} if focus.critical else {}
    return f"?{urlencode({**chosen, **critical, 'snapshot': snapshot})}"


def title(place: str, focus: Focus, whole: str = "demand and supply of senior leaders") -> str:
    """ "East: demand and supply of senior leaders"; filtered: "East: digital posts"."""
    return f"{place}: {whole}" if focus.is_everything else f"{place}: {focus.posts}"


def said_of_confidential(edition: str) -> str:
    """What is said of confidential forecasts, on every page of figures and in every file."""
    if edition == "open":
        return "Leaves out what organisations have marked confidential."
    return "Counts what organisations have marked confidential, which most readers of this page do not see."
