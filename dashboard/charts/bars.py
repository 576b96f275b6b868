"""Small bars inside tables and beside words, drawn without the renderer: cheap enough for any page.

Their numbers stand beside them in words, so screen readers pass them by.
"""

_HATCH = '<path d="M-2,2l4,-4M0,8l8,-8M6,10l4,-4" stroke="#4c6272"/>'


def row_bar(number: float, largest: float, *, width: int = 110, colour: str = "#003087") -> str:
    """A bar in the row of a table, on the left edge its column shares."""
    length = round(width * number / largest, 1) if largest else 0
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="12" viewBox="0 0 {width} 12" '
        f'aria-hidden="true" focusable="false"><path d="M0,0h{length:g}v12h-{length:g}Z" fill="{colour}"/></svg>'
    )


def trust_bar(fresh: int, posts: int, *, name: str) -> str:
    """Dark: posts on fresh returns; hatched: the rest. As wide as its place.

    name: unique on the page, letters and hyphens; the id of the hatch begins with it
    """
    share = round(100 * fresh / posts, 1) if posts else 0
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" width="100%" height="18" aria-hidden="true" focusable="false">'
        f'<defs><pattern id="{name}-late" width="8" height="8" patternUnits="userSpaceOnUse">{_HATCH}</pattern></defs>'
        f'<rect width="100%" height="18" fill="url(#{name}-late)"/>'
        f'<rect width="{share:g}%" height="18" fill="#4c6272"/>'
        '<rect x="0.5" y="0.5" width="99.8%" height="17" fill="none" stroke="#212b32"/></svg>'
    )
