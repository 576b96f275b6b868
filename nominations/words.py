"""Counting the words of what somebody wrote, as they would count them."""

import re
import unicodedata

from talentboard.nhs.words import count, plural

# A word: letters, digits and what holds them together, of any script; a lone dash or bullet is none. The script of the
# pages that counts while somebody types has the same rule (static/talentboard/autosave.js).
WORD = re.compile(r"[^\W_]+(?:['’‘\-\u2010\u2011.,@/&][^\W_]+)*", re.UNICODE)
UNKEEPABLE = re.compile("[\x00\ud800-\udfff]")
SPACES = re.compile(r"[^\S\n]+")


def words_in(text: str) -> int:
    """How many words: "well-led trust's £3.5m plan" is four."""
    return len(WORD.findall(text if text.isascii() else without_marks(text)))


def out_of(text: str, most: int) -> str:
    """ "7 of 60 words", as the script of the pages says it while somebody types."""
    words = words_in(text)
    if words > most:
        return f"{plural(words, 'word')}: {count(words - most)} more than the {count(most)} allowed"
    return f"{count(words)} of {plural(most, 'word')}"


def without_marks(text: str) -> str:
    """The text without vowel signs and accents of their own, which many scripts write inside a word."""
    return "".join(letter for letter in text if not unicodedata.category(letter).startswith("M"))


def as_typed(text: str) -> str:
    """A text as it was typed, but for what no database can hold, and with one kind of line end."""
    return UNKEEPABLE.sub("", text).replace("\r\n", "\n").replace("\r", "\n")


def one_line(text: str) -> str:
    """A name or a title: what no database can hold is gone, and every run of white space is one space."""
    return SPACES.sub(" ", as_typed(text).replace("\n", " ")).strip()
