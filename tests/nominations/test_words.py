"""Words as people count them."""

import pytest

from nominations.words import as_typed, out_of, words_in


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", 0),
        ("well-led trust's £3.5m plan", 4),
        ("– one • two —", 2),
        ("R&D and/or nurse@nhs.net", 3),
        ("हिन्दी में दो", 3),  # vowel signs are written inside a word
        ("مُدِيرَة المالية", 2),
        ("cafe\u0301 au lait", 3),
        ("🎉🎉", 0),
    ],
)
def test_words_are_counted_as_people_count_them(text, words):
    assert words_in(text) == words


def test_what_no_database_holds_is_left_out_and_nothing_else():
    assert as_typed("a\x00b\r\nc\ud800 <b>\u202e") == "ab\nc <b>\u202e"


@pytest.mark.parametrize(
    ("text", "most", "sentence"),
    [
        ("", 60, "0 of 60 words"),
        ("one", 1, "1 of 1 word"),
        ("word " * 1200, 60, "1,200 words: 1,140 more than the 60 allowed"),
    ],
)
def test_how_many_words_of_how_many_is_said_as_the_script_says_it(text, most, sentence):
    assert out_of(text, most) == sentence
