"""How numbers, days and lists are said."""

from datetime import date, datetime

import pytest

from talentboard.nhs import words


@pytest.mark.parametrize(
    ("number", "said"), [(0, "0"), (7, "7"), (2512, "2,512"), (-2, "−2"), (-1200, "−1,200"), (2.5, "3"), (-0.2, "0")]
)
def test_a_count_has_commas_a_real_minus_and_no_decimals(number, said):
    assert words.count(number) == said


@pytest.mark.parametrize(("number", "said"), [(5, "+5"), (-2, "−2"), (0, "0"), (0.4, "0"), (1250, "+1,250")])
def test_a_gap_carries_its_sign(number, said):
    assert words.signed(number) == said


@pytest.mark.parametrize(("number", "said"), [(23.04, "23.0"), (0.25, "0.3"), (-0.04, "0.0"), (-1.26, "−1.3")])
def test_a_rate_has_one_decimal(number, said):
    assert words.decimal(number) == said


def test_a_gap_with_decimals_carries_its_sign():
    assert [words.signed_decimal(number) for number in (4.5, -2, 0.04)] == ["+4.5", "−2.0", "0.0"]


@pytest.mark.parametrize(
    ("part", "of", "said"),
    [
        (213, 254, "84%"),
        (0, 254, "0%"),
        (1, 254, "less than 1%"),
        (253, 254, "over 99%"),
        (254, 254, "100%"),
        (0, 0, "n/a"),
    ],
)
def test_a_percentage_never_rounds_a_part_into_nothing_or_all(part, of, said):
    assert words.percent(part, of) == said


def test_a_percentage_may_have_decimals():
    assert words.percent(38, 254, places=1) == "15.0%"


def test_a_share_says_its_numbers():
    assert words.percent_of(213, 254, "posts") == "213 of 254 posts (84%)"
    assert words.percent_of(0, 0, "posts") == "0 of 0 posts"


def test_a_noun_is_singular_for_one_only():
    assert [words.plural(number, "post") for number in (0, 1, 2)] == ["0 posts", "1 post", "2 posts"]
    assert words.plural(2512, "person", "people") == "2,512 people"


def test_an_interval_is_said_in_words():
    assert words.between(20, 26) == "20 to 26"
    assert words.between(5, 5) == "5"


@pytest.mark.parametrize(
    ("listed", "said"),
    [([], ""), (["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c")],
)
def test_a_list_is_joined_as_it_is_said(listed, said):
    assert words.join_words(listed) == said


def test_a_sentence_starts_with_a_capital_and_keeps_the_rest():
    assert words.capital("nursing in NHS trusts") == "Nursing in NHS trusts"


def test_days_and_times_have_no_leading_zero_in_the_day():
    assert words.long_day(date(2026, 11, 3)) == "3 November 2026"
    assert words.clock(datetime(2026, 10, 1, 2, 14)) == "02:14"  # noqa: DTZ001 (a wall-clock time)


def test_a_rate_says_what_it_is_of():
    assert words.rate_of(38, 254) == "15.0% of 254"
    assert words.rate_of(0, 0) == "n/a"
