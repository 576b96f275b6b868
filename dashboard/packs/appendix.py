"""The appendix: the tables behind the figures, by system, by organisation, and by role family and level."""

from __future__ import annotations

from collections.abc import Iterator

from dashboard.packs.content import Part, on_paper
from dashboard.packs.material import Material, Written
from dashboard.pages.figure_tables import cover_table, gap_table
from dashboard.pages.place_tables import demand_table_of_place, posts_table
from dashboard.pages.places import Cells, places_section
from dashboard.pages.table import Table
from dashboard.reading.focus import Focus
from dashboard.reading.places import Place
from dashboard.sentences.names import ROLE_FAMILIES, label_of
from talentboard.nhs.words import count, plural

NO_PEOPLE = "Systems and organisations have posts and demand only: supply below a region would point at people."
MEASURES = ("posts", "demand", "trust")


def appendix(material: Material) -> Written:
    """Three groups of tables, each with a bookmark of its own."""
    parts = (*by_system(material), *by_organisation(material), *by_role(material))
    known = material.facts.map
    systems, organisations = plural(len(known.systems), "system"), plural(len(known.organisations), "organisation")
    title = f"The figures of {systems} and {organisations}, and of each role family by level"
    return title, NO_PEOPLE, parts


def by_system(material: Material) -> Iterator[Part]:
    """The systems side by side, then the organisations of each."""
    source, focus, map_ = material.page.source, Focus(), material.facts.map
    cells = cells_of_places(material)
    first = places_section(material.places, cells, focus, source)
    if first and first.table:
        yield Part(title="By system", note=f"{first.finding.title}. In the order of posts open.", bookmark="By system",
                   tables=(on_paper(first.table),))  # fmt: skip
    for system in map_.systems:
        inside = places_section(map_.inside(system), cells, focus, source)
        if inside and inside.table:
            yield Part(title=f"The system of {system.name}", note=f"{inside.finding.title}.",
                       tables=(on_paper(inside.table, caption=f"Organisations of {system.name}"),))  # fmt: skip


def by_organisation(material: Material) -> Iterator[Part]:
    """Each organisation: its posts by role family, and its demand."""
    is_first = True
    for place in material.facts.map.organisations:
        figures = material.of_places.get(place.slice)
        if not figures or not Focus().total(figures.get("posts", [])):
            continue
        yield Part(
            title=f"{place.name} ({place.code})",
            bookmark="By organisation" if is_first else "",
            tables=(_posts(figures, place), _demand(figures, place)),
        )
        is_first = False


def by_role(material: Material) -> Iterator[Part]:
    """Each role family: the gap of its levels, and how many of its posts the pools could fill."""
    figures, is_first = material.figures, True
    for family in ROLE_FAMILIES:
        focus = Focus(role_family=family)
        if not focus.total(figures["gap"]):
            continue
        name = label_of("role_family", family)
        gap = gap_table(figures, focus, address=lambda narrowed: "")
        tables = [on_paper(gap, caption=f"{name}: posts open or forecast, minus people ready, by level")]
        if any(row["openings"] for row in focus.total(figures["cover"])):
            tables.append(on_paper(cover_table(figures, focus), caption=f"{name}: how many posts the pools could fill"))
        yield Part(title=f"{name}: by level", bookmark="By role family and level" if is_first else "",
                   tables=tuple(tables))  # fmt: skip
        is_first = False


def cells_of_places(material: Material) -> Cells:
    """The totals of every system and organisation, as the tables of places take them."""
    focus = Focus()
    return {
        (measure, slice_): focus.total(figures.get(measure, []))
        for slice_, figures in material.of_places.items()
        for measure in MEASURES
    }


def _posts(figures, place: Place) -> Table:
    table = posts_table(figures, Focus(), address=lambda narrowed: "")
    return on_paper(table, caption=f"{place.name}: posts, and how they are held", note="")


def _demand(figures, place: Place) -> Table:
    number = count(sum(int(row["demand_count"]) for row in Focus().total(figures["demand"])))
    table = demand_table_of_place(figures, Focus())
    return on_paper(table, caption=f"{place.name}: {number} posts open or forecast within five years")
