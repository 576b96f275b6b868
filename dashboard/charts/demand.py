"""Demand with its interval against the people ready, a pair of bars a horizon."""

from collections.abc import Iterable

from dashboard.charts.board import LINE, Layer, bars, board, dots, lines, room_for, spec, texts
from dashboard.charts.picture import Pictures, Shape, Spec, pictures
from dashboard.reading.focus import Focus, Row, by_horizon
from dashboard.sentences.marks import demand_said, ready_said
from dashboard.sentences.names import HORIZONS
from dashboard.sentences.sentence import Finding

_THICK = 16
Pair = tuple[str, Row, int | None]  # horizon, its row of demand, people ready


def demand_chart(
    demand: Iterable[Row], supply: Iterable[Row] | None, focus: Focus, *, finding: Finding, name: str = "demand"
) -> Pictures:
    """Posts open (filled) or forecast (outline, with the number expected as a dot and its interval as a line), and
    people ready.

    demand, supply: rows of the measures of these names, totals among them; below a region there is no supply (None)
    """
    ready = None if supply is None else by_horizon(focus.total(supply))
    pairs: list[Pair] = [
        (horizon, row, None if ready is None else int(ready.get(horizon, {}).get("supply") or 0))
        for horizon, row in by_horizon(focus.total(demand)).items()
    ]
    return pictures(lambda shape: _spec(shape, pairs), name=name, finding=finding)


def _spec(shape: Shape, pairs: list[Pair]) -> Spec:
    largest = max((max(int(row["demand_count"]), ready or 0) for _, row, ready in pairs), default=0) or 1
    alone = all(ready is None for _, _, ready in pairs)
    said = [demand_said(horizon, row) for horizon, row, _ in pairs]
    if shape.stacked:
        left, right, step = 2, shape.width - 4, 78 if alone else 116
    else:
        left, right, step = room_for(HORIZONS.values(), bold=True), shape.width - room_for(said), 40 if alone else 72
    layers: list[Layer] = []
    for place, pair in enumerate(pairs):
        layers += _pair(pair, place * step, stacked=shape.stacked)
    height = max(step * len(pairs) - 12, LINE)
    return spec(board(layers, width=shape.width, height=height, figures=(0, largest), pixels=(left, right)))


def _pair(pair: Pair, top: float, *, stacked: bool) -> list[Layer]:
    horizon, row, ready = pair
    upper, lower = (top + 46, top + 84) if stacked else (top + 14, top + 14 if ready is None else top + 42)
    posts = int(row["demand_count"])
    half = _THICK / 2
    layers = [
        *bars([(0, posts, upper - half, upper + half)], "demand" if horizon == "now" else "forecast"),
        *bars([(0, ready or 0, lower - half, lower + half)], "supply"),
    ]
    if horizon != "now" and posts:
        low, high, expected = (float(row[column]) for column in ("low", "high", "demand_expected"))
        layers += lines([(low, high, upper, upper)], "expected-range") + dots([(expected, upper)])
    beside = [(demand_said(horizon, row), posts, upper)]
    if ready is not None:
        beside.append((ready_said(ready), ready, lower))
    if stacked:
        layers += texts([(0, top + 8, HORIZONS[horizon])], "value")
        return layers + texts([(0, middle - LINE + 2, text) for text, _, middle in beside], "value", fontWeight=400)
    layers += texts([(0, (upper + lower) / 2, HORIZONS[horizon])], "value", align="right", dx=-10)
    return layers + texts([(end, middle, text) for text, end, middle in beside], "value", dx=8, fontWeight=400)
