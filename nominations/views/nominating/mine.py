"""The nominator's part of what is somebody's own: drafts side by side, and where each nomination stands."""

from __future__ import annotations

import datetime as dt
from typing import Any, NamedTuple

from django.core.paginator import Page, Paginator
from django.http import HttpRequest

from talentboard.clock import now, today
from talentboard.nhs.filters import say_day, say_weekday

from .reach import address, drafts_of, named, sent_by
from .standing import Standing, standing
from .until import closed

ROWS = 30


class Draft(NamedTuple):
    who: str
    what: str
    url: str
    saved: str
    until: str


class Made(NamedTuple):
    who: str
    what: str
    url: str
    standing: Standing


class NominationsMade(NamedTuple):
    """drafts: the newest first. page: those that were sent, those that go on first."""

    drafts: list[Draft]
    page: Page
    made: list[Made]


def nominations_made(request: HttpRequest) -> NominationsMade:
    """Everything that the reader has said of others. Four queries, however many."""
    moment, day = now(), today()
    page = Paginator(sent_by(request.user), ROWS).get_page(request.GET.get("made"))
    made = [Made(named(one), in_what(one), address(one, "sent"), standing(one, day)) for one in page]
    return NominationsMade([draft(one, moment) for one in drafts_of(request.user)], page, made)


def draft(one: Any, moment: dt.datetime) -> Draft:
    until = closed(one, moment) or f"Send it by {say_weekday(one.round.closes)}, 17:00."
    return Draft(named(one), in_what(one), address(one, "draft"), say_day(one.last_word), until)


def in_what(one: Any) -> str:
    return f"{one.round.pool}, {one.round.pool.region.name}, {one.round}"
