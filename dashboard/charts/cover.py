"""Netted cover: of the posts open by each horizon, how many the pools could fill if each person takes only one."""

from collections.abc import Iterable

from dashboard.charts.board import LINE, bars, board, room_for, spec, texts
from dashboard.charts.picture import HALF, Pictures, Shape, Spec, pictures
from dashboard.reading.focus import Focus, Row, by_horizon
from dashboard.sentences.marks import cover_said
from dashboard.sentences.names import BY_HORIZONS
from dashboard.sentences.sentence import Finding

_STEP, _THICK = 34, 20


def cover_chart(cover: Iterable[Row], focus: Focus, *, finding: Finding, name: str = "cover") -> Pictures:
    """Outline: posts open or forecast by then. Filled: those that would be filled.

    cover: rows of the measure `cover`, totals among them
    """
    rows = by_horizon(focus.total(cover))
    figures = {h: (int(row["filled"]), int(row["openings"])) for h, row in rows.items()}
    return pictures(lambda shape: _spec(shape, figures), name=name, finding=finding, wide=HALF)


def _spec(shape: Shape, figures: dict[str, tuple[int, int]]) -> Spec:
    said = {horizon: cover_said(*pair) for horizon, pair in figures.items()}
    left, right = room_for(BY_HORIZONS.values()), shape.width - room_for(said.values())
    layers = []
    for place, (horizon, (filled, openings)) in enumerate(figures.items()):
        middle = _STEP / 2 + place * _STEP
        top, bottom = middle - _THICK / 2, middle + _THICK / 2
        layers += bars([(0, filled, top, bottom)], "supply")
        layers += bars([(0, openings, top, bottom)], "openings")
        layers += texts([(openings, middle, said[horizon])], "value", dx=6, fontWeight=400)
        layers += texts([(0, middle, BY_HORIZONS[horizon])], "value", align="right", dx=-8, fontWeight=400)
    height = max(_STEP * len(figures), LINE)
    largest = max((openings for _, openings in figures.values()), default=0) or 1
    return spec(board(layers, width=shape.width, height=height, figures=(0, largest), pixels=(left, right)))
