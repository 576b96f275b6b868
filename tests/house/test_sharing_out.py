"""How the tests are shared out among processes: nothing is torn apart, and what takes long does not begin last."""

from pathlib import Path

import pytest

from tests.fixtures.sharing_out import LONG, ONE_PLACE, LongestFirst, rank

ROOT = Path(__file__).resolve().parents[2]
FILES = [str(path.relative_to(ROOT)) for path in (ROOT / "tests").rglob("test_*.py")]


@pytest.mark.parametrize("part", LONG)
def test_every_place_that_is_named_has_tests(part):
    assert any(part in file for file in FILES)


def test_a_file_is_of_one_process_and_so_are_all_that_need_the_demonstration(pytestconfig, monkeypatch):
    monkeypatch.setattr(pytestconfig.option, "tx", ["2*popen"])
    monkeypatch.setattr(pytestconfig.option, "loadscopereorder", True)
    shared = LongestFirst(pytestconfig)
    assert {shared._split_scope(f"{file}::test_it[a::b]") for file in FILES if ONE_PLACE not in file} == {
        file for file in FILES if ONE_PLACE not in file
    }
    assert {shared._split_scope(f"{file}::test_it") for file in FILES if ONE_PLACE in file} == {ONE_PLACE}
    assert pytestconfig.option.loadscopereorder is False


def test_journeys_begin_before_what_takes_a_moment():
    assert sorted(["tests/regions/test_x.py", "tests/journeys/test_y.py"], key=rank)[0] == "tests/journeys/test_y.py"
