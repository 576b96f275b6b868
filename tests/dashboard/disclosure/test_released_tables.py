"""A released table is what was released: nothing else passes for one, and nobody else makes one."""

import ast
import json
from dataclasses import replace
from pathlib import Path

import pytest

from dashboard.disclosure.release import release
from dashboard.disclosure.released import NotReleased, Released, from_payload, seal
from dashboard.disclosure.rules import NoRule
from tests.dashboard.disclosure.printed_tables import RULE, table

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture
def released() -> Released:
    return release([table([[80, 40], [20, 5]])], rule=RULE).tables[0]


def test_a_stored_table_comes_back_as_it_was(released):
    assert from_payload(json.loads(json.dumps(released.payload()))) == released
    assert (released.rule, released.number_hidden) == (RULE.name, 1)


@pytest.mark.parametrize(
    "changed",
    [
        {"shown": ((80, 40, 120), (20, 5, 25), (100, 45, 145))},
        {"row_heads": ("r1", "r0", "Total")},
        {"rows_are": "disability"},
        {"digest": ""},
    ],
)
def test_what_was_changed_after_its_release_is_refused(released, changed):
    with pytest.raises(NotReleased, match=r"^This table is not as it was released: its digest does not fit\.$"):
        replace(released, **changed)


def sealed(shown, rule=RULE.name):
    heads = "rows", ("a",), "columns", ("x", "Total")
    return Released(rule, ("a",), ("x", "Total"), shown, seal(rule, heads, shown))


def test_counts_that_the_rule_never_shows_are_refused():
    assert sealed(((None, 20),)).number_hidden == 1
    with pytest.raises(NotReleased, match=r"^This table was not released: 3 is never shown by the rule "):
        sealed(((3, 20),))
    with pytest.raises(NotReleased, match=r"it has not one cell for each row and column\.$"):
        sealed(((20,),))


def test_a_rule_that_is_not_known_is_refused():
    with pytest.raises(NoRule):
        sealed(((None, 20),), rule="none")


@pytest.mark.parametrize("gone", ["rule", "shown", "digest"])
def test_a_payload_with_a_part_missing_is_refused(released, gone):
    payload = {name: value for name, value in released.payload().items() if name != gone}
    with pytest.raises(NotReleased, match=r"^This is not a released table: a part of it is missing\.$"):
        from_payload(payload)


def test_release_alone_makes_one():
    makers = set()
    for path in [*ROOT.glob("dashboard/**/*.py"), *ROOT.glob("gateway/**/*.py")]:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in {"Released", "seal"}:
                makers.add(path.relative_to(ROOT).as_posix())
    assert makers == {"dashboard/disclosure/release.py", "dashboard/disclosure/released.py"}
