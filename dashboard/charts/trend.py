"""One measure over time: dots with their numbers, joined where figures follow each other, never across a gap."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise, repeat

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


@dataclass(frozen=True)
class _Dot:
    """A mark that has a number. low, high: the number itself where it has no interval"""

    place: float
    number: float
    low: float
    high: float
    text: str


def _dot(mark: Mark) -> _Dot | None:
    if mark.number is None:
        return None
    low, high = (mark.number if end is None else end for end in (mark.low, mark.high))
    return _Dot(mark.place, mark.number, low, high, mark.text)


def _spec(shape: Shape, marks: Sequence[Mark], meaning: str) -> Spec:
    known = [value for dot in map(_dot, marks) if dot for value in (dot.number, dot.low, dot.high)]
    scale = (min(0.0, *known, 0.0), max(0.0, *known, 0.0) or 1.0)
    least = max(room_for([mark.text for mark in marks], bold=True), 56)
    if shape.stacked or (shape.width - least) < least * (len(marks) - 1):
        return _downwards(shape, marks, scale, meaning)
    return _rightwards(shape, marks, scale, meaning, edge=least / 2 + 4)


def _rightwards(shape: Shape, marks: Sequence[Mark], scale: tuple[float, float], meaning: str, *, edge: float) -> Spec:
    low, high = scale

    def height(value: float) -> float:
        return _ABOVE + (high - value) / (high - low) * _HEIGHT

    each = [_dot(mark) for mark in marks]
    known = [dot for dot in each if dot]
    ends = (marks[0].place, max(marks[-1].place, marks[0].place + 1))
    foot = _ABOVE + _HEIGHT
    layers: list[Layer] = [
        *lines([(ends[0], ends[1], height(0), height(0))], "zero"),
        *lines([(a.place, b.place, height(a.number), height(b.number)) for a, b in _joined(each)], f"trend-{meaning}"),
        *lines([(d.place, d.place, height(d.high), height(d.low)) for d in known if d.low < d.high], "expected-range"),
        *dots([(d.place, height(d.number)) for d in known], f"dot-{meaning}"),
        *texts([(d.place, height(d.high) - 16, d.text) for d in known], align="center"),
        *texts([(m.place, foot + 20, m.words[0]) for m in marks], "note", align="center"),
        *texts([(m.place, foot + 20 + LINE - 2, m.words[1]) for m in marks], "note", align="center"),
    ]
    size = {"width": shape.width, "height": foot + _BELOW}
    return spec(board(layers, **size, figures=ends, pixels=(edge, shape.width - edge)))


def _downwards(shape: Shape, marks: Sequence[Mark], scale: tuple[float, float], meaning: str) -> Spec:
    names = [" ".join(filter(None, mark.words)) for mark in marks]
    left, right = room_for(names), shape.width - room_for([mark.text for mark in marks], bold=True) - 8
    middles = [_STEP / 2 + row * _STEP for row in range(len(marks))]
    # Each with its height in the place of its day.
    each = [dot and replace(dot, place=middle) for dot, middle in zip(map(_dot, marks), middles, strict=True)]
    known = [dot for dot in each if dot]
    height = _STEP * len(marks)
    layers: list[Layer] = [
        *lines([(0, 0, 0, height)], "zero"),
        *lines([(a.number, b.number, a.place, b.place) for a, b in _joined(each)], f"trend-{meaning}"),
        *lines([(d.low, d.high, d.place, d.place) for d in known if d.low < d.high], "expected-range"),
        *dots([(d.number, d.place) for d in known], f"dot-{meaning}"),
        *texts([(max(d.high, d.number), d.place, d.text) for d in known], dx=12),
        *texts(list(zip(repeat(scale[0]), middles, names)), "note", align="right", dx=-12),
    ]
    return spec(board(layers, width=shape.width, height=height, figures=scale, pixels=(left + 8, right)))


def _joined(each: Sequence[_Dot | None]) -> list[tuple[_Dot, _Dot]]:
    """Neighbours that both have a number."""
    return [(a, b) for a, b in pairwise(each) if a and b]
