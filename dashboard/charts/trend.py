"""One measure over time: dots with their numbers, joined where figures follow each other, never across a gap."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from dashboard.charts.board import LINE, Layer, board, dots, lines, room_for, spec, texts
from dashboard.charts.picture import Pictures, Shape, Spec, pictures
from dashboard.sentences.sentence import Finding

_HEIGHT, _ABOVE, _BELOW, _STEP = 220, 30, 52, 34


@dataclass(frozen=True)
class Mark:
    """A quarter or month on the chart. place: how many days after the first; words: its day, or that there is none.

    number: None without a value; text: beside it; low, high: of its interval
    """

    place: float
    words: tuple[str, str]
    number: float | None = None
    text: str = ""
    low: float | None = None
    high: float | None = None


def trend_chart(marks: Sequence[Mark], meaning: str, *, finding: Finding, name: str = "trend") -> Pictures:
    """Time runs to the right; downwards where there is no room for that. The scale begins at 0.

    marks: the oldest first, those without figures among them; meaning: what the colour says, as in the theme's
        `trend-...` and `dot-...`
    """
    return pictures(lambda shape: _spec(shape, marks, meaning), name=name, finding=finding)


def _spec(shape: Shape, marks: Sequence[Mark], meaning: str) -> Spec:
    known = [value for mark in marks for value in (mark.number, mark.low, mark.high) if value is not None]
    scale = (min(0.0, *known, 0.0), max(0.0, *known, 0.0) or 1.0)
    least = max(room_for([mark.text for mark in marks], bold=True), 56)
    if shape.stacked or (shape.width - least) < least * (len(marks) - 1):
        return _downwards(shape, marks, scale, meaning)
    return _rightwards(shape, marks, scale, meaning, edge=least / 2 + 4)


def _rightwards(shape: Shape, marks: Sequence[Mark], scale: tuple[float, float], meaning: str, *, edge: float) -> Spec:
    low, high = scale

    def height(value: float) -> float:
        return _ABOVE + (high - value) / (high - low) * _HEIGHT

    known = [mark for mark in marks if mark.number is not None]
    ends = (marks[0].place, max(marks[-1].place, marks[0].place + 1))
    foot = _ABOVE + _HEIGHT
    ranges = [
        (m.place, m.place, height(m.high), height(m.low)) for m in known if m.low is not None and m.high is not None
    ]
    layers: list[Layer] = [
        *lines([(ends[0], ends[1], height(0), height(0))], "zero"),
        *lines([(a.place, b.place, height(a.number), height(b.number)) for a, b in _joined(marks)], f"trend-{meaning}"),
        *lines([pair for pair in ranges if pair[2] != pair[3]], "expected-range"),
        *dots([(m.place, height(m.number)) for m in known], f"dot-{meaning}"),
        *texts([(m.place, height(m.number if m.high is None else m.high) - 16, m.text) for m in known], align="center"),
        *texts([(m.place, foot + 20, m.words[0]) for m in marks], "note", align="center"),
        *texts([(m.place, foot + 20 + LINE - 2, m.words[1]) for m in marks], "note", align="center"),
    ]
    size = {"width": shape.width, "height": foot + _BELOW}
    return spec(board(layers, **size, figures=ends, pixels=(edge, shape.width - edge)))


def _downwards(shape: Shape, marks: Sequence[Mark], scale: tuple[float, float], meaning: str) -> Spec:
    names = [" ".join(filter(None, mark.words)) for mark in marks]
    left, right = room_for(names), shape.width - room_for([mark.text for mark in marks], bold=True) - 8
    middles = [_STEP / 2 + row * _STEP for row in range(len(marks))]
    at = dict(zip(marks, middles, strict=True))
    known = [mark for mark in marks if mark.number is not None]
    ranges = [(m.low, m.high, at[m], at[m]) for m in known if m.low is not None and m.high is not None]
    beside = [(m.number if m.high is None else max(m.high, m.number), at[m], m.text) for m in known]
    height = _STEP * len(marks)
    layers: list[Layer] = [
        *lines([(0, 0, 0, height)], "zero"),
        *lines([(a.number, b.number, at[a], at[b]) for a, b in _joined(marks)], f"trend-{meaning}"),
        *lines([pair for pair in ranges if pair[0] != pair[1]], "expected-range"),
        *dots([(m.number, at[m]) for m in known], f"dot-{meaning}"),
        *texts(beside, dx=12),
        *texts([(scale[0], at[m], name) for m, name in zip(marks, names, strict=True)], "note", align="right", dx=-12),
    ]
    return spec(board(layers, width=shape.width, height=height, figures=scale, pixels=(left + 8, right)))


def _joined(marks: Sequence[Mark]) -> list[tuple[Mark, Mark]]:
    """Neighbours that both have a number."""
    return [(a, b) for a, b in pairwise(marks) if a.number is not None and b.number is not None]
