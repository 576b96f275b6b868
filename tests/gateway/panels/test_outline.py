"""The outline bounds the cost, and sees what fractions of people do not."""

import random

import pytest

from gateway.panels import instance_of
from gateway.panels.numbered import Numbered
from gateway.panels.outline import most_on_a_day, outline
from tests.gateway.panels.brute import least_cost
from tests.gateway.panels.small import drawn_small, plain, session


def numbered(instance: dict) -> Numbered:
    return Numbered(instance_of(instance))


@pytest.mark.parametrize("seed", range(20, 30))
def test_nothing_costs_less_than_the_outline(seed):
    instance = drawn_small(random.Random(seed))
    assert outline(numbered(instance), seconds=10).bound <= least_cost(instance)


def half_days(*, assessors: int) -> dict:
    """Six panels on three days, morning and afternoon, that must all be used."""
    instance = plain(nominees=6, assessors=assessors, sessions=6)
    halves = [("09:00", "12:30"), ("13:30", "17:00")]
    instance["sessions"] = [
        session(number, day=f"2026-11-{3 + (number - 1) // 2:02}", starts=starts, ends=ends, nominees=1)
        for number, (starts, ends) in enumerate(halves * 3, 1)
    ]
    return instance


@pytest.mark.parametrize(
    ("assessors", "cost"),
    [
        (12, 5 * 2 + 3 * 12),  # twelve who come for a day each
        (8, 5 * 4 + 3 * 12),  # 24 sittings are three each; but in pairs, four come for two days and the others for one
        (4, 5 * 6 + 3 * 12),
    ],
)
def test_an_odd_number_of_sittings_is_dear_where_two_go_into_a_day(assessors, cost):
    assert outline(numbered(half_days(assessors=assessors)), seconds=10).bound == cost


def test_the_most_sessions_on_a_day_follow_one_another():
    instance = plain(sessions=1)
    times = [("09:00", "17:00"), ("09:00", "11:00"), ("10:00", "12:00"), ("11:00", "13:00"), ("13:00", "14:00")]
    instance["sessions"] = [session(number, starts=starts, ends=ends) for number, (starts, ends) in enumerate(times, 1)]
    assert most_on_a_day(numbered(instance)) == 3
