"""The pieces a chart is put together from: bars, lines, dots and words at fixed places.

Lengths (x) are figures on a scale; heights (y) are pixels from the top. Every mark carries its number, so there are no
axes and no legends, and a picture is exactly as wide and high as it says.
"""

from collections.abc import Iterable
from typing import Any

from dashboard.charts.letters import width_of

LINE = 20  # pixels from one line of 14-pixel text to the next
Layer = dict[str, Any]


def room_for(texts: Iterable[str], *, bold: bool = False) -> int:
    """Pixels that the longest of these texts needs beside a mark."""
    return round(max((width_of(text, bold=bold) for text in texts), default=0)) + 12


def bars(places: Iterable[tuple[float, float, float, float]], style: str) -> list[Layer]:
    """Bars from one figure to another, between two heights: (from, to, top, bottom). None of no length is drawn."""
    values = [
        {"x": start, "x2": end, "y": top, "y2": bottom} for start, end, top, bottom in places if round(end - start, 9)
    ]
    return [_layer({"type": "rect", "style": style}, values, ends=True)] if values else []


def texts(
    places: Iterable[tuple[float, float, str]], style: str = "value", *, align: str = "left", dx: int = 0, **extra: Any
) -> list[Layer]:
    """Words at a figure and a height: (figure, middle of the line, text)."""
    values = [{"x": at, "y": middle, "t": text} for at, middle, text in places]
    mark = {"type": "text", "style": style, "align": align, "baseline": "middle", "dx": dx, "fontSize": 14} | extra
    layer = _layer(mark, values)
    layer["encoding"]["text"] = {"field": "t", "type": "nominal"}
    return [layer] if values else []


def dots(places: Iterable[tuple[float, float]], style: str = "expected-dot") -> list[Layer]:
    """Dots at a figure and a height."""
    values = [{"x": at, "y": middle} for at, middle in places]
    return [_layer({"type": "point", "style": style}, values)] if values else []


def lines(places: Iterable[tuple[float, float, float, float]], style: str) -> list[Layer]:
    """Straight lines from one figure and height to another: (from, to, top, bottom)."""
    values = [{"x": start, "x2": end, "y": top, "y2": bottom} for start, end, top, bottom in places]
    return [_layer({"type": "rule", "style": style}, values, ends=True)] if values else []


def board(
    layers: list[Layer], *, width: int, height: int, figures: tuple[float, float], pixels: tuple[float, float]
) -> Layer:
    """One field of marks. `figures`: the scale's two ends; `pixels`: where these ends lie across the width."""
    for layer in layers:
        layer["encoding"]["x"] |= {"scale": {"domain": list(figures), "range": list(pixels), "nice": False}}
        layer["encoding"]["y"] |= {"scale": {"domain": [0, height], "range": [0, height], "nice": False}}
    return {"width": width, "height": height, "layer": layers}


def spec(*boards: Layer) -> dict[str, Any]:
    """The whole picture: boards side by side without space between them; its size in pixels is noted in `usermeta`."""
    size = {"width": sum(part["width"] for part in boards), "height": max(part["height"] for part in boards)}
    return {
        "autosize": {"type": "none"},
        "padding": 0,
        "background": None,
        "usermeta": size,
        "hconcat": list(boards),
        "spacing": 0,
    }


def _layer(mark: dict[str, Any], values: list[dict[str, Any]], *, ends: bool = False) -> Layer:
    places: dict[str, Any] = {axis: {"field": axis, "type": "quantitative", "axis": None} for axis in ("x", "y")}
    if ends:
        places |= {"x2": {"field": "x2"}, "y2": {"field": "y2"}}
    return {"data": {"values": values}, "mark": mark, "encoding": places}
