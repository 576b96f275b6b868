"""Numbers, dates and lists as a reader expects them: "2,512", "−2", "213 of 254 (84%)", "nursing and finance"."""

from collections.abc import Iterable
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal

MINUS = "−"


def whole(number: float) -> int:
    """The nearest whole number; a half goes away from zero (2.5 -> 3, -2.5 -> -3)."""
    return int(_rounded(number, 0))


def count(number: float) -> str:
    """A count: no decimals, thousands with a comma, a real minus sign (2512 -> "2,512", -2 -> "−2")."""
    return decimal(number, places=0)


def decimal(number: float, *, places: int = 1) -> str:
    """A number with a fixed number of decimals (23.04 -> "23.0", -0.04 -> "0.0")."""
    rounded = _rounded(number, places)
    return f"{rounded if rounded else abs(rounded):,}".replace("-", MINUS)


def signed(number: float) -> str:
    """A gap or a change, which carries its sign: "+5", "−2", "0"."""
    said = count(number)
    return f"+{said}" if whole(number) > 0 else said


def signed_decimal(number: float, *, places: int = 1) -> str:
    """A gap with decimals, which carries its sign: "+4.5", "−2.0", "0.0"."""
    said = decimal(number, places=places)
    return f"+{said}" if _rounded(number, places) > 0 else said


def percent(part: float, of: float, *, places: int = 0) -> str:
    """A share in words of a hundred ("84%"), "n/a" of nothing. It never stands alone: say the part and the whole too.

    A share that is neither nothing nor everything is not rounded into it: 1 of 254 is "less than 1%", 253 "over 99%".
    """
    if not of:
        return "n/a"
    rounded = _rounded(100 * part / of, places)
    step = Decimal(1).scaleb(-places)
    if part and not rounded:
        return f"less than {step}%"
    if part != of and rounded == 100:
        return f"over {100 - step}%"
    return f"{rounded}%"


def percent_of(part: float, of: float, noun: str = "") -> str:
    """A share with its numbers: "213 of 254 posts (84%)", "0 of 0 posts"."""
    said = " ".join(filter(None, [f"{count(part)} of {count(of)}", noun]))
    return f"{said} ({percent(part, of)})" if of else said


def rate_of(part: float, of: float) -> str:
    """A rate with the number it is of: "15.0% of 254"; "n/a" of nothing."""
    return f"{percent(part, of, places=1)} of {count(of)}" if of else "n/a"


def plural(number: int, one: str, many: str | None = None) -> str:
    """A number and its noun: "1 post", "2 posts", "1 person", "2,512 people"."""
    return f"{count(number)} {noun_for(number, one, many)}"


def noun_for(number: int, one: str, many: str | None = None) -> str:
    """The noun alone, singular for exactly one."""
    return one if number == 1 else many or f"{one}s"


def between(low: int, high: int) -> str:
    """An interval in words: "20 to 26"; "5" where both ends are the same."""
    return count(low) if low == high else f"{count(low)} to {count(high)}"


def join_words(words: Iterable[str], *, last: str = "and") -> str:
    """A list as it is said: "nursing", "nursing and finance", "nursing, finance and digital"."""
    *first, final = [*words] or [""]
    return f"{', '.join(first)} {last} {final}" if first else final


def capital(words: str) -> str:
    """The words with their first letter as a capital, the rest as it is."""
    return words[:1].upper() + words[1:]


def long_day(day: date) -> str:
    """A day: "3 November 2026"."""
    return f"{day.day} {day:%B %Y}"


def clock(moment: datetime) -> str:
    """A time of the day, in the time zone the moment is given in: "02:14"."""
    return f"{moment:%H:%M}"


def _rounded(number: float, places: int) -> Decimal:
    return Decimal(str(number)).quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)
