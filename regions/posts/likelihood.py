"""Likelihood in words and in numbers: words that set the number, and the words for any number."""

from decimal import Decimal, InvalidOperation

OTHER = "other"

# (number that the words set, words, the least number that they stand for)
WORDS = (
    ("0.95", "Almost certain", "0.9"),
    ("0.85", "Very likely", "0.8"),
    ("0.7", "Likely", "0.55"),
    ("0.5", "As likely as not", "0.45"),
    ("0.3", "Unlikely", "0.2"),
    ("0.1", "Very unlikely", "0"),
)


def choices() -> list[tuple[str, str]]:
    """What a form offers: "Likely (0.7)" under 0.7, and a number of one's own."""
    return [*((number, f"{words} ({number})") for number, words, _least in WORDS), (OTHER, "Another number")]


def in_words(number: Decimal) -> str:
    """A probability above 0 and up to 1, in words with its number: "Likely (0.65)"."""
    words = next(words for _set, words, least in WORDS if number >= Decimal(least))
    return f"{words} ({number.normalize():f})"


def chosen(text: str) -> str:
    """Which of the choices a typed probability is: "0.70" is that of 0.7, any other text the number of one's own."""
    if not text.strip():
        return ""
    try:
        typed = Decimal(text.strip())
        return next((number for number, _words, _least in WORDS if typed == Decimal(number)), OTHER)
    except InvalidOperation:
        return OTHER
