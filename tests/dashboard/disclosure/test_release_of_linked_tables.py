"""Tables of one release that count the same people: a count that two of them show is hidden in both or in neither."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.disclosure.release import release
from dashboard.disclosure.tables import NotATable
from tests.dashboard.disclosure.attacker import Attacker
from tests.dashboard.disclosure.printed_tables import RULE, seen, table


@st.composite
def linked(draw):
    """Counts by ethnicity and stage, by disability and stage and by age and stage: stages have the same totals."""
    stages = draw(st.integers(1, 3))
    few = st.sampled_from([0, 1, 3, 6, 7, 12, 18, 20])
    first = draw(st.lists(st.lists(few, min_size=stages, max_size=stages), min_size=2, max_size=3))
    totals = [sum(column) for column in zip(*first, strict=True)]
    others = []
    for _ in range(2):
        part = [draw(st.integers(0, total)) for total in totals]
        others.append([part, [total - count for total, count in zip(totals, part, strict=True)]])
    return [first, *others]


def tables_of(counts):
    names = ("ethnicity", "disability", "age")
    return [
        table(rows, rows_are=name, heads=[f"{name} {number}" for number in range(len(rows))])
        for name, rows in zip(names, counts, strict=False)
    ]


def attacker_of(found) -> Attacker:
    """Knows every table, and that their totals by stage are the same."""
    attacker = Attacker()
    for released in found.tables:
        attacker.reads(seen(released))
    return attacker


@settings(deadline=None, max_examples=10)
@given(linked())
def test_nothing_is_told_by_tables_together(counts):
    found = release(tables_of(counts), rule=RULE)
    attacker = attacker_of(found)
    hidden = {cell for released in found.tables for cell, shown in seen(released).items() if shown is None}
    assert [cell for cell in hidden if attacker.width({("new", cell): 1}) < 5] == []
    assert found.is_exact


def test_a_total_that_two_tables_show_is_hidden_in_both_or_in_neither():
    found = release(tables_of([[[3], [0]], [[1], [2]]]), rule=RULE)
    assert [released.shown[-1] for released in found.tables] == [(None,), (None,)]


def test_a_count_safe_in_its_own_table_can_need_more_beside_another():
    apart = [[[1, 30], [20, 30]], [[0, 8], [21, 52]]]
    alone = [release([one], rule=RULE) for one in tables_of(apart)]
    together = release(tables_of(apart), rule=RULE)
    assert attacker_of(together).width({("new", ("ethnicity 0", "c0")): 1}) >= 5
    assert together.hidden >= max(one.hidden for one in alone)


def test_tables_that_do_not_count_the_same_people_are_refused():
    with pytest.raises(NotATable, match=r"^“c0” is 33 in one table and 30 in another; tables of one release count the"):
        release(tables_of([[[3], [30]], [[10], [20]]]), rule=RULE)
