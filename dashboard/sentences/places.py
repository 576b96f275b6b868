"""What is said of a system or an organisation: its posts and what is expected of them, never of people."""

from dashboard.reading.focus import Focus, by_horizon
from dashboard.sentences.headlines import Figures, Headline, has_forecasts, number
from dashboard.sentences.marks import demand_said
from dashboard.sentences.names import HORIZONS, label_of, people_of
from dashboard.sentences.sentence import Finding, say
from talentboard.nhs.words import between, capital, count, join_words, noun_for, percent, plural, whole

_MOST = 3


def headlines_of_place(figures: Figures, focus: Focus, *, place: str) -> list[Headline]:
    """The lead and up to two sentences, each only when it is true.

    figures: the rows of `posts` and `demand`; place: its name, as it begins a sentence
    """
    rows = focus.total(figures["posts"])
    posts, opened = number(rows, "posts"), number(rows, "open")
    if not posts:
        return [Headline(say(f"{place} has **no {focus.posts}**."))]
    if not opened:
        every = f"all {count(posts)} are filled" if posts > 1 else "the only one is filled"
        lead = f"{place} has **no {focus.kind} post open** today: {every}."
    else:
        lead = (
            f"{place} has **{plural(opened, f'{focus.kind} post')} open** today out of {count(posts)}: "
            f"{held(number(rows, 'vacant'), number(rows, 'covered'))}."
        )
    return [Headline(say(lead)), *_open_parts(figures, focus), *_within_a_year(figures, focus)]


def held(vacant: int, covered: int) -> str:
    """How open posts are held: "2 vacant, 1 held by an interim or acting person"."""
    said = [f"{count(vacant)} vacant"] if vacant else []
    if covered:
        said.append(
            f"{count(covered)} held by {noun_for(covered, 'an interim or acting person', 'interim or acting people')}"
        )
    return join_words(said)


def open_first(figures: Figures, focus: Focus) -> list[str]:
    """The parts with the most posts open first; equal ones by their posts, then by slug."""
    parts = focus.parts(figures["posts"])
    return sorted(parts, key=lambda part: (-number(parts[part], "open"), -number(parts[part], "posts"), part))


def posts_finding(figures: Figures, focus: Focus) -> Finding:
    """Where posts are open: "Finance and nursing have the most posts open"."""
    rows = focus.total(figures["posts"])
    posts, opened = number(rows, "posts"), number(rows, "open")
    note = "Open means vacant, or held by an interim or acting person."
    parts = focus.parts(figures["posts"])
    said = [
        f"{label_of(str(focus.breakdown), part)} {open_said(number(parts[part], 'open'), number(parts[part], 'posts'))}"
        for part in open_first(figures, focus)
    ]
    description = f"{open_said(opened, posts)}. {', '.join(said)}".strip(". ") + "."
    if not opened:
        return Finding("No post is open now", note, description)
    most = number(parts[open_first(figures, focus)[0]], "open") if parts else 0
    first = [part for part in open_first(figures, focus) if number(parts[part], "open") == most]
    if not parts or most < 2 or len(first) > _MOST:
        return Finding(f"{plural(opened, 'post')} {noun_for(opened, 'is', 'are')} open now", note, description)
    names = join_words(people_of(str(focus.breakdown), part) for part in first)
    verb = "has" if focus.breakdown == "role_family" and len(first) == 1 else "have"
    each = " each" if len(first) > 1 else ""
    return Finding(f"{capital(names)} {verb} the most posts open: {count(most)}{each}", note, description)


def open_said(opened: int, posts: int) -> str:
    """Beside a bar: "3 of 12 open (25%)"."""
    return (
        f"{count(opened)} of {count(posts)} open ({percent(opened, posts)})"
        if opened
        else f"None of {count(posts)} open"
    )


def demand_finding_of_place(figures: Figures, focus: Focus) -> Finding:
    """What is expected to open: "Within a year 1 to 3 more posts will open"."""
    demand = by_horizon(focus.total(figures["demand"]))
    key = "Outline: posts forecast. Dot: number expected. Line: where the number will lie 8 times in 10."
    said = [f"{HORIZONS[horizon]}: {demand_said(horizon, row)}." for horizon, row in demand.items()]
    note = "Not every forecast comes true."
    if not has_forecasts(figures, focus):
        return Finding("No vacancy is forecast", note, " ".join(said))
    year = demand["0-1"]
    low, high = int(year["low"]), int(year["high"])
    if not int(year["demand_count"]):
        title = "No vacancy is forecast within a year"
    elif not high:
        title = "Within a year hardly any more posts will open"
    else:
        title = f"Within a year {between(low, high)} more {noun_for(high, 'post')} will open"
    return Finding(title, note, " ".join(said), key)


def _open_parts(figures: Figures, focus: Focus) -> list[Headline]:
    """The one or two parts with the most posts open, where there are several."""
    key, parts = focus.breakdown, focus.parts(figures["posts"])
    first = [part for part in open_first(figures, focus) if number(parts[part], "open") > 1][:2]
    if key is None or len(parts) < 2 or not first:
        return []
    said = [
        f"**{people_of(key, part)}** ({count(number(parts[part], 'open'))} of {count(number(parts[part], 'posts'))})"
        for part in first
    ]
    return [Headline(say(f"Most posts are open in {join_words(said)}."), tuple(first))]


def _within_a_year(figures: Figures, focus: Focus) -> list[Headline]:
    if not has_forecasts(figures, focus):
        return [Headline(say("No vacancy is forecast."))]
    year = by_horizon(focus.total(figures["demand"]))["0-1"]
    if not int(year["demand_count"]):
        return [Headline(say("No vacancy is forecast within a year."))]
    expected, low, high = whole(year["demand_expected"]), int(year["low"]), int(year["high"])
    more = noun_for(expected, "post")
    about = f"about **{count(expected)} more {more}**" if expected else "**hardly any more posts**"
    return [Headline(say(f"Within a year {about} will open (80% likely to be {between(low, high)})."))]
