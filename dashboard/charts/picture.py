"""A chart drawn three times: for a wide page, for a phone, for paper."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from dashboard.charts.draw import draw
from dashboard.sentences.sentence import Finding

Spec = dict[str, Any]


@dataclass(frozen=True)
class Shape:
    """A size to draw for. `width` in pixels; `stacked`: labels stand above the bars, for want of room beside."""

    name: str
    width: int
    stacked: bool = False


WIDE = Shape("wide", 1000)
HALF = Shape("wide", 530)
NARROW = Shape("narrow", 340, stacked=True)
PRINT = Shape("print", 660)


@dataclass(frozen=True)
class Pictures:
    """The three drawings, each a whole `<svg>` element."""

    wide: str
    narrow: str
    print: str


def pictures(make: Callable[[Shape], Spec], *, name: str, finding: Finding, wide: Shape = WIDE) -> Pictures:
    """Draw a chart for every shape.

    make: from a shape to a Vega-Lite specification
    name: unique on the page, letters and hyphens; the ids inside the drawings begin with it
    """
    drawn = {
        shape.name: draw(make(shape), name=f"{name}-{shape.name}", title=finding.title, desc=finding.description)
        for shape in (wide, NARROW, PRINT)
    }
    return Pictures(**drawn)
