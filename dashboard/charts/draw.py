"""From a Vega-Lite specification to a small, self-contained SVG in the theme's colours and fonts."""

import json
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from dashboard.charts.tidy import tidy

VEGA_LITE = "6.4"
FONTS = Path(__file__).resolve().parents[2] / "static" / "vendor" / "liberation-sans"
THEME = Path(__file__).with_name("theme.json")


@cache
def theme() -> dict[str, Any]:
    """The theme as Vega-Lite takes it: without its schema, its explanations and its locale."""
    whole = json.loads(THEME.read_text(encoding="utf-8"))
    return {key: value for key, value in whole.items() if key not in {"$schema", "usermeta", "locale"}}


def draw(spec: dict[str, Any], *, name: str, title: str, desc: str) -> str:
    """The picture as one `<svg>` element, the same bytes for the same input on every machine.

    spec: from `board.spec`; its `usermeta` is the size
    name: what its ids begin with; unique on the page
    title, desc: the finding in words, for those who do not see the picture
    """
    size = spec["usermeta"]
    return tidy(
        _rendered(json.dumps(spec)),
        name=name,
        title=title,
        desc=desc,
        size=(size["width"], size["height"]),
        font=theme()["font"],
    )


@lru_cache(maxsize=256)
def _rendered(spec: str) -> str:
    """The renderer's own SVG. Both editions of a snapshot often ask for the same picture."""
    return _renderer().vegalite_to_svg(
        spec, vl_version=VEGA_LITE, config=theme(), show_warnings=False, allowed_base_urls=[]
    )


@cache
def _renderer() -> Any:
    """vl-convert with the shipped fonts; imported here only, because it costs a second and a half and 100 MB."""
    import vl_convert

    vl_convert.register_font_directory(str(FONTS))
    return vl_convert
