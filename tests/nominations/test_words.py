"""Words as people count them."""

import pytest

from nominations.words import as_typed, words_in


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
