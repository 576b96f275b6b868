"""Numbers, days and lists in templates: the words of `words.py` as filters."""

from datetime import date, datetime
from typing import Any

from django import template
from django.utils import timezone
from django.utils.formats import date_format

from . import words

register = template.Library()
NOT_COMPUTED = "n/a"


def _or_not_computed(say):
    """Nothing there is said as "n/a", never as a dash or an empty cell."""

    def filter_(value: Any, argument: Any = None) -> str:
        if value is None or value == "":
            return NOT_COMPUTED
        return say(value) if argument is None else say(value, argument)

    return filter_


def london(moment: datetime) -> datetime:
    """The moment as the clock in London shows it."""
    return timezone.localtime(moment) if timezone.is_aware(moment) else moment


def as_day(value: date | datetime) -> date:
    """The London day of a date or a moment."""
    return london(value).date() if isinstance(value, datetime) else value


def say_day(value: date | datetime) -> str:
    """3 November 2026"""
    return words.long_day(as_day(value))


def say_weekday(value: date | datetime) -> str:
    """Tuesday 3 November 2026, for deadlines"""
    return f"{date_format(as_day(value), 'l')} {say_day(value)}"


def say_clock(value: datetime) -> str:
    """02:14"""
    return words.clock(london(value))


def say_moment(value: datetime) -> str:
    """1 October 2026 at 02:14"""
    return f"{say_day(value)} at {say_clock(value)}"


register.filter("count", _or_not_computed(words.count))
register.filter("signed", _or_not_computed(words.signed))
register.filter("signed_decimal", _or_not_computed(lambda value, places=1: words.signed_decimal(value, places=places)))
register.filter("decimal", _or_not_computed(lambda value, places=1: words.decimal(value, places=places)))
register.filter("percent_of", _or_not_computed(words.percent_of))
register.filter("rate_of", _or_not_computed(words.rate_of))
register.filter("day", _or_not_computed(say_day))
register.filter("weekday", _or_not_computed(say_weekday))
register.filter("clock", _or_not_computed(say_clock))
register.filter("moment", _or_not_computed(say_moment))
register.filter("capital", lambda value: words.capital(str(value)))


@register.filter
def plural(number: int, nouns: str) -> str:
    """{{ 2512|plural:"post" }} is "2,512 posts"; {{ 1|plural:"person,people" }} is "1 person"."""
    one, _, many = nouns.partition(",")
    return words.plural(number, one, many or None)


@register.filter
def to(low: int, high: int) -> str:
    """{{ 20|to:26 }} is "20 to 26"."""
    return NOT_COMPUTED if low is None or high is None else words.between(low, high)


@register.filter
def join_words(listed: list, last: str = "and") -> str:
    """{{ families|join_words }} is "nursing, finance and digital"."""
    return words.join_words((str(word) for word in listed), last=last)
