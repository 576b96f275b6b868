"""A second release beside the last: no hidden count of either is told by both, and no group's change."""

from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.disclosure.release import Before, release
from dashboard.disclosure.tables import NotATable
from tests.dashboard.disclosure.attacker import Attacker
from tests.dashboard.disclosure.printed_tables import RULE, alone, seen, table, tables_of_counts, truth


@st.composite
def pairs(draw):
    """True counts then and now, with how many joined and left: at most that many did."""
    old = draw(tables_of_counts(most=3))
    cells = [(row, column) for row in range(len(old)) for column in range(len(old[0]))]
    new, joined, left = [[*row] for row in old], 0, 0
    for (row, column), by in draw(
        st.lists(st.tuples(st.sampled_from(cells), st.sampled_from([-3, -1, 1, 2, 6])), max_size=6)
    ):
        moved = max(by, -new[row][column])
        new[row][column] += moved
        joined, left = joined + max(0, moved), left + max(0, -moved)
    return old, new, joined + draw(st.sampled_from([0, 0, 4])), left + draw(st.sampled_from([0, 0, 4]))


def both(old, new, joined, left):
    """The last release and the new one beside it."""
    last = release([table(old)], rule=RULE)
    return last, release([table(new)], rule=RULE, before=Before([table(old)], last.tables, joined, left))


def attacker_of(old_printed, new_printed, joined, left) -> Attacker:
    attacker = Attacker()
    attacker.reads(old_printed, name="old")
    attacker.reads(new_printed, name="new")
    attacker.hears(new_printed, joined=joined, left=left)
    return attacker


def told(old_printed, new_printed, joined, left):
    """What the newer release tells: a hidden count of either, known more closely than 5 and than without anything of
    the newer release shown, and the change of a count that it shows. How many counts were told before."""
    attacker = attacker_of(old_printed, new_printed, joined, left)
    without = attacker_of(old_printed, dict.fromkeys(old_printed), joined, left)
    found = [
        ("change", cell)
        for cell, shown in new_printed.items()
        if shown is not None and attacker.width({("new", cell): 1, ("old", cell): -1}) < 5
    ]
    before = 0
    for name, printed in (("old", old_printed), ("new", new_printed)):
        for cell in [cell for cell, shown in printed.items() if shown is None]:
            width = attacker.width({(name, cell): 1})
            known = width < 5 and without.width({(name, cell): 1})
            found += [(name, cell)] if width < 5 and width < known else []
            before += width < 5
    return found, before


@settings(deadline=None, max_examples=25)
@given(pairs())
def test_nothing_is_told_by_both_releases_that_was_not_told_before(pair):
    last, found = both(*pair)
    newly, before = told(seen(last.tables[0]), seen(found.tables[0]), *pair[2:])
    assert newly == []
    assert (before > 0) <= (found.known_before > 0)
    assert found.is_exact


@pytest.mark.parametrize(
    ("old", "new", "joined", "left"),
    [
        ([[18], [18], [20]], [[20], [18], [24]], 6, 0),
        ([[0, 8], [0, 18]], [[3, 8], [1, 20]], 8, 2),
        ([[12, 12, 22], [8, 8, 30]], [[11, 12, 22], [8, 6, 31]], 2, 4),
    ],
)
def test_no_choice_of_fewer_cells_would_do(old, new, joined, left):
    last, found = both(old, new, joined, left)
    old_printed, new_printed = seen(last.tables[0]), seen(found.tables[0])
    true = {cell: count for cell, count in truth(new).items() if cell in new_printed}
    must = {cell for cell, count in true.items() if alone(count) is None}
    assert found.hidden > len(must)
    for number in range(found.hidden - len(must)):
        for more in combinations(true.keys() - must, number):
            fewer = {cell: None if cell in must | {*more} else alone(count) for cell, count in true.items()}
            assert told(old_printed, fewer, joined, left)[0] != [], fewer


def test_a_group_whose_change_two_shown_counts_would_tell_is_hidden_in_the_newer():
    _, found = both([[6, 40, 40]], [[7, 60, 40]], 25, 10)  # 6 or 7 beside 6 or 7: changed by at most 1
    assert found.tables[0].shown[0][0] is None


@pytest.mark.parametrize(
    ("old", "new", "joined", "left"),
    [
        ([[5, 30]], [[8, 30]], 3, 2),
        ([[12, 4], [5, 12]], [[16, 4], [5, 17]], 9, 0),  # no condition of the newer release alone would do here
        ([[18, 5], [18, 20]], [[18, 5], [18, 27]], 7, 0),  # nor here
    ],
)
def test_a_newer_release_does_not_tell_what_the_last_one_hid(old, new, joined, left):
    last, found = both(old, new, joined, left)
    old_printed = seen(last.tables[0])
    attacker = attacker_of(old_printed, seen(found.tables[0]), joined, left)
    hidden = [cell for cell, shown in old_printed.items() if shown is None]
    assert hidden
    assert [cell for cell in hidden if attacker.width({("old", cell): 1}) < 5] == []


def test_beside_the_last_release_few_moves_show_nothing_new():
    _, found = both([[40, 30], [20, 12]], [[41, 30], [20, 12]], 3, 1)
    assert all(shown is None for row in found.tables[0].shown for shown in row)


def test_without_the_last_release_the_same_counts_are_shown():
    assert release([table([[41, 30], [20, 12]])], rule=RULE).hidden == 0


def test_many_moves_leave_the_newer_release_as_it_would_be_alone():
    _, found = both([[40, 30], [20, 12]], [[50, 38], [26, 22]], 60, 26)
    assert found.hidden == 0


@pytest.mark.parametrize(
    ("joined", "left", "said"),
    [
        (3, 9, "By the two tables at least 5 people joined, and --joined says 3; "),
        (9, 1, "By the two tables at least 2 people left, and --left says 1; "),
        (-1, 9, "The numbers of people who joined and left are 0 or more."),
    ],
)
def test_changes_that_the_numbers_do_not_allow_are_refused(joined, left, said):
    with pytest.raises(NotATable) as mistake:
        both([[20, 30]], [[25, 28]], joined, left)
    assert str(mistake.value).startswith(said)


def test_tables_of_other_heads_are_refused():
    last = release([table([[20, 30]])], rule=RULE)
    before = Before([table([[20, 30]])], last.tables, 9, 9)
    with pytest.raises(
        NotATable, match=r"^The two tables differ in their heads \(other, r0\); give both the same rows"
    ):
        release([table([[20, 30]], heads=["other"])], rule=RULE, before=before)


def test_a_last_release_of_other_counts_is_refused():
    last = release([table([[20, 30]])], rule=RULE)
    with pytest.raises(NotATable, match=r"^40 was never shown as 20: the last release is not of these counts\.$"):
        release([table([[20, 30]])], rule=RULE, before=Before([table([[40, 30]])], last.tables, 9, 30))


def test_billions_of_moves_are_no_harder_than_a_few():
    _, found = both([[10**9, 40], [7, 30]], [[2 * 10**9, 60], [7, 30]], 10**10, 10**10)
    assert found.tables[0].shown[0] == (2 * 10**9, 60, 2 * 10**9 + 60)
    assert found.is_exact
