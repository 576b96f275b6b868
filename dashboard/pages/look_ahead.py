"""The look-ahead at chairs and chief executives: its tables by region, and the list of the posts themselves."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from dashboard.pages.block import Block
from dashboard.pages.table import Cell, Line, Table
from dashboard.reading.focus import Focus, by_horizon
from dashboard.sentences.headlines import Figures, number
from dashboard.sentences.look_ahead import finding_ahead
from dashboard.sentences.names import HORIZONS, label_of, people_of
from regions.models import Horizon, State
from regions.models.quarter import Quarter
from talentboard.nhs.words import between, capital, count, decimal, rate_of

LEVELS = ("chair", "chief-executive")
KEYS = {"chair": "chairs", "chief-executive": "chief-executives"}
POSTS = "posts"
NOT_COMPUTED = "n/a"


@dataclass(frozen=True)
class Ahead:
    """A region, or England, with its full rows of `posts`, `demand` and `supply` of both levels; None without any."""

    slug: str
    name: str
    figures: Figures | None


def block_ahead(places: Sequence[Ahead], level: str, *, own: str, chart: str = "") -> Block:
    """The chart of a level in England, and its table by region. places: England first."""
    table = table_ahead(places, level)
    finding = finding_ahead(places[0].figures or {}, level)
    return Block(table.key, finding, table, f"{table.key}.csv{own}", f"{table.key}.xlsx{own}", draws=True, chart=chart)


def table_ahead(places: Sequence[Ahead], level: str) -> Table:
    """A row a region: posts, those open, those forecast in each horizon, and people ready now."""
    england, *regions = places
    whose = people_of("level", level)
    return Table(
        key=KEYS[level],
        caption=f"{capital(whose)} by region, with confidential forecasts",
        columns=("Region", "Posts", *HORIZONS.values(), "People ready now"),
        lines=tuple(Line(place.name, _cells(place, level)) for place in regions),
        total=Line(england.name, _cells(england, level)),
        note="People are members of pools for this level who are ready now.",
        file_columns=(
            "Talent board", "Level", "Posts", "When", "Posts open or forecast", "Number expected", "Low (80%)",
            "High (80%)", "People ready",
        ),
        file_rows=tuple(row for place in (*regions, england) for row in _file_rows(place, level)),
    )  # fmt: skip


def list_ahead(posts: Iterable[Any], homes: Mapping[Any, str], *, day: dt.date) -> Table:
    """The posts, the soonest first. homes: the name of each organisation's region by the organisation's id."""
    rows = [(post, homes.get(post.organisation_id, ""), when(post, day), said_of(post)) for post in posts]
    columns = ("Post", "Organisation", "Region", "Expected", "Said")
    return Table(
        key=POSTS,
        caption="Posts of chairs and chief executives, the soonest first",
        columns=columns,
        lines=tuple(
            Line(
                post.title,
                (
                    Cell(post.organisation.name, number=False),
                    Cell(home, number=False),
                    Cell(expected, number=False),
                    Cell(said, number=False),
                ),
                f"/england/posts/{post.pk}/?as_of={day}",
            )
            for post, home, expected, said in rows
        ),
        stack=True,
        file_columns=("Post", "Level", "Organisation", "Code", "Talent board", "Expected", "Said"),
        file_rows=tuple(
            (
                post.title, label_of("level", post.level), post.organisation.name, post.organisation.code, home,
                expected, said,
            )
            for post, home, expected, said in rows
        ),
    )  # fmt: skip


def when(post: Any, day: dt.date) -> str:
    """The quarter in which it is expected to fall vacant; "Open now"; "Overdue, ..."."""
    if post.horizon == Horizon.NOW:
        return "Open now"
    quarter = str(Quarter.of(post.expected_on))
    return quarter if post.expected_on > day else f"Overdue: {quarter}"


def said_of(post: Any) -> str:
    """How it is held or said: "Vacant", "Covered", "Openly", "In confidence"."""
    if post.horizon == Horizon.NOW:
        return State(post.state).label
    return "In confidence" if post.is_confidential else "Openly"


def _cells(place: Ahead, level: str) -> tuple[Cell, ...]:
    if place.figures is None:
        return (Cell(NOT_COMPUTED), *(Cell(NOT_COMPUTED) for _ in HORIZONS), Cell(NOT_COMPUTED))
    focus = Focus(level=level)
    rows = focus.total(place.figures.get("posts", ()))
    posts, opened = number(rows, "posts"), number(rows, "open")
    demand = by_horizon(focus.total(place.figures.get("demand", ())))
    ready = by_horizon(focus.total(place.figures.get("supply", ()))).get("now", {}).get("supply")
    return (
        Cell(count(posts)),
        Cell(count(opened), rate_of(opened, posts) if opened else ""),
        *(_forecast(demand.get(horizon, {})) for horizon in HORIZONS if horizon != "now"),
        Cell(count(int(ready or 0))),
    )


def _forecast(row: Mapping[str, Any]) -> Cell:
    """How many are expected, and under it the interval and the number forecast."""
    posts = int(row.get("demand_count") or 0)
    if not posts:
        return Cell("0")
    likely = between(int(row["low"]), int(row["high"]))
    return Cell(decimal(row["demand_expected"]), f"80% {likely} of {count(posts)}")


def _file_rows(place: Ahead, level: str) -> list[tuple[object, ...]]:
    focus, name = Focus(level=level), label_of("level", level)
    if place.figures is None:
        return [(place.name, name, *(None for _ in range(7)))]
    posts = number(focus.total(place.figures.get("posts", ())), "posts")
    ready = by_horizon(focus.total(place.figures.get("supply", ())))
    return [
        (place.name, name, posts, HORIZONS[horizon], row["demand_count"], row["demand_expected"], row["low"],
         row["high"], ready.get(horizon, {}).get("supply"))
        for horizon, row in by_horizon(focus.total(place.figures.get("demand", ()))).items()
    ]  # fmt: skip
