"""Makes a renderer's SVG fit for a page: named in words, silent inside, without styles, small, its ids its own."""

import re
from xml.etree.ElementTree import Element, SubElement, tostring

from defusedxml.ElementTree import fromstring

_SVG = "http://www.w3.org/2000/svg"
_NOISE = {"class", "role", "font-family", "stroke-miterlimit", "pointer-events", "style"}
_SHARED = ("fill", "stroke", "stroke-width", "font-size", "font-weight", "text-anchor")
_LONG_NUMBER = re.compile(r"-?\d+\.\d{2,}(?:e-?\d+)?")
_TRANSLATE = re.compile(r"^translate\((-?[\d.]+),(-?[\d.]+)\)$")
_REFERENCE = re.compile(r"url\(#([^)]+)\)")


def tidy(svg: str, *, name: str, title: str, desc: str, size: tuple[int, int], font: str) -> str:
    """The drawing as one `<svg role="img">` with `<title>` and `<desc>`, everything else hidden from screen readers."""
    root = Element(
        "svg",
        {
            "xmlns": _SVG,
            "role": "img",
            "aria-labelledby": f"{name}-title {name}-desc",
            "width": str(size[0]),
            "height": str(size[1]),
            "viewBox": f"0 0 {size[0]} {size[1]}",
            "font-family": font,
        },
    )
    SubElement(root, "title", {"id": f"{name}-title"}).text = title
    SubElement(root, "desc", {"id": f"{name}-desc"}).text = desc
    inside = SubElement(root, "g", {"aria-hidden": "true", "fill": "none"})
    for child in fromstring(svg):
        inside.extend(_kept(child, name))
    return tostring(root, encoding="unicode")


def _kept(element: Element, name: str) -> list[Element]:
    """What stays of an element: itself with fewer attributes, its children where it says nothing, or nothing."""
    tag = element.tag.removeprefix(f"{{{_SVG}}}")
    children = [kept for child in element for kept in _kept(child, name)]
    if tag not in {"g", "defs", "clipPath"}:
        return [_drawn(element, tag, children, name)] if _is_seen(element, tag) else []
    group = _drawn(element, tag, children, name)
    if tag == "g":
        if not children or set(group.keys()) <= {"fill"}:
            return children
        _hoist(group)
    return [group]


def _is_seen(element: Element, tag: str) -> bool:
    if tag == "text":
        return bool(element.text)
    painted = any(element.get(paint, "none") not in {"none", "white"} for paint in ("fill", "stroke"))
    return element.get("display") != "none" and painted and element.get("d") != ""


def _drawn(element: Element, tag: str, children: list[Element], name: str) -> Element:
    kept = Element(tag)
    for key, value in element.attrib.items():
        if key not in _NOISE and not key.startswith(("aria-", "{")):
            kept.set(key, _value(key, value, name))
    if kept.get("transform") == "translate(0,0)":
        del kept.attrib["transform"]
    if tag == "text":
        kept.text = element.text
        if place := _TRANSLATE.match(kept.attrib.get("transform", "")):
            del kept.attrib["transform"]
            kept.set("x", place[1])
            kept.set("y", place[2])
    kept.extend(children)
    return kept


def _value(key: str, value: str, name: str) -> str:
    if key == "id":
        return f"{name}-{value}"
    if key == "font-size":
        return value.removesuffix("px")
    return _LONG_NUMBER.sub(_rounded, _REFERENCE.sub(rf"url(#{name}-\1)", value))


def _rounded(number: re.Match[str]) -> str:
    return f"{round(float(number[0]), 1):g}"


def _hoist(group: Element) -> None:
    """Say once, on the group, what all its children say."""
    for key in _SHARED:
        said = {child.get(key) for child in group}
        if len(group) > 1 and len(said) == 1 and None not in said:
            group.set(key, said.pop() or "")
            for child in group:
                del child.attrib[key]
