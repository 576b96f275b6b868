"""The choice ladder: for how many critical posts nobody, one person, two or more would be ready."""

from collections.abc import Iterable

from dashboard.charts.board import LINE, bars, board, room_for, spec, texts
from dashboard.charts.picture import HALF, Pictures, Shape, Spec, pictures
from dashboard.reading.focus import Focus, Row
from dashboard.sentences.marks import rung_said
from dashboard.sentences.names import RUNGS
from dashboard.sentences.sentence import Finding

_STEP, _THICK = 34, 20


def choice_chart(choice: Iterable[Row], focus: Focus, *, finding: Finding, name: str = "choice") -> Pictures:
    """One bar a rung, dark to light.

    choice: rows of the measure `choice`: role_family, level, rung, critical_posts, totals among them
    """
    found = {str(row["rung"]): int(row["critical_posts"]) for row in focus.total(choice)}
    rungs = {rung: found.get(rung, 0) for rung in RUNGS}
    return pictures(lambda shape: _spec(shape, rungs), name=name, finding=finding, wide=HALF)


def _spec(shape: Shape, rungs: dict[str, int]) -> Spec:
    total = sum(rungs.values())
    said = {rung: rung_said(posts, total) for rung, posts in rungs.items()}
    left, right = room_for(RUNGS.values()), shape.width - room_for(said.values())
    middles = {rung: _STEP / 2 + place * _STEP for place, rung in enumerate(rungs)}
    layers = []
    for rung, posts in rungs.items():
        top, bottom = middles[rung] - _THICK / 2, middles[rung] + _THICK / 2
        layers += bars([(0, posts, top, bottom)], f"rung-{rung}")
        layers += texts([(posts, middles[rung], said[rung])], "value", dx=6, fontWeight=400)
    layers += texts([(0, middles[rung], RUNGS[rung]) for rung in rungs], "value", align="right", dx=-8, fontWeight=400)
    height = max(_STEP * len(rungs), LINE)
    largest = max(rungs.values(), default=0) or 1
    return spec(board(layers, width=shape.width, height=height, figures=(0, largest), pixels=(left, right)))
