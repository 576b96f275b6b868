"""Working days are England's, and mails are quiet outside their hours."""

import datetime as dt

import pytest

from talentboard.clock import LONDON
from talentboard.working_days import (
    is_working_day,
    next_quiet_end,
    working_day_from,
    working_days_after,
    working_days_before,
)

DUE = dt.date(2026, 9, 25)  # a Friday


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def moment(text: str) -> dt.datetime:
    return dt.datetime.fromisoformat(text).replace(tzinfo=LONDON)


@pytest.mark.parametrize(
    ("text", "works"),
    [
        ("2026-09-25", True),
        ("2026-09-26", False),  # Saturday
        ("2026-09-27", False),
        ("2026-12-24", True),
        ("2026-12-25", False),  # Christmas Day
        ("2026-12-28", False),  # Monday in lieu of Boxing Day, a Saturday
        ("2026-12-29", True),
        ("2026-04-03", False),  # Good Friday
        ("2026-04-06", False),  # Easter Monday: a holiday in England, not in Scotland
        ("2026-01-02", True),  # a holiday in Scotland alone
        ("2026-08-31", False),  # the last Monday of August
    ],
)
def test_a_working_day_is_englands(text, works):
    assert is_working_day(day(text)) is works


@pytest.mark.parametrize(
    ("due", "number", "expected"),
    [
        ("2026-09-25", 10, "2026-09-11"),
        ("2026-09-25", 3, "2026-09-22"),
        ("2026-09-25", 1, "2026-09-24"),
        ("2026-12-25", 10, "2026-12-11"),  # due on a holiday itself
        ("2026-12-25", 1, "2026-12-24"),
        ("2027-03-25", 1, "2027-03-24"),
        ("2026-04-07", 1, "2026-04-02"),  # over Easter
        ("2026-04-07", 3, "2026-03-31"),
        ("2027-09-25", 1, "2027-09-24"),  # due on a Saturday
        ("2027-09-27", 1, "2027-09-24"),
    ],
)
def test_so_many_working_days_before(due, number, expected):
    assert working_days_before(day(due), number) == day(expected)


@pytest.mark.parametrize(
    ("since", "number", "expected"),
    [
        ("2026-09-21", 5, "2026-09-28"),
        ("2026-09-26", 5, "2026-10-02"),  # from a Saturday
        ("2026-12-22", 5, "2026-12-31"),  # over Christmas, with Monday in lieu
        ("2027-03-25", 1, "2027-03-30"),  # over Easter
    ],
)
def test_so_many_working_days_after(since, number, expected):
    assert working_days_after(day(since), number) == day(expected)


def test_a_day_that_is_none_moves_to_the_next_that_is():
    assert working_day_from(DUE) == DUE
    assert working_day_from(day("2026-12-25")) == day("2026-12-29")


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ("2026-09-25T08:00", "2026-09-25T08:00"),
        ("2026-09-25T17:59", "2026-09-25T17:59"),
        ("2026-09-25T18:00", "2026-09-28T08:00"),  # Friday evening
        ("2026-09-25T07:59", "2026-09-25T08:00"),
        ("2026-09-24T23:30", "2026-09-25T08:00"),
        ("2026-09-26T12:00", "2026-09-28T08:00"),
        ("2026-12-24T18:30", "2026-12-29T08:00"),  # Christmas, the weekend, and the Monday in lieu
        ("2027-03-26T12:00", "2027-03-30T08:00"),
    ],
)
def test_mails_are_quiet_in_the_evening_at_night_at_weekends_and_on_bank_holidays(asked, expected):
    assert next_quiet_end(moment(asked)) == moment(expected)


def test_the_hours_are_londons_in_summer_as_in_winter():
    before_eight = dt.datetime(2026, 7, 1, 6, 30, tzinfo=dt.UTC)
    assert next_quiet_end(before_eight) == dt.datetime(2026, 7, 1, 7, 0, tzinfo=dt.UTC)
    in_winter = dt.datetime(2026, 11, 3, 7, 30, tzinfo=dt.UTC)
    assert next_quiet_end(in_winter) == dt.datetime(2026, 11, 3, 8, 0, tzinfo=dt.UTC)
