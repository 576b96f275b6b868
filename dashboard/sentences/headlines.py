"""The sentences at the head of a region's page: what is open, who is ready, where it is short, and what comes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from dashboard.reading.focus import Focus, Row, by_horizon
from dashboard.sentences.names import people_of
from dashboard.sentences.sentence import Sentence, say
from talentboard.nhs.words import between, capital, count, join_words, noun_for, plural, whole

Figures = Mapping[str, Sequence[Row]]
CONFIDENTIAL = "This page leaves out what organisations have marked confidential."
NO_FORECASTS = "No organisation has forecast a vacancy"
NO_CRITICAL = "No post is marked critical. Organisations mark them in their return."


@dataclass(frozen=True)
class Headline:
    """One sentence. `about`: the parts (role families or levels) its figures are of; empty: everything looked at."""

    sentence: Sentence
    about: tuple[str, ...] = ()
    short: bool = False


def headlines(figures: Figures, focus: Focus, *, place: str) -> list[Headline]:
    """The lead and up to four sentences, in the order of the page; each only when it is true.

    figures: the rows of `posts`, `demand`, `supply`, `gap`, `cover` and `choice`
    place: the region's name, as it begins a sentence
    """
    opening = Headline(say(lead(figures, focus, place=place)))
    if not number(focus.total(figures["posts"]), "posts"):
        return [opening]
    return [
        opening,
        *_gaps(figures, focus),
        *_within_a_year(figures, focus),
        *_critical(figures, focus),
    ]


def lead(figures: Figures, focus: Focus, *, place: str) -> str:
    """Posts open, people ready, and how many one person a post would fill."""
    if not number(focus.total(figures["posts"]), "posts"):
        return f"{place} has **no {focus.posts}**."
    now = at(figures["gap"], focus, "now")
    filled = int(at(figures["cover"], focus, "now").get("filled") or 0)
    opened, ready = int(now.get("demand_count") or 0), int(now.get("supply") or 0)
    people = f"{plural(ready, 'person', 'people')} ready" if ready else "nobody ready"
    if not opened:
        waiting = f"**{people}** for one" if ready else "nobody is ready for one"
        return f"{place} has **no {focus.kind} post open** today{' and ' if ready else ', and '}{waiting}."
    them = noun_for(opened, "it", "them")
    posts = plural(opened, f"{focus.kind} post")
    if opened == ready:
        return (
            f"{place} has **as many people ready as posts open**. There {noun_for(opened, 'is', 'are')} "
            f"{posts} open today; matching one person to one post would fill **{count(filled)}**."
        )
    said = f"{place} has **{posts} open** today and **{people}** to fill {them}."
    return f"{said} Matching one person to one post would fill **{count(filled)}**." if ready else said


def short_now(figures: Figures, focus: Focus) -> list[tuple[str, Row]]:
    """The parts short of people today with their row of the gap now, widest first; equal ones by the year to come."""
    found = [(part, by_horizon(rows)) for part, rows in focus.parts(figures["gap"]).items()]
    short = [(part, rows) for part, rows in found if int(rows["now"]["gap"]) > 0]
    short.sort(key=lambda pair: (-pair[1]["now"]["gap"], -pair[1]["0-1"]["cumulative_gap"], pair[0]))
    return [(part, rows["now"]) for part, rows in short]


def has_forecasts(figures: Figures, focus: Focus) -> bool:
    """Whether any post looked at has a forecast in any horizon."""
    return any(int(row["demand_count"]) for row in focus.total(figures["demand"]) if row["horizon"] != "now")


def at(rows: Sequence[Row], focus: Focus, horizon: str) -> Mapping[str, Any]:
    """The row of what is looked at, at one horizon; {} where there is none."""
    return by_horizon(focus.total(rows)).get(horizon, {})


def number(rows: Sequence[Row], column: str) -> int:
    """A count of the one row there is; 0 where there is none."""
    return int(rows[0][column] or 0) if rows else 0


def _gaps(figures: Figures, focus: Focus) -> list[Headline]:
    """The one or two widest gaps, and the third where it is more than one."""
    key = focus.breakdown or "role_family"
    short = short_now(figures, focus)
    if not short:
        return []
    said = [f"**{people_of(key, part)}** ({_open_and_ready(row)})" for part, row in short[:2]]
    verb = noun_for(len(said), "widest gap today is", "widest gaps today are") + (" for" if key == "level" else "")
    found = [Headline(say(f"The {verb} {join_words(said)}."), tuple(part for part, _ in short[:2]))]
    for part, row in short[2:3]:
        gap = int(row["gap"])
        if gap > 1:
            posts = plural(int(row["demand_count"]), "post")
            ready = int(row["supply"])
            people = f"{plural(ready, 'person', 'people')} ready" if ready else "nobody ready"
            verb = "is" if key == "role_family" else "are"
            name = capital(people_of(key, part))
            sentence = say(f"**{name}** {verb} short by {count(gap)}: {posts} open and {people}.")
            found.append(Headline(sentence, (part,), short=True))
    return found


def _open_and_ready(row: Row) -> str:
    ready = int(row["supply"])
    return f"{count(int(row['demand_count']))} open, {count(ready) if ready else 'nobody'} ready"


def _within_a_year(figures: Figures, focus: Focus) -> list[Headline]:
    demand = by_horizon(focus.total(figures["demand"]))
    if not demand:
        return []
    if not has_forecasts(figures, focus):
        return [Headline(say(f"{NO_FORECASTS}."))]
    row = demand["0-1"]
    ready = int(at(figures["supply"], focus, "0-1").get("supply") or 0)
    people = f"{count(ready) if ready else 'no'} more {noun_for(ready, 'person', 'people')} will be ready"
    if not int(row["demand_count"]):
        return [Headline(say(f"{NO_FORECASTS} within a year, and {people}."))]
    expected, low, high = whole(row["demand_expected"]), int(row["low"]), int(row["high"])
    about = (
        f"about **{count(expected)} more {noun_for(expected, 'post')}**" if expected else "**hardly any more posts**"
    )
    return [Headline(say(f"Within a year {about} will open (80% likely to be {between(low, high)}), and {people}."))]


def _critical(figures: Figures, focus: Focus) -> list[Headline]:
    rungs = critical_posts(figures, focus)
    total = sum(rungs.values())
    if not total or not rungs["none"]:
        return []
    nobody, verb = rungs["none"], noun_for(rungs["none"], "has", "have")
    needed = "it is needed" if nobody == 1 else "they are needed"
    if total == 1:
        return [Headline(say(f"**The only critical post** has nobody ready by the time {needed}."))]
    said = f"**{count(nobody)} of {count(total)} critical posts** {verb} nobody ready by the time {needed}."
    return [Headline(say(said))]


def critical_posts(figures: Figures, focus: Focus) -> dict[str, int]:
    """Critical posts by rung of the choice ladder: none, one, choice, spoilt."""
    found = {str(row["rung"]): int(row["critical_posts"]) for row in focus.total(figures["choice"])}
    return {rung: found.get(rung, 0) for rung in ("none", "one", "choice", "spoilt")}
