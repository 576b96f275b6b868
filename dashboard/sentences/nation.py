"""What is said of the regions side by side: who is shortest for its size, who is nearest to balance, which to
distrust."""

import datetime as dt
from collections.abc import Sequence

from dashboard.reading.focus import Focus
from dashboard.reading.sides import Side
from dashboard.sentences.names import HORIZONS
from dashboard.sentences.sentence import Finding, Sentence, say
from dashboard.sentences.trust import FRESH_DAYS
from talentboard.nhs.words import count, join_words, long_day, noun_for, percent, percent_of, plural, signed_decimal

SHORTEST = 2


def lead_of_nation(sides: Sequence[Side], focus: Focus, *, as_of: dt.date) -> Sentence:
    """The two shortest of people for their size, and the nearest to balance of the others."""
    known = [side for side in sides if side.per_100() is not None]
    if not known:
        if any(side.snapshot for side in sides):
            return say(f"No region has **{focus.posts}**.")
        return say(f"**No region has figures** for {long_day(as_of)}.")
    kind = "" if focus.is_everything else f"In {focus.posts}, "
    first = shortest(known)
    if not first:
        return say(f"{kind or ''}**{'no' if kind else 'No'} region is short of people** for its size{_nearest(known)}.")
    verb = noun_for(len(first), "is", "are")
    names = join_words(side.name for side in first)
    their = noun_for(len(first), "its", "their")
    rest = [side for side in known if side not in first]
    return say(f"{kind}**{names}** {verb} short of most people for {their} size{_nearest(rest)}.")


def shortest(sides: Sequence[Side], horizon: str = "now", *, most: int = SHORTEST) -> list[Side]:
    """The regions with the greatest gap per 100 posts, where there is one."""
    short = [side for side in sides if (side.per_100(horizon) or 0) > 0]
    return sorted(short, key=lambda side: -(side.per_100(horizon) or 0))[:most]


def to_distrust(sides: Sequence[Side]) -> Side | None:
    """The region with the oldest returns: the greatest share of posts on returns of more than 100 days; or None."""
    late = [side for side in sides if side.posts and side.late]
    return max(late, key=lambda side: (side.late / side.posts, side.late), default=None)


def findings_of_nation(
    england: Side, sides: Sequence[Side], focus: Focus, *, as_of: dt.date
) -> list[tuple[Sentence, bool]]:
    """England whole, its pools, the regions not known, and last the sentence to distrust; each with whether it is
    that."""
    noun = "posts" if focus.is_everything else focus.posts
    ready = england.ready()
    people = f"**{plural(ready, 'person', 'people')}** {noun_for(ready, 'is', 'are')} ready now"
    rate = f" ({percent(england.opened, england.posts, places=1)})" if england.posts else ""
    opened = f"{count(england.opened)} of {count(england.posts)} {noun}"
    said = [f"Across England **{opened}** {noun_for(england.opened, 'is', 'are')} open{rate}, and {people}."]
    if england.openings:
        said.append(
            f"The pools would fill **{count(england.filled)} of {count(england.openings)}** open posts if each person "
            "takes one, in any region that they would work in."
        )
    said += [f"{not_known(side, as_of)}." for side in sides if side.snapshot is None]
    found = [(say(sentence), False) for sentence in said]
    doubtful = to_distrust(sides)
    return [*found, (say(region_said(doubtful)), True)] if doubtful else found


def region_said(side: Side) -> str:
    """One region: "**South West** is short by 20: 51 posts open and 31 people ready"."""
    gap, ready = side.gap(), side.ready()
    people = f"{plural(ready, 'person', 'people')} ready" if ready else "nobody ready"
    both = f"{plural(side.opened, 'post')} open and {people}"
    if gap > 0:
        return f"**{side.name}** is short by {count(gap)}: {both}."
    return f"**{side.name}** has {count(-gap)} to spare: {both}." if gap < 0 else f"**{side.name}** is even: {both}."


def not_known(side: Side, as_of: dt.date) -> str:
    """What stands where a region's figures would: "London: no figures for 30 September 2026"."""
    return f"{side.name}: no figures for {long_day(as_of)}"


def trust_of_nation(england: Side, sides: Sequence[Side]) -> list[Sentence]:
    """How much of England rests on recent returns, and which sentence to distrust first."""
    if not england.posts:
        return []
    share = percent_of(england.fresh, england.posts, "posts")
    said = [f"**{share}** {noun_for(england.fresh, 'rests', 'rest')} on returns no more than {FRESH_DAYS} days old."]
    doubtful = to_distrust(sides)
    if doubtful is None:
        return [say(said[0]), say("**Every sentence rests on returns from this quarter.**")]
    of = f"{count(doubtful.late)} of its {count(doubtful.posts)} posts ({percent(doubtful.late, doubtful.posts)})"
    rest = noun_for(doubtful.late, "rests", "rest")
    return [say(said[0]), say(f"**Distrust the {doubtful.name} sentence first.** {of} {rest} on older returns.")]


def nation_finding(sides: Sequence[Side]) -> Finding:
    """The heading of the small multiples: "East and South West are shortest now, South East within a year"."""
    note = (
        "Gap per 100 posts: posts open or forecast, minus people ready. All have the same scale and are in order of "
        "the gap now."
    )
    now, year = shortest(sides), shortest(sides, "0-1", most=1)
    if not any(side.per_100() is not None for side in sides):
        return Finding("No gap can be worked out", note, "No region has posts to compare.")
    if not now and not year:
        return Finding("No region is short of people, now or within a year", note, description_of(sides))
    names, verb = join_words(side.name for side in now), noun_for(len(now), "is", "are")
    title = f"{names} {verb} shortest now" if now else "No region is short now"
    if year:
        again = year[0] in now
        title += f", and {year[0].name} within a year too" if again else f", {year[0].name} within a year"
    return Finding(title, note, description_of(sides))


def description_of(sides: Sequence[Side]) -> str:
    """Every number of the picture, for those who do not see it."""
    said = []
    for side in sides:
        gaps = [(name, side.per_100(horizon)) for horizon, name in HORIZONS.items()]
        if all(value is None for _, value in gaps):
            said.append(f"{side.name}: not known")
            continue
        each = ", ".join(f"{name.lower()} {signed_decimal(value)}" for name, value in gaps if value is not None)
        said.append(f"{side.name}: {each}")
    return f"Gap per 100 posts. {'. '.join(said)}."


def _nearest(sides: Sequence[Side]) -> str:
    if not sides:
        return ""
    nearest = min(sides, key=lambda side: abs(side.per_100() or 0))
    return f"; **{nearest.name}** is nearest to balance"
