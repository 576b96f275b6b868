"""What is said ahead of the posts of chairs and chief executives."""

from dashboard.reading.focus import Focus
from dashboard.sentences.headlines import Figures, at, has_forecasts, number
from dashboard.sentences.marks import demand_said, ready_said
from dashboard.sentences.names import HORIZONS, people_of
from dashboard.sentences.sentence import Finding, Sentence, say
from talentboard.nhs.words import between, capital, count, noun_for, plural, whole

WHO_ELSE = (
    "Nobody else opens this page. A regional lead sees the same of their own region; what an organisation has said of "
    "its posts is also kept, and seen, by its own chair, chief executive and HR director, but nobody is shown what is "
    "said of their own post unless they entered it. Board members, regional teams and packs see none of it."
)
RECORDED = "Each opening of this page and each download is recorded in the audit."


def lead_ahead(england: Figures, level: str) -> Sentence:
    """How many posts are open, and how many more are likely within a year: "**12 of 239 chairs' posts** are open"."""
    focus = Focus(level=level)
    rows = focus.total(england.get("posts", ()))
    posts, opened = number(rows, "posts"), number(rows, "open")
    of = whose(level)
    if not posts:
        return say(f"There are **no {of} posts** in England.")
    opening = f"**{count(opened)} of {count(posts)} {of} posts** {noun_for(opened, 'is', 'are')} open in England"
    year = at(england.get("demand", ()), focus, "0-1")
    if not int(year.get("demand_count") or 0):
        return say(f"{opening}, and none is forecast to fall vacant within a year.")
    expected, low, high = whole(year["demand_expected"]), int(year["low"]), int(year["high"])
    more = f"about **{count(expected)} more**" if expected else "**hardly any more**"
    return say(
        f"{opening}; within a year {more} {noun_for(expected or 2, 'is', 'are')} expected to fall vacant "
        f"(80% likely to be {between(low, high)})."
    )


def finding_ahead(england: Figures, level: str) -> Finding:
    """The heading of a level's chart: "Chairs: 12 open now, 14 to 20 more within a year"."""
    focus = Focus(level=level)
    demand, supply = (focus.total(england.get(measure, ())) for measure in ("demand", "supply"))
    ready = {row["horizon"]: int(row["supply"]) for row in supply}
    said = [
        f"{HORIZONS[row['horizon']]}: {demand_said(row['horizon'], row)}, "
        f"{ready_said(ready.get(row['horizon'], 0)).lower()}."
        for row in demand
    ]
    opened = number(focus.total(england.get("posts", ())), "open")
    title = f"{capital(people_of('level', level))}: {count(opened) if opened else 'none'} open now"
    year = at(england.get("demand", ()), focus, "0-1")
    low, high = int(year.get("low") or 0), int(year.get("high") or 0)
    if has_forecasts({"demand": demand}, focus):
        title += f", {between(low, high)} more within a year" if high else ", hardly any more within a year"
    key = "Outline: posts forecast. Dot: number expected. Line: where the number will lie 8 times in 10."
    note = "All of England, with what organisations have marked confidential. Not every forecast comes true."
    return Finding(title, note, " ".join(said), f"{key} Green: people ready.")


def posts_said(posts: int, in_confidence: int) -> str:
    """Over the list: "31 posts are open or forecast; 4 of the forecasts were made in confidence"."""
    said = f"{plural(posts, 'post')} {noun_for(posts, 'is', 'are')} open or forecast to fall vacant"
    if not posts:
        return "No post of a chair or chief executive is open or forecast to fall vacant"
    if not in_confidence:
        return said
    were = noun_for(in_confidence, "was", "were")
    return f"{said}; {count(in_confidence)} of the forecasts {were} made in confidence"


def whose(level: str) -> str:
    """Before "posts": "chairs’", "chief executives’"."""
    return f"{people_of('level', level)}’"
