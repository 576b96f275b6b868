"""Words that set a number, and the words for any number."""

from decimal import Decimal

import pytest

from regions.posts import likelihood


@pytest.mark.parametrize(
    ("number", "words"),
    [
        ("1", "Almost certain (1)"),
        ("0.9", "Almost certain (0.9)"),
        ("0.8999", "Very likely (0.8999)"),
        ("0.70", "Likely (0.7)"),
        ("0.5", "As likely as not (0.5)"),
        ("0.44", "Unlikely (0.44)"),
        ("0.0001", "Very unlikely (0.0001)"),
    ],
)
def test_a_number_is_said_in_the_words_nearest_to_it(number, words):
    assert likelihood.in_words(Decimal(number)) == words


def test_every_choice_of_words_sets_a_number_that_is_said_in_the_same_words():
    offered = dict(likelihood.choices())
    assert offered.pop(likelihood.OTHER) == "Another number"
    assert {number: likelihood.in_words(Decimal(number)) for number in offered} == offered


@pytest.mark.parametrize(
    ("typed", "chosen"),
    [("0.70", "0.7"), (" 0.5 ", "0.5"), ("0.65", "other"), ("80 %", "other"), ("sNaN", "other"), ("", "")],
)
def test_a_typed_number_is_one_of_the_choices_or_ones_own(typed, chosen):
    assert likelihood.chosen(typed) == chosen
