"""Since which day changes are counted."""

import datetime as dt

from dashboard.changes.since import day_before

DAY = dt.date(2026, 9, 30)


def ago(*days):
    return [DAY - dt.timedelta(days=number) for number in days]


def test_it_is_the_newest_day_at_least_eighty_days_before():
    assert day_before(ago(1, 30, 79, 80, 92, 184), DAY) == ago(80)[0]


def test_without_one_so_old_it_is_the_newest_day_before():
    assert day_before(ago(0, 1, 30, 79), DAY) == ago(1)[0]


def test_the_first_figures_have_nothing_before_them():
    assert day_before(ago(0, -30), DAY) is None
