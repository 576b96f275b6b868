"""The bench measures what it says, and prints it so that it can be read."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.bench.measuring import FEWEST, measured
from tests.bench.printing import table
from tests.bench.records import Amount, Pair, Result

ROOT = Path(__file__).resolve().parents[2]


class Clock:
    """Seconds that pass only when somebody works."""

    def __init__(self) -> None:
        self.now = 0.0
        self.did: list[str] = []

    def works(self, name: str, *seconds: float):
        """A function that takes so long, call after call, and as long as the last time from then on."""
        left = list(seconds)

        def work() -> None:
            self.did.append(name)
            self.now += left.pop(0) if len(left) > 1 else left[0]

        return work

    def __call__(self) -> float:
        return self.now


def test_the_ratio_is_of_medians_and_the_first_call_is_not_counted():
    clock = Clock()
    ours, floor = clock.works("ours", 99, 0.004, 0.9, 0.004), clock.works("floor", 99, 0.002)
    pair = Pair("page", ours, floor, target=2.5, clock=clock)
    (result,) = measured("pages", [pair], rounds=9)
    assert (result.ours, result.floor, result.ratio) == pytest.approx((4, 2, 2))
    assert result.is_met


def test_pairs_take_turns_so_that_whatever_happens_meanwhile_falls_on_all_of_them():
    clock = Clock()
    pairs = [Pair(name, clock.works(name, 1), clock.works(f"{name} floor", 1), 2, clock=clock) for name in ("a", "b")]
    list(measured("pages", pairs, rounds=9))
    once = ["a", "a floor", "b", "b floor"]
    assert clock.did == once * 10


def test_fewer_samples_than_nine_are_never_taken():
    clock = Clock()
    pair = Pair("gap", clock.works("ours", 1), clock.works("floor", 1), 2, rounds=2, clock=clock)
    list(measured("gap", [pair], rounds=50))
    assert clock.did.count("ours") == FEWEST + 1


def test_only_what_is_asked_for_is_measured():
    amounts = [Amount(name, lambda: 1, "KB", 2) for name in ("Region page", "List")]
    assert [result.name for result in measured("pages", amounts, rounds=9, only="region")] == ["Region page"]


RESULTS = [
    Result("pages", "region page", 4.2, "ms", 2.0, floor=2.0, ratio=2.1),
    Result("visit", "on the wire", 91.4, "KB", 150),
]


def test_the_table_says_what_is_met_and_by_how_much_not():
    lines = [line.split() for line in table(RESULTS, rounds=25).splitlines()]
    assert ["pages:", "region", "page", "4.20", "ms", "2.00", "ms", "2.10", "2.00", "NOT", "MET"] in lines
    assert ["visit:", "on", "the", "wire", "91", "KB", "150", "KB", "met"] in lines
    assert lines[-1] == ["1", "of", "2", "targets", "are", "not", "met."]


def test_a_result_is_json_and_comes_back_the_same():
    told = json.loads(json.dumps([result.as_json() for result in RESULTS]))
    assert [line.pop("met") for line in told] == [False, True]
    assert [Result(**line) for line in told] == RESULTS


def test_an_unknown_subject_is_refused_before_anything_is_made():
    command = [sys.executable, "-m", "tests.bench", "poems"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (2, "")
    assert "there is no subject poems: there are " in done.stderr
