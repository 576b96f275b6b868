"""A program solved in another process: the same answer, and nothing that is not known is said."""

import sys
from itertools import combinations

import numpy as np
import pytest

from gateway.panels import beside as room
from gateway.panels.beside import beside
from gateway.panels.program import Program


def at_most_one_of_each_pair(number: int, *, wanted: int) -> Program:
    """So many columns, of any two of which one may be taken, and so many are to be: from 2 on it cannot be."""
    program = Program()
    columns = program.add(number, cost=np.arange(number))
    for pair in combinations(columns, 2):
        program.put(program.limit(1, most=1), np.array(pair))
    program.put(program.limit(1, least=wanted), columns)
    return program


def long_one() -> Program:
    """Six times half of what fifty numbers come to, with the same numbers taken: nothing is known for hours."""
    program, draw = Program(), np.random.default_rng(0)
    columns = program.add(50)
    for _ in range(6):
        weights = draw.integers(1, 100, 50)
        program.put(program.limit(1, least=weights.sum() // 2, most=weights.sum() // 2), columns, weights)
    return program


def test_it_finds_what_is_found_here():
    program = at_most_one_of_each_pair(5, wanted=1)
    here = program.solve(seconds=30)
    with beside(program, seconds=30, gap=0) as other:
        there = other.found(seconds=60)
        assert other.is_decided()
    assert there is not None
    assert there.values is not None
    assert here.values is not None
    assert there.values.tolist() == here.values.tolist() == [1, 0, 0, 0, 0]
    assert (there.cost, there.is_best) == (0, True)


def test_it_says_that_there_is_no_answer():
    with beside(at_most_one_of_each_pair(5, wanted=2), seconds=30, gap=0) as other:
        found = other.found(seconds=60)
        assert other.is_decided()
    assert found is not None
    assert found.is_impossible


def test_a_time_that_runs_out_decides_nothing():
    with beside(long_one(), seconds=0.1, gap=0) as other:
        found = other.found(seconds=60)
        assert not other.is_decided()
    assert found is not None
    assert (found.values, found.is_impossible) == (None, False)


def test_nobody_waits_for_it_and_it_is_stopped_in_the_end():
    with beside(long_one(), seconds=600, gap=0) as other:
        assert other.found() is None
        assert not other.is_decided()
        assert other.process.poll() is None
    assert other.process.poll() is not None


@pytest.mark.parametrize("end", ["raise SystemExit(3)", "import os; os.kill(os.getpid(), 9)"])
@pytest.mark.parametrize("size", [5, 300])  # the larger one does not go into a pipe at once
def test_a_process_that_fails_has_found_nothing_and_proven_nothing(monkeypatch, end, size):
    monkeypatch.setattr(room, "COMMAND", (sys.executable, "-c", end))
    with beside(at_most_one_of_each_pair(size, wanted=2), seconds=30, gap=0) as other:
        found = other.found(seconds=60)
        assert not other.is_decided()
    assert found == room.NOTHING
