"""The page of a region (or the nation): what it says, in the order it says it."""

from collections.abc import Mapping, Sequence

from dashboard.charts.picture import Pictures
from dashboard.pages.changes import Compared, changes_section
from dashboard.pages.figure_tables import choice_table, cover_table, demand_table, gap_table
from dashboard.pages.longest import Ready, longest_to_come
from dashboard.pages.page import Page, Section, Source, query, said_of_confidential, title
from dashboard.pages.places import Cells, places_section
from dashboard.pages.returns import Known, returns_section
from dashboard.reading.focus import Focus
from dashboard.reading.places import Place
from dashboard.sentences.findings import choice_finding, cover_finding, demand_finding, gap_finding
from dashboard.sentences.headlines import Figures, at, critical_posts, headlines, number
from dashboard.sentences.names import ALL, label_of
from dashboard.sentences.trust import late_organisations, trust
from talentboard.nhs.words import between, capital, clock, count, long_day, percent, plural, rate_of, whole


def region_page(
    figures: Figures,
    focus: Focus,
    source: Source,
    *,
    organisations: Mapping[str, Known] | None = None,
    pictures: Mapping[str, Pictures] | None = None,
    compared: Compared | None = None,
    below: tuple[Sequence[Place], Cells] = ((), {}),
) -> Page:
    """The page of what is looked at.

    figures: measure -> its stored rows, of the slice `critical` where the focus is on critical posts, but choice and
        quality always of all
    organisations: by their code, for the section on returns; left out where nothing is known of any
    pictures: by the key of their section
    compared: the figures about a quarter before, None where there are none
    below: systems, and organisations in none, with their rows
    """
    said = headlines(figures, focus, place=source.place)
    below_it = None if focus.critical else places_section(*below, focus, source)
    returns = returns_section(figures, organisations or {}, source) if focus.is_everything else None
    return Page(
        source=source,
        focus=focus,
        title=title(source.place, focus),
        made=f"made {long_day(source.made_at)} at {clock(source.made_at)}",
        covers=covers(figures, focus),
        confidential=said_of_confidential(source.edition),
        lead=said[0],
        findings=tuple(said[1:]),
        trust=trust(figures, focus, said),
        key_figures=_key_figures(figures, focus),
        sections=(
            *_sections(figures, focus, source, pictures or {}),
            longest_to_come(query(focus, source.snapshot), ready_now(figures)),
            changes_section(figures, compared, focus, source),
            *(section for section in (below_it, returns) if section),
        ),
        query=query(focus, source.snapshot),
        late=late_address(figures, focus, source),
    )


def ready_now(figures: Figures) -> Ready:
    """People of the region ready now, by role family and level."""
    return {
        (str(row["role_family"]), str(row["level"])): int(row["supply"])
        for row in figures["supply"]
        if row["horizon"] == "now"
    }


def covers(figures: Figures, focus: Focus) -> str:
    """ "All role families, all levels, 25 organisations"."""
    organisations = sum(row["organisation"] != ALL for row in figures["quality"])
    return f"{covers_posts(focus)}, {plural(organisations, 'organisation')}"


def covers_posts(focus: Focus) -> str:
    """ "All role families, all levels", "Digital, all levels, critical posts"."""
    family, level = label_of("role_family", focus.role_family), label_of("level", focus.level)
    said = [family, level[:1].lower() + level[1:]]
    return ", ".join([*said, "critical posts"] if focus.critical else said)


def late_address(figures: Figures, focus: Focus, source: Source) -> str:
    """Where the late organisations are listed: on this page, or on the same one not filtered; empty without any."""
    if not late_organisations(figures):
        return ""
    return "#returns" if focus.is_everything else f"{query(Focus(), source.snapshot)}#returns"


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
        Section(key, jump, finding(figures, focus), table, own, pictures.get(key), half=key in ("choice", "cover"))
        for key, jump, finding, table in rows
    )
