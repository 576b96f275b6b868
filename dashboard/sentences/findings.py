"""The headings of charts, which are findings, and the numbers behind them for those who do not see the picture."""

from dashboard.reading.focus import Focus, by_horizon, widest_first
from dashboard.sentences.headlines import (
    NO_CRITICAL,
    NO_FORECASTS,
    Figures,
    at,
    critical_posts,
    has_forecasts,
    short_now,
)
from dashboard.sentences.marks import cover_said, demand_said, gap_said, ready_said, rung_said
from dashboard.sentences.names import BY_HORIZONS, HORIZONS, RUNGS, label_of, people_of
from dashboard.sentences.sentence import Finding
from talentboard.nhs.words import between, capital, count, join_words, noun_for, plural, signed

_MOST = 3  # families or levels a heading names on either side


def gap_finding(figures: Figures, focus: Focus) -> Finding:
    """Who is short now and who is not: "Nursing, finance and digital are short now; people and strategy are not"."""
    noun = "Families" if focus.breakdown == "role_family" else "Levels"
    note = "Posts open or forecast, minus people ready."
    if focus.breakdown:
        note = f"{note} {noun} are in order of the gap now and within a year."
    return Finding(_gap_title(figures, focus), note, _gap_description(figures, focus))


def demand_finding(figures: Figures, focus: Focus) -> Finding:
    """What will open and who will be ready: "Within a year 20 to 26 more posts will open; 27 people will be ready"."""
    key = (
        "Outline: posts forecast. Dot: number expected. Line: where the number will lie 8 times in 10. "
        "Green: people ready."
    )
    demand, supply = by_horizon(focus.total(figures["demand"])), by_horizon(focus.total(figures["supply"]))
    said = [
        f"{HORIZONS[horizon]}: {_small(demand_said(horizon, row))}, "
        f"{_small(ready_said(int(supply.get(horizon, {}).get('supply') or 0)))}."
        for horizon, row in demand.items()
    ]
    return Finding(_demand_title(figures, focus), "Not every forecast comes true.", " ".join(said), key)


def choice_finding(figures: Figures, focus: Focus) -> Finding:
    """How many critical posts have nobody: "14 critical posts have nobody ready"."""
    rungs = critical_posts(figures, focus)
    total, nobody = sum(rungs.values()), rungs["none"]
    if not total:
        sentence, _, rest = NO_CRITICAL.partition(". ")
        return Finding(sentence, rest, NO_CRITICAL)
    posts = f"each of the {count(total)} critical posts" if total > 1 else "the only critical post"
    note = f"Number of people ready by the time {posts} is needed."
    said = ". ".join(f"{RUNGS[rung]}: {rung_said(number, total)}" for rung, number in rungs.items())
    if nobody:
        title = f"{plural(nobody, 'critical post')} {noun_for(nobody, 'has', 'have')} nobody ready"
    else:
        title = "Every critical post has somebody ready"
    return Finding(title, note, f"Of {plural(total, 'critical post')}: {said}.")


def cover_finding(figures: Figures, focus: Focus) -> Finding:
    """What the pools could fill: "The pools would fill 17 of 38 open posts"."""
    now = at(figures["cover"], focus, "now")
    filled, openings = int(now.get("filled") or 0), int(now.get("openings") or 0)
    note = "The most posts that can be filled if each person takes only one."
    said = [
        f"{BY_HORIZONS[horizon]}: {_small(cover_said(int(row['filled']), int(row['openings'])))}."
        for horizon, row in by_horizon(focus.total(figures["cover"])).items()
    ]
    return Finding(_cover_title(filled, openings), note, " ".join(said), "Outline: posts. Filled: posts filled.")


def _cover_title(filled: int, openings: int) -> str:
    if not openings:
        return "No post is open now"
    if openings == 1:
        return f"The pools would {'' if filled else 'not '}fill the only open post"
    if filled == openings:
        return f"The pools would fill all {count(openings)} open posts"
    return f"The pools would fill {count(filled) if filled else 'none'} of {count(openings)} open posts"


def _gap_title(figures: Figures, focus: Focus) -> str:
    key = focus.breakdown
    if key is None:
        return f"Open now: {gap_said(int(at(figures['gap'], focus, 'now').get('gap') or 0))}"
    noun = "role family" if key == "role_family" else "level"
    parts = focus.parts(figures["gap"])
    wide = [part for part, row in short_now(figures, focus) if int(row["gap"]) > 1][:_MOST]
    if not wide:
        return f"No {noun} is short by more than one" if short_now(figures, focus) else f"No {noun} is short now"
    spare = [part for part in widest_first(figures["gap"], focus) if int(by_horizon(parts[part])["now"]["gap"]) < 0]
    said = f"{_joined(key, wide)} {_are(key, wide)} short now"
    if spare and len(spare) <= _MOST:
        said += f"; {_joined(key, spare)} {_are(key, spare)} not"
    return capital(said)


def _are(key: str, parts: list[str]) -> str:
    return "is" if key == "role_family" and len(parts) == 1 else "are"


def _joined(key: str, parts: list[str]) -> str:
    return join_words(people_of(key, part) for part in parts)


def _gap_description(figures: Figures, focus: Focus) -> str:
    total = by_horizon(focus.total(figures["gap"]))
    parts = focus.parts(figures["gap"])
    said = [f"{HORIZONS[horizon]}: {gap_said(int(row['gap']))}" for horizon, row in total.items()]
    rows = [
        f"{label_of(str(focus.breakdown), part)} {signed(int(by_horizon(parts[part])['now']['gap']))}"
        for part in widest_first(figures["gap"], focus)
    ]
    now = f" Gap now: {', '.join(rows)}." if rows else ""
    return f"{'. '.join(said)}.{now}" if said else now.strip()


def _demand_title(figures: Figures, focus: Focus) -> str:
    demand = by_horizon(focus.total(figures["demand"]))
    if not has_forecasts(figures, focus):
        return NO_FORECASTS
    ready = int(at(figures["supply"], focus, "0-1").get("supply") or 0)
    people = f"{count(ready) if ready else 'no'} more {noun_for(ready, 'person', 'people')} will be ready"
    year = demand["0-1"]
    if not int(year["demand_count"]):
        return f"{NO_FORECASTS} within a year; {people}"
    low, high = int(year["low"]), int(year["high"])
    if not high:
        return f"Within a year hardly any more posts will open; {people}"
    return f"Within a year {between(low, high)} more {noun_for(high, 'post')} will open; {people}"


def _small(said: str) -> str:
    return said[:1].lower() + said[1:]
