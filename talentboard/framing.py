"""The page around a large body: drawn once for every reader to whom it says the same, then put together piece by piece.

What is a reader's own stands in it as marks, and is put in for each; so nothing of anybody is in what is kept.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from functools import lru_cache
from typing import Any

from django.contrib.messages import get_messages
from django.http import HttpRequest
from django.middleware.csrf import get_token
from django.template import Context
from django.template.loader import get_template
from django.utils.html import escape
from django.utils.safestring import SafeString

from talentboard.access.navigation import navigation
from talentboard.accounts.sessions import IDLE_SECONDS
from talentboard.compressing import Piece, PieceByPiece

EDGE = "\0"  # of a mark: no text that is kept or typed can hold it
BODY = "body"
Frame = tuple[str | Piece, ...]
"""Pieces as they are sent, with the name of what is put in between each two of them."""


def mark(name: str) -> SafeString:
    """Where something is put in."""
    return SafeString(f"{EDGE}{name}{EDGE}")


OWN = {
    "csrf_token": mark("csrf_token"),
    "account_line": mark("account_line"),
    "user": {"is_authenticated": True, "pk": mark("account")},
    "request": {"idle_seconds": mark("idle_seconds"), "idle_seconds_left": mark("idle_seconds_left")},
}
"""What every page says of its reader, as the layout asks for it."""


def framed(
    request: HttpRequest,
    template: str,
    body: Sequence[str | Piece],
    *,
    put_in: Mapping[str, str],
    said: Mapping[str, Hashable],
    form: Any = None,
) -> PieceByPiece:
    """A page of the site for somebody signed in; `template` has the body at `{{ body }}`.

    put_in: texts that differ from page to page, by their names in the template, where no tag or filter may look at them
    said: everything else that the template asks; few values, for a frame is kept for each. form: where it has errors
    """
    around = navigation(request)
    said = {**said, "navigation": around["navigation"]}
    messages = get_messages(request)
    if form or len(messages):
        frame = drawn(template, {**said, "form": form, "messages": messages}, tuple(put_in))
    else:
        frame = kept(template, tuple(said.items()), tuple(put_in))
    own = {
        **put_in,
        "csrf_token": get_token(request),
        "account_line": around["account_line"],
        "account": request.user.pk,
        "idle_seconds": getattr(request, "idle_seconds", IDLE_SECONDS),
        "idle_seconds_left": getattr(request, "idle_seconds_left", IDLE_SECONDS),
    }
    parts: list[str | Piece] = []
    for piece in frame:
        if isinstance(piece, Piece):
            parts.append(piece)
        elif piece == BODY:
            parts.extend(body)
        else:
            parts.append(escape(own[piece]))
    return PieceByPiece(*parts)


@lru_cache(maxsize=256)
def kept(template: str, said: tuple[tuple[str, Hashable], ...], put_in: tuple[str, ...]) -> Frame:
    """A frame by everything that it says."""
    return drawn(template, dict(said), put_in)


def drawn(template: str, said: Mapping[str, Any], put_in: Sequence[str]) -> Frame:
    """The template without a request, so without a reader: marks stand for whatever is theirs."""
    marks = {name: mark(name) for name in (*put_in, BODY)}
    html = get_template(template).template.render(Context({**said, **marks, **OWN}))
    return tuple(Piece.of(part) if place % 2 == 0 else part for place, part in enumerate(html.split(EDGE)))
