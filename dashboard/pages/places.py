"""The way down: from a region to its systems, from a system to its organisations."""

from collections.abc import Mapping, Sequence
from typing import Any

from dashboard.pages.page import TABLE, Section, Source, query
from dashboard.pages.table import Cell, Line, Table
from dashboard.reading.focus import Focus, Row
from dashboard.reading.places import ORGANISATION, SYSTEM, Place
from dashboard.sentences.headlines import number
from dashboard.sentences.sentence import Finding
from talentboard.nhs.words import between, capital, count, decimal, noun_for, plural, rate_of

Cells = Mapping[tuple[str, str], Sequence[Row]]
"""(measure, slice) -> the rows of exactly what is looked at."""


def places_section(places: Sequence[Place], cells: Cells, focus: Focus, source: Source) -> Section | None:
    """Each of the places with posts looked at, in the order of posts open; None where there is none."""
    known = [place for place in places if cells.get(("posts", place.slice))]
    if not known:
        return None
    order = sorted(known, key=lambda place: (-_open(cells, place), -_posts(cells, place), place.name.casefold()))
    kinds = {place.kind for place in known}
    what, head = (
        ("Systems", "System")
        if kinds == {SYSTEM}
        else ("Organisations", "Organisation")
        if kinds == {ORGANISATION}
        else ("Systems and organisations", "System, or organisation")
    )
    own = query(focus, source.snapshot)
    table = Table(
        key="places",
        caption=f"{what}: {focus.posts}",
        columns=(head, capital(focus.posts), "Open now", "Expected within a year", "Posts on late returns"),
        lines=tuple(_line(place, cells, f"{source.up}{place.address}{own}") for place in order),
        stack=True,
        file_columns=(
            "Kind", "Code", "Name", "Posts", "Vacant", "Covered", "Open", "Expected within a year", "Low (80%)",
            "High (80%)", "Posts on late returns",
        ),
        file_rows=tuple(_file_row(place, cells) for place in order),
    )  # fmt: skip
    return Section("places", what, places_finding(order, cells, what), table, own, kind=TABLE)


def places_finding(order: Sequence[Place], cells: Cells, what: str) -> Finding:
    """Where most posts are open: "8 of 39 open posts are in Suffolk and North East Essex"."""
    opened = sum(_open(cells, place) for place in order)
    note = f"Each leads to its own page. In the order of posts open. {_note(order)}".strip()
    if not opened:
        return Finding(f"No post is open in any of {plural(len(order), 'place')}", note, "")
    most = _open(cells, order[0])
    if sum(_open(cells, place) == most for place in order) > 1:
        where = sum(_open(cells, place) > 0 for place in order)
        return Finding(f"{count(opened)} open posts are spread over {count(where)} {what.lower()}", note, "")
    if len(order) == 1 or most == opened:
        every = f"All {count(opened)} open posts are" if opened > 1 else "The only open post is"
        return Finding(f"{every} in {_in_words(order[0])}", note, "")
    return Finding(
        f"{count(most)} of {count(opened)} open posts {noun_for(most, 'is', 'are')} in {_in_words(order[0])}", note, ""
    )


def _in_words(place: Place) -> str:
    """Inside a sentence."""
    return f"the system of {place.name}" if place.kind == SYSTEM else place.name


def _note(order: Sequence[Place]) -> str:
    alone = sum(place.kind == ORGANISATION for place in order)
    if not alone or alone == len(order):
        return ""
    return f"{plural(alone, 'organisation')} {noun_for(alone, 'is', 'are')} in no system."


def _row(cells: Cells, measure: str, place: Place, horizon: str = "") -> Mapping[str, Any]:
    rows = cells.get((measure, place.slice), ())
    return next((row for row in rows if not horizon or row["horizon"] == horizon), {})


def _open(cells: Cells, place: Place) -> int:
    return int(_row(cells, "posts", place).get("open") or 0)


def _posts(cells: Cells, place: Place) -> int:
    return int(_row(cells, "posts", place).get("posts") or 0)


def late_posts(trust: Sequence[Row]) -> int:
    """The posts that rest on late returns."""
    return number(trust, "posts") - number(trust, "posts_fresh")


def _line(place: Place, cells: Cells, address: str) -> Line:
    year = _row(cells, "demand", place, "0-1")
    posts, opened = _posts(cells, place), _open(cells, place)
    late = late_posts(cells.get(("trust", place.slice), ()))
    expected = float(year.get("demand_expected") or 0)
    low, high = int(year.get("low") or 0), int(year.get("high") or 0)
    return Line(
        place.name,
        (
            Cell(count(posts)),
            Cell(count(opened), rate_of(opened, posts) if opened else ""),
            Cell(decimal(expected) if expected else "0", f"80% interval {between(low, high)}" if high else ""),
            Cell(f"{count(late)} of {count(posts)}" if late else "0"),
        ),
        address,
    )


def _file_row(place: Place, cells: Cells) -> tuple[object, ...]:
    posts, year = _row(cells, "posts", place), _row(cells, "demand", place, "0-1")
    counted = [int(posts.get(name) or 0) for name in ("posts", "vacant", "covered", "open")]
    spread = [float(year.get("demand_expected") or 0), *(int(year.get(name) or 0) for name in ("low", "high"))]
    return (
        place.kind, place.code, place.name, *counted, *spread, late_posts(cells.get(("trust", place.slice), ())),
    )  # fmt: skip
