"""A release of one table: what is hidden, that an attacker learns nothing from it, and that no less would do."""

import random
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.disclosure.release import release
from dashboard.disclosure.tables import NotATable, TrueTable
from tests.dashboard.disclosure.attacker import Attacker, too_well_known
from tests.dashboard.disclosure.printed_tables import RULE, alone, seen, table, tables_of_counts, truth


def released(counts, **options):
    return release([table(counts)], rule=RULE, **options)


def test_a_one_row_table_has_one_total_column_and_no_total_row():
    found = released([[40, 5, 10]]).tables[0]
    assert (found.row_heads, found.column_heads) == (("r0",), ("c0", "c1", "c2", "Total"))
    assert found.shown == ((40, None, 10, 55),)


def test_a_one_column_table_has_one_total_row_and_no_total_column():
    found = released([[40], [5], [10]]).tables[0]
    assert (found.row_heads, found.column_heads) == (("r0", "r1", "r2", "Total"), ("c0",))
    assert found.shown == ((40,), (None,), (10,), (55,))


def test_a_single_small_count_is_hidden_with_its_total():
    assert released([[3]]).tables[0].shown == ((None, None),)


def test_a_table_has_totals_both_ways_each_rounded_by_itself():
    found = released([[80, 40], [20, 8], [11, 11]]).tables[0]
    assert found.shown == ((80, 40, 120), (20, 10, 30), (10, 10, 20), (110, 60, 170))


def test_a_count_that_its_total_would_tell_takes_the_smaller_neighbour_with_it():
    found = released([[1, 0, 0, 20]])  # 18 to 22 less 18 to 22: the count could be 0 to 4 only
    assert found.tables[0].shown == ((None, 0, 0, None, 20),)
    assert (found.hidden, found.at_least, found.is_exact) == (2, 2, True)


def test_among_as_few_cells_those_of_the_smaller_total_are_hidden():
    assert released([[1, 0, 0, 20], [40, 40, 40, 42]]).tables[0].shown[0] == (None, 0, 0, None, 20)


def test_nothing_more_is_hidden_where_rounding_leaves_room():
    assert released([[30, 5, 20, 10]]).hidden == 1


@settings(deadline=None, max_examples=40)
@given(tables_of_counts())
def test_no_hidden_count_is_told_and_no_small_one_shown(counts):
    found = released(counts)
    printed, true = seen(found.tables[0]), truth(counts)
    assert too_well_known(printed) == []
    assert all(shown in (None, alone(true[cell])) for cell, shown in printed.items())
    assert found.hidden == sum(shown is None for shown in printed.values())
    assert found.is_exact


def fewer_or_smaller(counts, found):
    """A choice of hidden cells that an attacker learns nothing from, with fewer cells or as few of a smaller total."""
    true = {cell: count for cell, count in truth(counts).items() if cell in seen(found.tables[0])}
    must = {cell for cell, count in true.items() if alone(count) is None}
    ours = sum(true[cell] for cell, shown in seen(found.tables[0]).items() if shown is None)
    for number in range(found.hidden - len(must) + 1):
        for more in combinations(true.keys() - must, number):
            hidden = must | {*more}
            if len(hidden) == found.hidden and sum(true[cell] for cell in hidden) >= ours:
                continue
            if not too_well_known({cell: None if cell in hidden else alone(count) for cell, count in true.items()}):
                return hidden
    return None


@pytest.mark.parametrize(
    ("counts", "further"),
    [
        ([[1, 20, 0]], 1),
        ([[7, 6, 1, 1, 6]], 1),
        ([[0, 3], [3, 6]], 1),
        ([[3, 18], [28, 0]], 2),
        ([[3, 3, 18], [7, 7, 3]], 1),
        ([[18, 23, 0], [3, 3, 18]], 2),
        ([[6], [20], [1]], 1),
        ([[7, 6], [7, 3], [3, 18]], 2),
        ([[20, 20, 20], [1, 1, 0]], 3),
    ],
)
def test_no_choice_of_fewer_cells_or_of_a_smaller_total_would_do(counts, further):
    found = released(counts)
    assert found.hidden - sum(alone(count) is None for count in in_print(counts, found)) == further
    assert fewer_or_smaller(counts, found) is None


def in_print(counts, found):
    return [count for cell, count in truth(counts).items() if cell in seen(found.tables[0])]


MANY_SIXES, SPARSE, ANY = (0, 0, 0, 6, 7, 6, 7, 1), (0, 0, 0, 0, 0, 0, 6, 7, 7, 1, 300), tuple(range(41))


@pytest.mark.parametrize(("size", "kind"), [(8, MANY_SIXES), (8, SPARSE), (8, ANY), (14, MANY_SIXES), (14, SPARSE)])
def test_eight_by_eight_and_more_is_proven_the_fewest(size, kind):
    dice = random.Random(8)
    found = released([[dice.choice(kind) for _ in range(size)] for _ in range(size)])
    assert found.is_exact
    assert found.hidden == found.at_least
    assert too_well_known(seen(found.tables[0])) == []


def test_when_time_runs_out_nothing_is_told_all_the_same_and_it_says_how_good_it_is():
    dice = random.Random(3)
    counts = [[dice.choice((0, 0, 0, 6, 7, 1, 3, 20)) for _ in range(6)] for _ in range(6)]
    hasty, patient = released(counts, seconds=1e-9), released(counts)
    assert too_well_known(seen(hasty.tables[0])) == []
    assert not hasty.is_exact
    assert hasty.at_least <= patient.hidden <= hasty.hidden <= patient.hidden + 3


def test_among_equal_choices_the_order_of_the_file_does_not_decide():
    counts = [[18, 18, 3, 18]]
    here, there = table(counts), TrueTable(("r0",), ("c3", "c2", "c1", "c0"), ((18, 3, 18, 18),))
    assert released(counts).hidden == 2
    assert seen(release([here], rule=RULE).tables[0]) == seen(release([there], rule=RULE).tables[0])


@settings(deadline=None, max_examples=15)
@given(tables_of_counts(), st.randoms(use_true_random=False))
def test_the_order_of_rows_and_columns_decides_nothing(counts, dice):
    here = table(counts)
    rows, columns = [*range(len(counts))], [*range(len(counts[0]))]
    dice.shuffle(rows)
    dice.shuffle(columns)
    there = TrueTable(
        tuple(here.row_heads[row] for row in rows),
        tuple(here.column_heads[column] for column in columns),
        tuple(tuple(counts[row][column] for column in columns) for row in rows),
    )
    assert seen(release([here], rule=RULE).tables[0]) == seen(release([there], rule=RULE).tables[0])


@settings(deadline=None, max_examples=15)
@given(tables_of_counts(most=3), st.data())
def test_hiding_more_never_tells_more(counts, data):
    printed = seen(released(counts).tables[0])
    more = data.draw(st.sets(st.sampled_from(sorted(printed))))
    here, there = Attacker(), Attacker()
    here.reads(printed)
    there.reads({cell: None if cell in more else shown for cell, shown in printed.items()})
    for cell in printed:
        assert there.width({("new", cell): 1}) >= here.width({("new", cell): 1})


def test_counts_of_a_billion_are_released_to_the_last_five():
    shown = released([[4, 10**9], [0, 10**9 + 8]]).tables[0].shown
    assert shown[:2] == ((None, 10**9, 10**9 + 5), (0, 10**9 + 10, 10**9 + 10))
    assert shown[2] == (None, None, 2 * 10**9 + 10)  # else the total of the first column would be 0 to 4


@pytest.mark.parametrize(
    ("rows", "columns", "counts", "said"),
    [
        ((), (), (), "A table needs at least one row and one column of counts."),
        (("a",), ("x", "y"), ((1,),), "A table needs one count for each row and column."),
        (("a",), ("x",), ((-1,),), "A count is below 0; a count of people is 0 or more."),
        (("a",), ("x", " X"), ((1, 2),), "Two of the columns are headed “x”; each needs a head of its own."),
        (("a", "total"), ("x",), ((1,), (1,)), "One of the rows is headed “Total”; leave totals out, "),
        (("",), ("x",), ((1,),), "One of the rows has no head; each needs one."),
    ],
)
def test_what_is_no_table_is_refused_in_a_sentence(rows, columns, counts, said):
    with pytest.raises(NotATable) as mistake:
        TrueTable(rows, columns, counts)
    assert str(mistake.value).startswith(said)


def test_rows_and_columns_of_the_same_thing_are_refused():
    with pytest.raises(NotATable, match=r"^Rows and columns are both of “columns”; they need names of their own\.$"):
        table([[1]], rows_are="columns")
