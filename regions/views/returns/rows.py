"""A post of a return as a line of its page: who holds it, what is expected, and what the return says."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.safestring import SafeString

from regions.actions.returns import TO_CONFIRM, ForecastSaid, Stated
from regions.models import ReturnLine
from talentboard.nhs.tags import tag

from . import words

Verdict = ReturnLine.Verdict
HANDS = ("Held: ", "Holder: ", "Since: ", "Expected to end: ", "The absent holder returns: ")
NAMELESS = "A post without a title"
TAGS = {
    label: tag(label, colour=colour)
    for label, colour in (
        ("To confirm", "white"), ("Confirmed", "green"), ("Changed", "blue"), ("New", "blue"), ("Closing", "blue"),
        ("To put right", "red"), ("Changed since", "yellow"),
    )
}  # fmt: skip
LABELS = {
    TO_CONFIRM: "To confirm", Verdict.CONFIRMED: "Confirmed", Verdict.CHANGED: "Changed", Verdict.NEW: "New",
    Verdict.CLOSING: "Closing",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Row:
    """id: of the post or, of a new one, of its line. expected: its forecasts, as far as the reader may see them."""

    id: str
    title: str
    kind: str
    is_critical: bool
    held: str
    since: str
    expected: list[str]
    no_forecast: str
    tag: SafeString
    sentences: list[str]
    may_confirm: bool


def row_of(stated: Stated, *, writes: bool) -> Row:
    """writes: whether the reader may confirm it."""
    closes = stated.verdict == Verdict.CLOSING
    return Row(
        id=id_of(stated),
        title=name_of(stated),
        kind=words.kind_of(stated.said),
        is_critical=stated.said.get("critical") == "yes",
        held=words.held_by(stated.said),
        since=words.held_since(stated.said),
        expected=[] if closes else expected_of(stated),
        no_forecast=no_forecast(stated),
        tag=tag_of(stated),
        sentences=list(sentences_of(stated)),
        may_confirm=writes and may_be_confirmed(stated),
    )


def name_of(stated: Stated) -> str:
    return stated.title or NAMELESS


def id_of(stated: Stated) -> str:
    return str(stated.post.pk if stated.post else stated.line.pk)


def may_be_confirmed(stated: Stated) -> bool:
    """One that nobody has spoken of, or that was confirmed and has changed since."""
    return stated.verdict == TO_CONFIRM or (stated.verdict == Verdict.CONFIRMED and stated.changed_since)


def no_forecast(stated: Stated) -> str:
    """What stands where a forecast would: a vacant post has none, and one's own is said alike in every return."""
    if stated.said.get("occupancy") == "vacant":
        return "Open now"
    return "No forecast" if False in stated.forecasts else "Not shown to you"


def expected_of(stated: Stated) -> list[str]:
    """Its forecasts in words, the open one first."""
    said = ((kind, words.forecast_in_words(one.said)) for kind, one in sorted(stated.forecasts.items()))
    return [f"{text}. In confidence" if kind else text for kind, text in said if text]


def sentences_of(stated: Stated) -> Iterator[str]:
    """What the return says otherwise than it is kept, and what has been corrected since the last one."""
    if stated.verdict == Verdict.CLOSING:
        yield f"Closes on {words.day_in_words(stated.closes_on) or 'a day that is not said'}"
    yield from held_otherwise(stated)
    if stated.verdict != Verdict.NEW:
        for forecast in stated.forecasts.values():
            yield from foretold(forecast)
    yield from stated.unsigned


def held_otherwise(stated: Stated) -> Iterator[str]:
    """What is said otherwise of the post; that it has changed hands as one sentence, where all of that can be read."""
    changed_hands = any(stated.said.get(name) != stated.kept.get(name) for name in ("occupancy", "holder"))
    if not changed_hands or stated.problems or not stated.kept:
        yield from stated.differences
        return
    now = ", ".join(filter(None, [words.holding(stated.said), words.held_since(stated.said)]))
    yield f"{now}; was {words.holding(stated.kept)[:1].lower()}{words.holding(stated.kept)[1:]}"
    yield from (said for said in stated.differences if not said.startswith(HANDS))


def foretold(forecast: ForecastSaid) -> Iterator[str]:
    """What is said otherwise of a forecast."""
    what = label(forecast)
    if forecast.verdict == "withdrawn":
        yield f"{what}: withdrawn"
    elif forecast.verdict == "new":
        yield f"{what}: new"
    else:
        yield from (f"{what}: {difference[:1].lower()}{difference[1:]}" for difference in forecast.differences)


def changes_in(stated: Stated) -> list[str]:
    """The same for whoever sees no table beside it: a new post, a new forecast in full."""
    if stated.verdict != Verdict.NEW:
        new = [one for one in stated.forecasts.values() if one.verdict == "new"]
        in_full = {f"{label(one)}: new": f"{label(one)}: {words.forecast_in_words(one.said)}" for one in new}
        return [in_full.get(sentence, sentence) for sentence in sentences_of(stated)]
    held = ", ".join(filter(None, [words.held_by(stated.said), words.held_since(stated.said)]))
    return [f"New. {words.kind_of(stated.said)}. Held by: {held}"]


def label(forecast: ForecastSaid) -> str:
    return "Forecast in confidence" if forecast.confidential else "Forecast"


def tag_of(stated: Stated) -> SafeString:
    """One tag: what is to be put right before what the return says."""
    if stated.problems:
        return TAGS["To put right"]
    return TAGS["Changed since"] if stated.changed_since else TAGS[LABELS[stated.verdict]]
