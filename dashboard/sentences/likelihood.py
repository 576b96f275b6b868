"""The relative likelihood of two groups in words that can be read aloud, in full and as it may be published."""

from dashboard.disclosure.comparison import ShownGroup
from dashboard.disclosure.rules import Rule
from dashboard.metrics.likelihood import (
    LEAST_PEOPLE,
    LESS_LIKELY,
    MORE_LIKELY,
    NO_CLEAR_DIFFERENCE,
    NOT_ENOUGH,
    Group,
    Likelihood,
    to_check,
)
from dashboard.sentences.sentence import Sentence, say
from talentboard.nhs.words import count, decimal, percent, rate_of

NOT_COMPUTED = "n/a"
HIDDEN = "hidden"
_CORRECTED = (
    "In one group nobody passed, or everybody did. So that there is a ratio, 0.5 was added to each of the four "
    "numbers: passed and not passed, in both groups. Take it as rough."
)
_BY_CHANCE = "If both groups had the same chance, a difference like this would come about"

Row = tuple[str, str, str]  # what, in full, as it may be published


def lead_of(found: Likelihood) -> Sentence:
    """The finding, in the exact words of the measure."""
    if found.words == NOT_ENOUGH:
        return say("There is **not enough data** to compare the two groups.")
    if found.words == NO_CLEAR_DIFFERENCE:
        return say("There is **no clear difference** between the two groups.")
    return say(f"The reference group is **{found.words}** to pass than the comparison group.")


def findings_of(found: Likelihood, reference: Group, comparison: Group) -> list[Sentence]:
    """The rates, the ratio with its interval, what it rests on, and what should be checked."""
    said = [
        say(
            f"{rate_of(reference.passed, reference.of)} people of the reference group passed, and "
            f"{rate_of(comparison.passed, comparison.of)} of the comparison group."
            if reference.of and comparison.of
            else "One of the groups has nobody, so it has no rate."
        )
    ]
    if found.relative_likelihood is not None:
        said.append(say(f"The relative likelihood is **{said_of_ratio(found)}**. {_meaning(found)}"))
        said.append(say(f"{said_of_p(found.p_value)} (Fisher's exact test, two-sided)."))
    else:
        said.append(say("Without anybody who passed there is no ratio."))
    if found.corrected:
        said.append(say(_CORRECTED))
    if found.words == NOT_ENOUGH and found.relative_likelihood is not None:
        said.append(say(f"A group has fewer than {LEAST_PEOPLE} people, so the ratio must not be relied on."))
    return [*said, *map(say, to_check(found.relative_likelihood))]


def _meaning(found: Likelihood) -> str:
    if found.words == NO_CLEAR_DIFFERENCE:
        return "The interval holds 1, equal: the numbers are too small to rule out chance, or to rule out unfairness."
    if found.words in {MORE_LIKELY, LESS_LIKELY}:
        side = "above" if found.words == MORE_LIKELY else "below"
        return (
            f"The whole interval is {side} 1: chance alone is an unlikely reason. It does not say what the reason is."
        )
    return ""


def said_of_ratio(found: Likelihood, *, places: int = 2) -> str:
    """ "2.00 (95% interval 0.91 to 4.41)": never one without the other."""
    if found.relative_likelihood is None or found.low is None or found.high is None:
        return NOT_COMPUTED
    ratio = decimal(found.relative_likelihood, places=places)
    return f"{ratio} (95% interval {decimal(found.low, places=2)} to {decimal(found.high, places=2)})"


def said_of_p(p_value: float | None) -> str:
    """How often chance alone would do it."""
    if p_value is None:
        return NOT_COMPUTED
    if p_value < 0.0001:
        return f"{_BY_CHANCE} less than once in 10,000 times"
    return f"{_BY_CHANCE} with a probability of {decimal(p_value, places=3 if p_value >= 0.001 else 4)}"


def lead_of_release(released: Likelihood, reference: ShownGroup, comparison: ShownGroup, rule: Rule) -> Sentence:
    """What may be published, or why nothing may."""
    if released.words != NOT_ENOUGH:
        return say(
            f"Pages and packs would say **{released.words}**, with a ratio of {said_of_ratio(released, places=1)}."
        )
    return say(f"Pages and packs would say **not enough data**. {_why_nothing(reference, comparison, rule)}")


def _why_nothing(reference: ShownGroup, comparison: ShownGroup, rule: Rule) -> str:
    shown = [reference.passed, reference.of, comparison.passed, comparison.of]
    if None in shown:
        return (
            f"A count from 1 to {rule.hidden_to} is hidden, because it could point at people, and with it go the rate, "
            "the ratio and the interval."
        )
    if any(group.of is None or group.of < rule.least_base for group in (reference, comparison)):
        return f"A group of fewer than {rule.least_base} people, as shown, is not compared."
    return "Nobody passed in either group."


def rows_of(
    found: Likelihood, groups: tuple[Group, Group], released: Likelihood, shown: tuple[ShownGroup, ShownGroup]
) -> list[Row]:
    """The two answers side by side."""
    return [
        ("Reference group", *_both(groups[0], shown[0], released.rate_reference)),
        ("Comparison group", *_both(groups[1], shown[1], released.rate_comparison)),
        ("Relative likelihood", said_of_ratio(found), said_of_ratio(released, places=1)),
        ("In words", found.words, released.words),
    ]


def _both(group: Group, shown: ShownGroup, rate: float | None) -> tuple[str, str]:
    full = f"{count(group.passed)} of {count(group.of)}"
    public = " of ".join(HIDDEN if number is None else count(number) for number in (shown.passed, shown.of))
    full += f" ({percent(group.passed, group.of, places=1)})" if group.of else ""
    if rate is not None and shown.passed is not None and shown.of is not None:
        public += f" ({percent(shown.passed, shown.of, places=1)})"
    return full, public
