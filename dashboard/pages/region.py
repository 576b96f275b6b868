"""The page of a region (or the nation): what it says, in the order it says it."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from dashboard.charts.picture import Pictures
from dashboard.focus import Focus
from dashboard.pages.figure_tables import choice_table, cover_table, demand_table, gap_table
from dashboard.pages.returns import Known, returns_finding, returns_table
from dashboard.pages.table import Table
from dashboard.sentences.findings import choice_finding, cover_finding, demand_finding, gap_finding
from dashboard.sentences.headlines import Figures, Headline, at, critical_posts, headlines, number
from dashboard.sentences.names import ALL, label_of
from dashboard.sentences.sentence import Finding
from dashboard.sentences.trust import Trust, trust
from talentboard.nhs.words import between, capital, clock, count, long_day, percent, plural, rate_of, whole


@dataclass(frozen=True)
class Source:
    """Which figures: of where, as of when, made when (in London), in which edition, kept under which number."""

    place: str
    as_of: dt.date
    made_at: dt.datetime
    edition: str
    snapshot: str


@dataclass(frozen=True)
class Section:
    """A finding, its picture (None where there is nothing to draw) and its table."""

    key: str
    jump: str
    finding: Finding
    table: Table
    query: str
    pictures: Pictures | None = None

    @property
    def opens(self) -> bool:
        """The table stands open: the gap's on wide screens, and every one whose picture is not there."""
        return self.key == "gap" or self.pictures is None

    @property
    def csv(self) -> str:
        """Where the table is as CSV, from the page's own address."""
        return f"figures/{self.key}.csv{self.query}"

    @property
    def excel(self) -> str:
        """Where the table is as a workbook."""
        return f"figures/{self.key}.xlsx{self.query}"


@dataclass(frozen=True)
class RegionPage:
    """Everything the template prints, formatted. `query`: the filter and the snapshot, as an address holds them."""

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
    returns: Section | None
    query: str

    @property
    def is_filtered(self) -> bool:
        """Not everything is looked at."""
        return not self.focus.is_everything

    @property
    def every_section(self) -> tuple[Section, ...]:
        """The sections in the order of the page."""
        return (*self.sections, self.returns) if self.returns else self.sections

    @property
    def everything(self) -> str:
        """Where the same figures are, not filtered."""
        return query(Focus(), self.source.snapshot)

    @property
    def dates(self) -> str:
        """Where figures of other days are."""
        return "dates/"

    @property
    def jumps(self) -> list[tuple[str, str]]:
        """Links to the sections."""
        return [(section.jump, f"#{section.key}") for section in self.every_section]

    @property
    def careful(self) -> Headline | None:
        """The sentence that carries the tag *Treat with care*."""
        place = self.trust.careful
        return None if place is None else (self.lead, *self.findings)[place]


def region_page(
    figures: Figures,
    focus: Focus,
    source: Source,
    *,
    organisations: Mapping[str, Known] | None = None,
    pictures: Mapping[str, Pictures] | None = None,
) -> RegionPage:
    """The page of what is looked at.

    figures: measure -> its stored rows, of the slice `critical` where the focus is on critical posts, but choice and
        quality always of all
    organisations: by their code, for the section on returns; left out where nothing is known of any
    pictures: by the key of their section
    """
    said = headlines(figures, focus, place=source.place)
    return RegionPage(
        source=source,
        focus=focus,
        title=title(source.place, focus),
        made=f"made {long_day(source.made_at)} at {clock(source.made_at)}",
        covers=_covers(figures, focus),
        confidential=_confidential(source.edition),
        lead=said[0],
        findings=tuple(said[1:]),
        trust=trust(figures, focus, said),
        key_figures=_key_figures(figures, focus),
        sections=_sections(figures, focus, source, pictures or {}),
        returns=_returns(figures, focus, source, organisations or {}),
        query=query(focus, source.snapshot),
    )


def title(place: str, focus: Focus) -> str:
    """ "East: demand and supply of senior leaders"; filtered: "East: digital posts"."""
    return f"{place}: demand and supply of senior leaders" if focus.is_everything else f"{place}: {focus.posts}"


def query(focus: Focus, snapshot: str) -> str:
    """The filter as an address holds it: "?role_family=digital&snapshot=...", always with the same figures."""
    held = {"role_family": focus.role_family, "level": focus.level}
    chosen = {name: value for name, value in held.items() if value != ALL}
    critical = {"critical": "yes"} if focus.critical else {}
    return f"?{urlencode({**chosen, **critical, 'snapshot': snapshot})}"


def _covers(figures: Figures, focus: Focus) -> str:
    """ "All role families, all levels, 25 organisations"."""
    family, level = label_of("role_family", focus.role_family), label_of("level", focus.level)
    said = [family, level[:1].lower() + level[1:]]
    if focus.critical:
        said.append("critical posts")
    organisations = sum(row["organisation"] != ALL for row in figures["quality"])
    return ", ".join([*said, plural(organisations, "organisation")])


def _confidential(edition: str) -> str:
    if edition == "open":
        return "Leaves out what organisations have marked confidential."
    return "Counts what organisations have marked confidential, which most readers of this page do not see."


def _key_figures(figures: Figures, focus: Focus) -> tuple[tuple[str, str, str], ...]:
    rows = focus.total(figures["posts"])
    posts, opened, vacant = (number(rows, column) for column in ("posts", "open", "vacant"))
    organisations = sum(row["organisation"] != ALL for row in figures["quality"])
    year = at(figures["demand"], focus, "0-1")
    low, high = int(year.get("low") or 0), int(year.get("high") or 0)
    ready = int(at(figures["supply"], focus, "now").get("supply") or 0)
    rungs = critical_posts(figures, focus)
    critical = sum(rungs.values())
    within = f"in {plural(organisations, 'organisation')}" if focus.is_everything else ""
    return (
        (capital(focus.posts), count(posts), within),
        (
            "Open now",
            count(opened),
            f"{rate_of(opened, posts)}. Vacant alone: {count(vacant)} ({_rate(vacant, posts)})",
        ),
        (
            "Expected within a year",
            count(whole(year.get("demand_expected") or 0)),
            f"80% interval {between(low, high)}",
        ),
        ("Ready now", count(ready), "people in pools, each counted once"),
        (
            "Critical posts with nobody",
            count(rungs["none"]),
            rate_of_whole(rungs["none"], critical) if critical else "no post is marked critical",
        ),
    )


def rate_of_whole(part: int, of: int) -> str:
    """ "18% of 78"."""
    return f"{percent(part, of)} of {count(of)}"


def _rate(part: int, of: int) -> str:
    return percent(part, of, places=1)


def _sections(figures: Figures, focus: Focus, source: Source, pictures: Mapping[str, Pictures]) -> tuple[Section, ...]:
    def address(narrowed: Focus) -> str:
        return query(narrowed, source.snapshot)

    own = query(focus, source.snapshot)
    rows = (
        ("gap", "Where the gap is", gap_finding, gap_table(figures, focus, address=address)),
        ("choice", "Who could step in", choice_finding, choice_table(figures, focus)),
        ("cover", "Could we fill them?", cover_finding, cover_table(figures, focus)),
        ("demand", "How sure we are", demand_finding, demand_table(figures, focus)),
    )
    return tuple(
        Section(key, jump, finding(figures, focus), table, own, pictures.get(key)) for key, jump, finding, table in rows
    )


def _returns(figures: Figures, focus: Focus, source: Source, organisations: Mapping[str, Known]) -> Section | None:
    """How fresh the returns are; said of the whole only."""
    if not (organisations and focus.is_everything):
        return None
    table = returns_table(figures, organisations, as_of=source.as_of)
    return Section(
        "returns", "How fresh the returns are", returns_finding(figures), table, query(focus, source.snapshot)
    )
