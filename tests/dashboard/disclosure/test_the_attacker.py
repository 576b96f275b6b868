"""The attacker of these tests finds what trying every number finds."""

from itertools import product

import pytest

from tests.dashboard.disclosure.attacker import Attacker, behind, too_well_known

SOME = 14  # in the tables below no count can be as large


def tried(printed):
    """For a table of two rows and two columns: how closely each hidden cell is known, by trying all numbers."""
    places = [("a", "x"), ("a", "y"), ("b", "x"), ("b", "y")]
    totals = {cell: [place for place in places if cell[0] in (place[0], "Total") and cell[1] in (place[1], "Total")]
              for cell in printed}  # fmt: skip
    possible = [
        {cell: sum(counts[places.index(place)] for place in parts) for cell, parts in totals.items()}
        for counts in product(range(SOME), repeat=4)
        if all(
            behind(printed[cell])[0] <= sum(counts[places.index(place)] for place in parts) <= behind(printed[cell])[1]
            for cell, parts in totals.items()
        )
    ]
    return {
        cell: max(found[cell] for found in possible) - min(found[cell] for found in possible)
        for cell, shown in printed.items()
        if shown is None
    }


@pytest.mark.parametrize(
    "shown",
    [
        (None, 5, 10, 0, None, None, None, 10, 10),
        (None, 0, None, None, 5, 10, None, 5, 10),
        (5, None, 10, None, 0, None, 10, None, 15),
    ],
)
def test_every_width_is_that_of_trying_all_numbers(shown):
    cells = product(("a", "b", "Total"), ("x", "y", "Total"))
    printed = dict(zip(cells, shown, strict=True))
    attacker = Attacker()
    attacker.reads(printed)
    widths = tried(printed)
    assert {cell: attacker.width({("new", cell): 1}) for cell in widths} == widths


def test_a_count_hidden_alone_is_found_out():
    printed = {("a", "x"): None, ("a", "y"): 0, ("a", "z"): 20, ("a", "Total"): 20}
    assert too_well_known(printed) == [("a", "x")]  # at most 22 - 18
