"""The table of a measure over time, and what its chart is drawn from."""

from dashboard.charts.trend import Mark
from dashboard.pages.block import Block
from dashboard.pages.table import Cell, Line, Table
from dashboard.reading.trend import Kind, Point, Series, plotted
from dashboard.sentences.trend import difference_said, interval_said, mark, trend_finding
from talentboard.nhs.words import clock, count, long_day, percent

TREND = "over-time"
NOT_COMPUTED = "n/a"


def block_of_trend(series: Series, *, own: str, chart: str = "") -> Block:
    """The chart, if it has been drawn, and its table. own: what is asked, as an address holds it."""
    return Block(
        TREND, trend_finding(series), trend_table(series), f"{TREND}.csv{own}", f"{TREND}.xlsx{own}",
        draws=len(series.known) > 1, chart=chart,
    )  # fmt: skip


def trend_table(series: Series) -> Table:
    """A row a quarter or month, the newest first."""
    measure = series.measure
    lines = [_line(series, place) for place in range(len(series.points))]
    likely = ("80% likely to be",) if measure.kind is Kind.ESTIMATE else ()
    return Table(
        key=TREND,
        caption=f"{measure.name}, the newest first",
        columns=("As of", measure.name, *likely, "Change from the one before", "Posts on fresh returns", "Made"),
        lines=tuple(reversed(lines)),
        file_columns=(
            "Quarter or month", "Day of the figures", measure.name, "Out of", "Low (80%)", "High (80%)",
            "Posts on fresh returns", "Posts", "Made", "Snapshot",
        ),
        file_rows=tuple(_file_row(point) for point in series.points),
    )  # fmt: skip


def marks_of(series: Series) -> list[Mark]:
    """The points as the chart takes them: those without figures stand at the middle of their place in line."""
    days = [point.as_of for point in series.points if point.as_of]
    marks, last = [], 0.0
    step = (days[-1] - days[0]).days / max(len(series.points) - 1, 1) if days else 1
    for point in series.points:
        place = float((point.as_of - days[0]).days) if point.as_of else last + step
        last = place
        marks.append(_mark(series, point, place))
    return marks


def _mark(series: Series, point: Point, place: float) -> Mark:
    words = (f"{point.as_of.day} {point.as_of:%b}", f"{point.as_of:%Y}") if point.as_of else ("no figures", "")
    if point.value is None:
        return Mark(place, words)
    value = point.value
    number = plotted(series.measure, value)
    return Mark(place, words, number, mark(series.measure, value), value.low, value.high)


def _line(series: Series, place: int) -> Line:
    point, before = series.points[place], series.points[place - 1] if place else None
    estimate = series.measure.kind is Kind.ESTIMATE
    if point.as_of is None:
        return Line(f"{point.period}: no figures", tuple(Cell(NOT_COMPUTED) for _ in range(5 if estimate else 4)))
    value = point.value
    likely = (Cell((interval_said(value).removeprefix("80% likely to be ") if value else "") or NOT_COMPUTED),)
    has_both = value is not None and before is not None and before.value is not None
    change = difference_said(series.measure, before.value, value) if has_both else NOT_COMPUTED
    fresh = Cell(f"{count(point.fresh)} of {count(point.posts)}", percent(point.fresh, point.posts))
    made = f"{long_day(point.made_at)} at {clock(point.made_at)}" if point.made_at else ""
    number = Cell(mark(series.measure, value), _made_of(value))
    return Line(long_day(point.as_of), (number, *(likely if estimate else ()), Cell(change), fresh, Cell(made)))


def _made_of(value) -> str:
    return f"{count(value.number)} of {count(value.of)}" if value is not None and value.of is not None else ""


def _file_row(point: Point) -> tuple[object, ...]:
    if point.as_of is None:
        return (point.period, *(None for _ in range(9)))
    value = point.value
    numbers = (value.number, value.of, value.low, value.high) if value else (None, None, None, None)
    made = point.made_at.replace(tzinfo=None) if point.made_at else None
    return (point.period, point.as_of, *numbers, point.fresh, point.posts, made, str(point.snapshot))
