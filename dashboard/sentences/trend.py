"""What is said of a measure over time: where it stands, where it came from, its ends, and where figures are missing."""

import datetime as dt

from dashboard.reading.trend import Kind, Measure, Point, Series, Value, plotted
from dashboard.sentences.sentence import Finding, Sentence, say
from dashboard.sentences.trust import FRESH_DAYS
from talentboard.nhs.words import (
    capital,
    count,
    decimal,
    join_words,
    long_day,
    noun_for,
    percent,
    percent_of,
    signed,
    signed_decimal,
)

SHOWN = "The newest figures that were made of the last day with any in each {every}."


def lead_of_trend(series: Series, *, place: str) -> Sentence:
    """Where it stands, and how that differs from the first figures."""
    known = series.known
    if not known:
        return say(f"{place} has **no figures** of this in the last two years.")
    last, first = known[-1], known[0]
    now = f"{place} has **{said(series.measure, last.value)}**"
    if series.points[-1] is not last:
        now = f"{place} had **{said(series.measure, last.value)}** on {day_of(last)}"
    likely = interval_said(last.value)
    now += f" ({likely})" if likely else ""
    if first is last:
        return say(f"{now}. There are no earlier figures to compare it with.")
    return say(f"{now}: {changed(series.measure, first.value, last.value)} {day_of(first)}.")


def findings_of_trend(series: Series) -> list[Sentence]:
    """The ends, the intervals where there are any, and what is missing; each only where there is such."""
    return [*_ends(series), *_intervals(series), *gaps_of_trend(series)]


def trust_of_trend(series: Series) -> list[Sentence]:
    """How far the newest and the weakest of the points rest on recent returns."""
    rested = [point for point in series.points if point.posts]
    if not rested:
        return []
    newest, weakest = rested[-1], min(rested, key=lambda point: point.fresh / point.posts)
    share = percent_of(newest.fresh, newest.posts, "posts")
    found = [f"**{share}** rested on returns no more than {FRESH_DAYS} days old on {day_of(newest)}."]
    if weakest is not newest and weakest.fresh / weakest.posts < newest.fresh / newest.posts:
        share = f"Only {percent_of(weakest.fresh, weakest.posts, 'posts')}"
        share = share if weakest.fresh else f"None of its {count(weakest.posts)} posts"
        found.append(f"**Distrust {day_of(weakest)} first.** {share} rested on such returns.")
    found.append("Figures never change once they are made: a later file or correction is in later figures alone.")
    return [say(sentence) for sentence in found]


def trend_finding(series: Series) -> Finding:
    """The heading of the chart: "6 more posts open than on 30 September 2024"."""
    note = f"{series.measure.note} {SHOWN.format(every=series.asked.every)}"
    known = series.known
    key = "Dot: number expected. Line through it: where the number will lie 8 times in 10."
    key = key if series.measure.kind is Kind.ESTIMATE else ""
    if len(known) < 2:
        return Finding(f"{series.measure.name}: nothing to compare yet", note, description_of_trend(series), key)
    title = f"{series.measure.name}: {changed(series.measure, known[0].value, known[-1].value)} {day_of(known[0])}"
    return Finding(title.replace("**", ""), note, description_of_trend(series), key)


def description_of_trend(series: Series) -> str:
    """Every number of the picture."""
    each = [
        f"{point.period}: no figures"
        if point.as_of is None
        else f"{day_of(point)}: {mark(series.measure, point.value)}"
        for point in series.points
    ]
    return f"{series.measure.name}. {'; '.join(each)}."


def said(measure: Measure, value: Value) -> str:
    """A value with its noun: "38 posts open", "38 of 254 posts open (15.0%)"."""
    if measure.kind is Kind.ESTIMATE:
        return f"an {measure.what} of {signed_decimal(value.number)}"
    if measure.kind is Kind.SHARE:
        return f"{count(value.number)} of {count(value.of or 0)} {measure.what} ({share_said(value)})"
    what = measure.what
    if value.number == 1:
        what = what.replace("posts", "post", 1).replace("people", "person", 1)
    return f"{count(value.number)} {what}"


def mark(measure: Measure, value: Value | None) -> str:
    """A value beside its mark, and in a cell: "38", "15.0%", "+4.2"."""
    if value is None:
        return "n/a"
    if measure.kind is Kind.ESTIMATE:
        return signed_decimal(value.number)
    return share_said(value) if measure.kind is Kind.SHARE else count(value.number)


def share_said(value: Value) -> str:
    return percent(value.number, value.of or 0, places=1)


def interval_said(value: Value) -> str:
    """ "80% likely to be +1 to +7"; empty where there is no interval."""
    if value.low is None or value.high is None:
        return ""
    low, high = signed(value.low), signed(value.high)
    return f"80% likely to be {low}" if low == high else f"80% likely to be {low} to {high}"


def changed(measure: Measure, then: Value, now: Value) -> str:
    """How a value differs from an earlier one, up to the day: "**6 more** than on", "**no change** since"."""
    difference = plotted(measure, now) - plotted(measure, then)
    number = decimal(abs(difference)) if measure.kind is not Kind.COUNT else count(abs(difference))
    if number in ("0", "0.0"):
        return "**no change** since"
    if measure.kind is Kind.SHARE:
        points = noun_for(1 if number == "1.0" else 2, "percentage point")
        return f"**{number} {points} {'more' if difference > 0 else 'less'}** than on"
    fewer = "less" if measure.kind is Kind.ESTIMATE else "fewer"
    return f"**{number} {'more' if difference > 0 else fewer}** than on"


def difference_said(measure: Measure, then: Value, now: Value) -> str:
    """The same in a cell: "+6", "−1.5 percentage points"."""
    difference = plotted(measure, now) - plotted(measure, then)
    if measure.kind is Kind.COUNT:
        return signed(difference)
    words = signed_decimal(difference)
    return f"{words} percentage points" if measure.kind is Kind.SHARE else words


def day_of(point: Point) -> str:
    """The day of a point with figures."""
    return long_day(point.as_of or dt.date.min)


def gaps_of_trend(series: Series) -> list[Sentence]:
    """Which quarters or months have no figures; the line is broken there, and not joined."""
    found = []
    if series.missing:
        names = join_words(point.period for point in series.missing)
        found.append(f"There are **no figures for {names}**: the line is broken there.")
    if series.is_cut and series.points[0].as_of:
        found.append(f"There are no figures of the {series.asked.every} before {day_of(series.points[0])}.")
    return [say(sentence) for sentence in found]


def _ends(series: Series) -> list[Sentence]:
    known = series.known
    if len(known) < 3:
        return []
    most = max(known, key=lambda point: plotted(series.measure, point.value))
    least = min(known, key=lambda point: plotted(series.measure, point.value))
    words = [_with_n(series.measure, point.value) for point in (most, least)]
    if words[0] == words[1]:
        return [say(f"It was the same every time: {words[0]}.")]
    return [say(f"It was highest on {day_of(most)} ({words[0]}) and lowest on {day_of(least)} ({words[1]}).")]


def _with_n(measure: Measure, value: Value) -> str:
    if measure.kind is not Kind.SHARE:
        return mark(measure, value)
    return f"{share_said(value)} of {count(value.of or 0)}"


def _intervals(series: Series) -> list[Sentence]:
    known = series.known
    if series.measure.kind is not Kind.ESTIMATE or len(known) < 2:
        return []
    first, last = known[0].value, known[-1].value
    apart = (last.low or 0) > (first.high or 0) or (last.high or 0) < (first.low or 0)
    then = capital(interval_said(first)).replace("80% likely", "It was 80% likely")
    if apart:
        return [say(f"{then} on {day_of(known[0])}. The two intervals do not meet.")]
    return [say(f"{then} on {day_of(known[0])}. The two intervals meet, so it may not have changed at all.")]
