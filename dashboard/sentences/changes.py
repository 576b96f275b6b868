"""What became of posts since an earlier day: its heading, and what moved the figures."""

import datetime as dt

from dashboard.reading.focus import Focus, Row
from dashboard.sentences.sentence import Finding, Sentence, say
from talentboard.nhs.words import between, capital, count, long_day, noun_for, plural

NOTHING_YET = "Nothing to compare with yet"
FIRST_FIGURES = "What has changed is said as soon as there are figures of two days."
QUARTER_DAYS = 80


def since_said(since: dt.date, as_of: dt.date) -> str:
    """An earlier day as a sentence about a later one says it: "30 June", with its year where that is another."""
    return long_day(since) if since.year != as_of.year else f"{since.day} {since:%B}"


def changes_finding(row: Row, *, since: dt.date, as_of: dt.date) -> Finding:
    """What opened and what was filled: "Since 30 June: 10 posts opened and 6 were filled"."""
    opened, filled = int(row["opened"]), int(row["filled"])
    if opened:
        were = noun_for(filled, "was", "were")
        said = f"{plural(opened, 'post')} opened and {count(filled) if filled else 'none'} {were} filled"
    elif filled:
        said = f"no post opened and {count(filled)} {noun_for(filled, 'was', 'were')} filled"
    else:
        said = "no post opened and none was filled"
    far = (as_of - since).days
    which = f"the newest at least {QUARTER_DAYS} days older" if far >= QUARTER_DAYS else "the newest before these"
    note = f"Compared with the figures as of {long_day(since)}, {which}."
    return Finding(f"Since {since_said(since, as_of)}: {said}", note, "")


def first_finding() -> Finding:
    """There are no figures to compare with."""
    return Finding(NOTHING_YET, FIRST_FIGURES, "")


def what_moved_it(row: Row, *, since: dt.date, as_of: dt.date, open_before: int, focus: Focus) -> tuple[Sentence, ...]:
    """What is behind the numbers: how much had been forecast, what came and went, what has been learnt since.

    row: of the measure `changes`; open_before: the posts open by the figures of that day, as they were made
    """
    day = since_said(since, as_of)
    said = [
        *_foreseen(int(row["opened"]), int(row["opened_forecast"]), "that opened", "been forecast"),
        *_foreseen(int(row["filled"]), int(row["filled_forecast"]), "filled", "been forecast before falling open"),
        *_due(row, day, since_said(as_of, since)),
        *_forecasts(row),
        *_moved(int(row["came"]), int(row["went"])),
    ]
    if (known := int(row["open_before"])) != open_before:
        posts = plural(known, f"{focus.kind} post")
        were = noun_for(known, "was", "were")
        said.append(f"By what is recorded now, {posts} {were} open on {day}; the figures of then count {open_before}.")
    return tuple(say(sentence) for sentence in said)


def _foreseen(posts: int, forecast: int, which: str, had: str) -> list[str]:
    if not posts:
        return []
    if posts == 1:
        return [f"The post {which} **had {'' if forecast else 'not '}{had}**."]
    if not forecast:
        return [f"None of the {count(posts)} posts {which} **had {had}**."]
    return [f"Of the {count(posts)} posts {which}, **{count(forecast) if forecast < posts else 'all'} had {had}**."]


def _due(row: Row, since: str, until: str) -> list[str]:
    due = int(row["due"])
    if not due:
        return []
    low, high = int(row["due_low"]), int(row["due_high"])
    forecasts = f"{plural(due, 'forecast')} of {since} {noun_for(due, 'was', 'were')} for a day up to {until}"
    if due == 1:
        return [f"{forecasts}."]
    return [f"{forecasts}; {between(low, high)} of them {noun_for(high, 'was', 'were')} likely to come true (80%)."]


def _forecasts(row: Row) -> list[str]:
    new, ended = int(row["newly_forecast"]), int(row["forecast_ended"])
    if not new and not ended:
        return ["No forecast is new, and none has ended."]
    said = [f"**{plural(new, 'post')}** {noun_for(new, 'is', 'are')} newly forecast to fall vacant"] if new else []
    if ended:
        forecasts = f"{plural(ended, 'forecast')} {noun_for(ended, 'has', 'have')} ended without the post opening"
        said.append(forecasts if new else capital(forecasts))
    return [f"{'; '.join(said)}."]


def _moved(came: int, went: int) -> list[str]:
    said = []
    if came:
        said.append(f"{plural(came, 'open post')} came with {noun_for(came, 'its', 'their')} organisation.")
    if went:
        said.append(f"{plural(went, 'open post')} {noun_for(went, 'is', 'are')} no longer a post of here.")
    return said
