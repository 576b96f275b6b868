"""Somebody compares two groups, mistypes, and sees what of it may be published."""

import pytest

from talentboard.access import Role
from tests.journeys.ways import WIDE, Person, Way

BOARD = Person("Della Equal", Role.BOARD_MEMBER, "east")


@pytest.mark.parametrize("way", [WIDE, Way(390, javascript=False)], ids=str)
def test_a_board_member_works_out_a_likelihood_from_the_method_page(journey, way):
    board = journey.as_(BOARD, way).opens("/how-the-figures-are-made/")
    board.follows("Work one out").sees("Is one group more likely to pass than another?", "Nothing of it is stored")

    board.fills("People in the reference group", "80").fills("Of them, how many passed", "81")
    board.fills("People in the comparison group", "20").fills("Of those, how many passed", "5")
    board.presses("Work it out").sees(
        "Nothing has been worked out", "At most 80 of the reference group can have passed"
    )

    board.fills("Of them, how many passed", "40").presses("Work it out")
    board.sees("There is no clear difference between the two groups.", "2.00 (95% interval 0.91 to 4.41)")
    board.sees("hidden of 20", "Pages and packs would say not enough data.")
