"""Panels taken whole: what could be, the search for a wanted cost, and the proof that nothing costs less."""

import random

import pytest

from gateway.panels import instance_of
from gateway.panels.aimed import Aimed
from gateway.panels.clock import Clock
from gateway.panels.ladder import Ladder
from gateway.panels.numbered import Numbered
from gateway.panels.outline import outline
from gateway.panels.plan import UNPLACED, cost_of
from gateway.panels.rota import Aim, times_of
from gateway.panels.whole_panels import choices, number_of_choices
from tests.gateway.panels.brute import least_cost
from tests.gateway.panels.small import assessor, drawn_small, plain, session
from tests.gateway.panels.test_outline import half_days


def numbered(instance: dict) -> Numbered:
    return Numbered(instance_of(instance))


def climbed(instance: dict, *, seconds: float = 60) -> Ladder:
    """From what nobody having a place costs, down to what can be proven."""
    them = numbered(instance)
    start = outline(them, seconds=10)
    ladder = Ladder(them, {}, bound=start.bound, seed=0, clock=Clock())
    ladder.climb(until=seconds)
    return ladder


def five(**facts_of_last: object) -> Numbered:
    """Five who could all do everything but that only the last two are advisers."""
    people = [assessor(number, inclusion_adviser=number > 3) for number in range(1, 5)]
    return numbered(plain(assessors=0) | {"assessors": [*people, assessor(5, **facts_of_last)]})


def test_every_four_is_a_choice_once_with_somebody_to_advise():
    them = five()
    could = choices(them, 0, them.can_sit, dearest=0)
    assert number_of_choices(them.can_sit) == len(could.people) == 5
    for four, place in zip(could.people, could.adviser, strict=True):
        assert them.adviser[four[place]]


def test_colleagues_and_a_new_chair_are_choices_only_where_they_may_cost_that():
    them = five(organisation="RP4")
    assert len(choices(them, 0, them.can_sit, dearest=3).people) == 2  # without the one colleague, or without the other
    assert sorted(choices(them, 0, them.can_sit, dearest=4).cost.tolist()) == [0, 0, 4, 4, 4]
    new = numbered(plain(assessors=0) | {"assessors": [assessor(n, has_chaired=n == 1) for n in range(1, 5)]})
    [four], [cost] = choices(new, 0, new.can_sit, dearest=2).people, choices(new, 0, new.can_sit, dearest=2).cost
    assert (four.tolist(), cost) == ([0, 1, 2, 3], 0)  # the first marks and chairs; another advises
    nobody = numbered(plain(assessors=0) | {"assessors": [assessor(n, has_chaired=False) for n in range(1, 5)]})
    assert choices(nobody, 0, nobody.can_sit, dearest=1).people.size == 0
    assert choices(nobody, 0, nobody.can_sit, dearest=2).cost.tolist() == [2]


def test_whoever_is_fixed_is_on_every_panel_of_the_session():
    instance = plain(assessors=6, fixed=[{"assessor": "a3", "session": "s1"}])
    them = numbered(instance)
    assert len(choices(them, 0, them.can_sit, dearest=0).people) == 10  # of five others, any three
    assert (choices(them, 0, them.can_sit, dearest=0).people == 2).any(axis=1).all()


def test_sessions_at_one_time_are_twins_unless_another_tells_them_apart():
    instance = plain(sessions=0)
    times = [("09:00", "12:30"), ("09:00", "12:30"), ("13:30", "17:00"), ("13:30", "15:00"), ("16:00", "18:00")]
    instance["sessions"] = [session(number, starts=starts, ends=ends) for number, (starts, ends) in enumerate(times, 1)]
    first, twin, *others = times_of(numbered(instance)).tolist()
    assert first == twin
    assert len({first, *others}) == 4


@pytest.mark.parametrize("seed", range(40, 56))
def test_the_first_cost_that_can_be_reached_is_what_trying_everything_finds(seed):
    instance = drawn_small(random.Random(seed), assessors=6)
    least = least_cost(instance)
    assert least is not None
    ladder = climbed(instance)
    assert ladder.bound <= least
    if least < UNPLACED * 3:
        assert (ladder.cost, ladder.bound) == (least, least)
        assert cost_of(ladder.best, ladder.numbered) == least


def test_what_is_fixed_holds_in_what_is_taken():
    """Two sessions on two days; one would do, but somebody is fixed in each."""
    instance = plain(nominees=2, assessors=5, sessions=2)
    assert climbed(instance).cost == 17
    held = climbed(instance | {"fixed": [{"nominee": "n2", "session": "s2"}, {"assessor": "a5", "session": "s1"}]})
    assert held.cost == held.bound == 2 * 5 + 8 * 3
    assert 1 in held.best[1].nominees
    assert 4 in held.best[0].people


@pytest.mark.parametrize(("assessors", "most"), [(12, 2), (8, 4), (4, 6)])
def test_a_search_ends_with_a_plan_of_the_cost_that_was_asked_for(assessors, most):
    """Six panels on three days: twelve people for a day each, eight of whom four come twice, or four on all days."""
    them = numbered(half_days(assessors=assessors))
    cost = 5 * most + 3 * 12
    search = Aimed(them, Aim(cost, most, 0, 12), seed=0, clock=Clock(), start={})
    assert search.run(until=60)
    assert sum(len(panel.nominees) for panel in search.plan.values()) == 6
    assert cost_of(search.plan, them) == cost


def test_a_search_for_what_cannot_be_ends_without():
    """Two seen by four people cost 17."""
    search = Aimed(numbered(plain(nominees=2)), Aim(16, 1, 0, 0), seed=0, clock=Clock(), start={})
    assert not search.run(until=0.5)


def test_nobody_sits_in_two_sessions_that_overlap_in_part():
    """Four people can see one of two nominees; from the minute on at which the other session begins later, both."""
    instance = plain(nominees=2)
    instance["sessions"] = [session(1, nominees=1), session(2, starts="12:29", ends="15:00", nominees=1)]
    for one in instance["assessors"] + instance["nominees"]:
        one["sessions"] = ["s1", "s2"]
    ladder = climbed(instance)
    assert ladder.cost == ladder.bound == 1000 + 17
    instance["sessions"][1]["starts"] = "2026-11-03T12:30"
    assert climbed(instance).cost == 2 * 5 + 4 * 3
