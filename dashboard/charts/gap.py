"""The gap by role family (or level) and horizon: four panels on one scale."""

from collections.abc import Iterable, Sequence

from dashboard.charts.board import LINE, Layer, bars, board, lines, room_for, spec, texts
from dashboard.charts.picture import Pictures, Shape, Spec, pictures
from dashboard.reading.focus import Focus, Row, by_horizon, widest_first
from dashboard.sentences.marks import gap_said
from dashboard.sentences.names import HORIZONS, HORIZONS_SHORT, label_of
from dashboard.sentences.sentence import Finding
from talentboard.nhs.words import signed

_THICK = 14


def gap_chart(gap: Iterable[Row], focus: Focus, *, finding: Finding, name: str = "gap") -> Pictures:
    """Posts open or forecast, minus people ready: filled to the right where short, hollow to the left where not.

    gap: rows of the measure `gap`, one a role family, level and horizon, totals among them
    focus: what the page looks at; its parts are the rows of the chart, widest gap first
    """
    rows = list(gap)
    parts = focus.parts(rows)
    names = widest_first(rows, focus)
    if names:
        labels = [label_of(str(focus.breakdown), part) for part in names]
        gaps = {h: [_gap(parts[part], h) for part in names] for h in HORIZONS}
    else:
        labels, gaps = ["All"], {h: [_gap(focus.total(rows), h)] for h in HORIZONS}
    totals = {h: _gap(focus.total(rows), h) for h in HORIZONS}
    return pictures(lambda shape: _spec(shape, labels, gaps, totals), name=name, finding=finding)


def _gap(rows: Sequence[Row], horizon: str) -> int:
    return int(by_horizon(rows).get(horizon, {}).get("gap") or 0)


def _spec(shape: Shape, labels: list[str], gaps: dict[str, list[int]], totals: dict[str, int]) -> Spec:
    panel = (shape.width - (0 if shape.stacked else room_for(labels))) // len(HORIZONS)
    side = shape.width - panel * len(HORIZONS)
    every = [gap for column in gaps.values() for gap in column]
    scale = (min(0, *every), max(0, *every, min(every) + 1))
    heads = _heads(shape, totals)
    field = _Field(shape, panel, scale, len(heads["now"]), len(labels))
    boards = [] if shape.stacked else [field.names(labels, side)]
    for place, (horizon, column) in enumerate(gaps.items()):
        own = labels if shape.stacked and place == 0 else []
        boards.append(field.panel(column, heads[horizon], own))
    return spec(*boards)


def _heads(shape: Shape, totals: dict[str, int]) -> dict[str, list[str]]:
    """The lines over each panel: how many there are depends on the room."""
    if shape.stacked:
        return {h: [HORIZONS_SHORT[h], signed(gap)] for h, gap in totals.items()}
    if shape.name == "print":
        return {h: [HORIZONS[h], gap_said(gap)] for h, gap in totals.items()}
    return {h: [f"{HORIZONS[h]}: {gap_said(gap)}"] for h, gap in totals.items()}


class _Field:
    """The measurements that the four panels share."""

    def __init__(self, shape: Shape, width: int, scale: tuple[int, int], head_lines: int, rows: int) -> None:
        self.width, self.scale, self.rows = width, scale, rows
        self.top = head_lines * LINE + 10
        self.step = 48 if shape.stacked else 28
        self.label = LINE if shape.stacked else 0
        self.height = self.top + rows * self.step + 4
        self.pixels = (room_for([signed(scale[0])]), width - room_for([signed(scale[1])], bold=True))

    def middle(self, row: int) -> float:
        return self.top + row * self.step + self.label + (self.step - self.label) / 2

    def names(self, labels: list[str], width: int) -> Layer:
        """The column with the name of each row."""
        places = [(1.0, self.middle(row), label) for row, label in enumerate(labels)]
        layers = texts(places, "value", align="right", dx=-8, fontWeight=400)
        return board(layers, width=width, height=self.height, figures=(0, 1), pixels=(0, width))

    def panel(self, gaps: list[int], head: list[str], labels: list[str]) -> Layer:
        """One horizon; `labels` only where the names stand above the bars."""
        half = _THICK / 2
        rows = [(gap, self.middle(row)) for row, gap in enumerate(gaps)]
        layers = [
            *bars([(0, gap, y - half, y + half) for gap, y in rows if gap > 0], "gap"),
            *bars([(gap, 0, y - half + 1, y + half - 1) for gap, y in rows if gap < 0], "surplus"),
            *lines(self._zero(), "zero"),
            *texts([(gap, y, signed(gap)) for gap, y in rows if gap > 0], "value", dx=6),
            *texts([(0, y, "0") for gap, y in rows if gap == 0], "note", dx=6),
            *texts([(gap, y, signed(gap)) for gap, y in rows if gap < 0], "note", align="right", dx=-6),
            *self._lines_of_text(head, [LINE / 2 + LINE * line for line in range(len(head))], fontWeight=700),
            *self._lines_of_text(labels, [self.middle(row) - LINE - 2 for row in range(len(labels))], fontWeight=400),
        ]
        return board(layers, width=self.width, height=self.height, figures=self.scale, pixels=self.pixels)

    def _zero(self) -> list[tuple[float, float, float, float]]:
        """The line at zero: in one piece, or a piece a row where names stand above the bars."""
        if not self.label:
            return [(0, 0, self.top, self.height - 4)]
        return [(0, 0, self.middle(row) - _THICK, self.middle(row) + _THICK - 2) for row in range(self.rows)]

    def _lines_of_text(self, said: list[str], middles: list[float], *, fontWeight: int) -> list[Layer]:
        """Text that begins at the panel's left edge, wherever zero lies."""
        start = round(self.pixels[0])
        places = [(self.scale[0], middle, text) for text, middle in zip(said, middles, strict=True)]
        return texts(places, "value", dx=-start, fontWeight=fontWeight)
