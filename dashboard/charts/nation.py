"""The gap per 100 posts of each region: small multiples on one scale, row labels on the left alone."""

from collections.abc import Sequence

from dashboard.charts.board import LINE, Layer, bars, board, lines, room_for, spec, texts
from dashboard.charts.picture import Pictures, Shape, Spec, pictures
from dashboard.sentences.names import HORIZONS, HORIZONS_SHORT
from dashboard.sentences.sentence import Finding
from talentboard.nhs.words import signed_decimal

_THICK, _STEP, _HEAD, _FOOT = 16, 28, 32, 28
_COLUMNS = 3
Panel = tuple[str, tuple[float | None, ...], str]  # name, gap per 100 posts by horizon, what is said without any


def nation_chart(panels: Sequence[Panel], *, finding: Finding, name: str = "nation") -> Pictures:
    """Filled to the right where short of people, hollow to the left where not; a panel a region, in the order given.

    panels: the name of each region, its gap per 100 posts by horizon, and what to say where there is none
    """
    return pictures(lambda shape: _spec(shape, panels), name=name, finding=finding)


def _spec(shape: Shape, panels: Sequence[Panel]) -> Spec:
    labels = list((HORIZONS_SHORT if shape.name == "narrow" else HORIZONS).values())
    columns = 1 if shape.stacked else min(_COLUMNS, len(panels) or 1)
    rows = -(-len(panels) // columns)
    side = room_for(labels)
    width = (shape.width - side) // columns
    side = shape.width - width * columns
    every = [value for _, values, _ in panels for value in values if value is not None] or [0.0]
    low, high = min(0.0, *every), max(0.0, *every, min(every) + 0.1)
    height = rows * (_HEAD + len(HORIZONS) * _STEP + _FOOT) - _FOOT
    pixels = (room_for([signed_decimal(low)]) if low < 0 else 6, width - room_for([signed_decimal(high)], bold=True))
    tops = [row * (_HEAD + len(HORIZONS) * _STEP + _FOOT) for row in range(rows)]
    names = [(1.0, _middle(top, place), label) for top in tops for place, label in enumerate(labels)]
    boards = [
        board(
            texts(names, "value", align="right", dx=-8, fontWeight=400),
            width=side, height=height, figures=(0, 1), pixels=(0, side),
        )
    ]  # fmt: skip
    for column in range(columns):
        layers = [
            layer
            for row, panel in enumerate(panels[column::columns])
            for layer in _panel(panel, tops[row], start=round(pixels[0]), low=low)
        ]
        boards.append(board(layers, width=width, height=height, figures=(low, high), pixels=pixels))
    return spec(*boards)


def _middle(top: float, place: int) -> float:
    return top + _HEAD + place * _STEP + _STEP / 2


def _panel(panel: Panel, top: float, *, start: int, low: float) -> list[Layer]:
    """One region: its name, the line at zero, and a bar a horizon; or what is said in their place."""
    name, values, without = panel
    head = texts([(low, top + LINE / 2, name)], "value", dx=-start + 2, fontSize=16)
    known = [(value, _middle(top, place)) for place, value in enumerate(values) if value is not None]
    if not known:
        said = [(low, _middle(top, place), line) for place, line in enumerate(without.splitlines())]
        return [*head, *texts(said, "note", dx=-start + 2)]
    half, bottom = _THICK / 2, top + _HEAD + len(values) * _STEP
    short, spare = [pair for pair in known if round(pair[0], 1) > 0], [pair for pair in known if round(pair[0], 1) < 0]
    even = [pair for pair in known if not round(pair[0], 1)]
    return [
        *head,
        *bars([(0, value, y - half, y + half) for value, y in short], "gap"),
        *bars([(value, 0, y - half + 1, y + half - 1) for value, y in spare], "surplus"),
        *lines([(0, 0, top + _HEAD, bottom)], "zero"),
        *texts([(value, y, signed_decimal(value)) for value, y in short], "value", dx=6),
        *texts([(0, y, "0.0") for _, y in even], "note", dx=6),
        *texts([(value, y, signed_decimal(value)) for value, y in spare], "note", align="right", dx=-6),
    ]
