"""Until when a draft can be sent, in the words of its pages."""

from __future__ import annotations

import datetime as dt

from django.utils.html import format_html
from django.utils.safestring import SafeString

from nominations import policies
from nominations.actions.book import DRAFT_DAYS
from nominations.models import Nomination, Round
from talentboard.access import refusal
from talentboard.clock import LONDON
from talentboard.nhs.filters import say_clock, say_day, say_weekday


def saved_line(one: Nomination, last_word: dt.datetime, moment: dt.datetime) -> SafeString:
    """ "today at 14:32. You can leave and come back until Friday 16 October 2026, 17:00." """
    return format_html("{}. {}", saved_when(last_word, moment), until_when(one.round, moment))


def saved_when(last_word: dt.datetime, moment: dt.datetime) -> str:
    is_today = last_word.astimezone(LONDON).date() == moment.astimezone(LONDON).date()
    return f"today at {say_clock(last_word)}" if is_today else f"on {say_day(last_word)} at {say_clock(last_word)}"


def until_when(round: Round, moment: dt.datetime) -> SafeString:
    """Only while nominations are taken in time."""
    if not round.takes(moment):
        return SafeString()
    return format_html("You can leave and come back until <strong>{}, 17:00</strong>.", say_weekday(round.closes))


def closed(one: Nomination, moment: dt.datetime) -> str:
    """What to do when the round has closed; empty while it is open."""
    if one.round.takes_late(moment):
        return (
            f"The round closed on {say_weekday(one.round.closes)} at 17:00. What you wrote is kept. You can send it as "
            f"a late nomination until {say_weekday(one.round.late_until)}, 17:00, with a reason."
        )
    sentence = refusal(lambda: policies.can_begin(one.round, one.route))
    return f"{sentence} What you wrote is kept, and cannot be sent." if sentence else ""


def deleted_on(last_word: dt.datetime) -> dt.date:
    """The day on which a draft is deleted if nothing more is written in it."""
    return last_word.astimezone(LONDON).date() + dt.timedelta(days=DRAFT_DAYS)
