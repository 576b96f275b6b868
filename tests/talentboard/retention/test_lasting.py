"""How long something is kept, to the day."""

import datetime as dt

import pytest

from talentboard.retention import Lasts

LATE_AUGUST = [dt.date(2026, 8, day) for day in range(25, 32)]


@pytest.mark.parametrize(
    ("lasts", "words"),
    [
        (Lasts(months=24), "24 months"),
        (Lasts(months=72), "6 years"),
        (Lasts(months=73), "73 months"),
        (Lasts(months=1), "1 month"),
        (Lasts(days=28), "28 days"),
        (Lasts(months=1, days=1), "1 month and 1 day"),
        (Lasts(), "not at all"),
    ],
)
def test_it_is_said_in_words(lasts, words):
    assert str(lasts) == words


def test_it_is_over_on_the_day_after_so_many_months_and_days():
    assert Lasts(months=24).after(dt.date(2026, 3, 3)) == dt.date(2028, 3, 3)
    assert Lasts(months=6).after(dt.date(2026, 8, 31)) == dt.date(2027, 2, 28)
    assert Lasts(months=1, days=2).after(dt.date(2026, 1, 31)) == dt.date(2026, 3, 2)


@pytest.mark.parametrize("lasts", [Lasts(months=6), Lasts(months=24), Lasts(months=1, days=3), Lasts(days=28), Lasts()])
@pytest.mark.parametrize(
    "day", [dt.date(2027, 2, 27), dt.date(2027, 2, 28), dt.date(2028, 2, 29), dt.date(2027, 3, 1), dt.date(2026, 8, 30)]
)
def test_what_ended_on_the_last_day_or_before_is_over_and_what_ended_later_is_not(lasts, day):
    last = lasts.over_on(day)
    around = [last + dt.timedelta(days=days) for days in range(-5, 6)]
    assert [one for one in around if lasts.after(one) <= day] == [one for one in around if one <= last]


def test_days_that_a_shorter_month_does_not_have_are_over_with_its_last_day():
    assert [day for day in LATE_AUGUST if day <= Lasts(months=6).over_on(dt.date(2027, 2, 28))] == LATE_AUGUST[-7:]
    assert Lasts(months=6).over_on(dt.date(2027, 2, 27)) == dt.date(2026, 8, 27)
