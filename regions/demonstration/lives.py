"""Who has held a post, and how: told backwards from the as-of day, so that earlier days agree with it."""

import datetime as dt
from dataclasses import dataclass, replace
from random import Random

from talentboard.demonstration import days_before, quota
from talentboard.demonstration.names import People

from .jobs import Job

LATELY = (
    176,
    800,
)  # days ago: who came then came to a post that had stood open, so that earlier quarters are as this one
HELD_OTHERWISE = {"secondment-in": 0.025, "absence": 0.035, "shared": 0.022, "unnamed": 0.015, "new": 0.13}


@dataclass(frozen=True, slots=True)
class Spell:
    """One holding of a post, until the next one begins."""

    kind: str
    holders: tuple[str, ...]
    since: dt.date
    expected_end: dt.date | None = None
    returns_on: dt.date | None = None


Life = list[Spell]


def deal_ways(jobs: list[tuple[str, Job]], *, by: Random) -> dict[str, str]:
    """How each post (by its reference) is held on the day: `open`, one of HELD_OTHERWISE, or "" as most are.

    Dealt by role family and level, so that every region has about its share of each.
    """
    ways: dict[str, str] = {}
    kinds = sorted({(job.family, job.level, job.opens) for _, job in jobs})
    for family, level, opens in kinds:
        refs = [ref for ref, job in jobs if (job.family, job.level, job.opens) == (family, level, opens)]
        number = int(opens * len(refs) + by.random())
        ways |= dict.fromkeys(by.sample(refs, number), "open")
    rest = [ref for ref, _ in jobs if ref not in ways]
    dealt = quota(rest, HELD_OTHERWISE, by=by)
    return ways | {ref: way for way, refs in dealt.items() for ref in refs}


def life(way: str, *, as_of: dt.date, opened: dt.date, by: Random, people: People) -> Life:
    """The holdings of a post, oldest first. opened: the first day of its organisation."""
    told = _open(as_of, by, people) if way == "open" else _filled(way, as_of, by, people)
    return since_opened(told, opened)


def since_opened(told: Life, opened: dt.date) -> Life:
    """Without what was before the organisation: its first holding begins with it."""
    first = max((place for place, spell in enumerate(told) if spell.since <= opened), default=0)
    kept = told[first:]
    return [replace(kept[0], since=max(kept[0].since, opened)), *kept[1:]]


def _open(as_of: dt.date, by: Random, people: People) -> Life:
    """Vacant or covered on the day; somebody held it before."""
    chance = by.random()
    days = by.randint(10, 170) if chance < 0.55 else by.randint(170, 360) if chance < 0.9 else by.randint(367, 640)
    began = days_before(as_of, days)
    before = Spell("substantive", (people.name(),), days_before(began, by.randint(500, 2900)))
    chance = by.random()
    if chance < 0.54:
        return [before, Spell("vacant", (), began)]
    kind = "interim" if chance < 0.78 else "acting"
    covered = days_before(began, -by.randint(20, 50)) if days > 90 and by.random() < 0.5 else began
    ends = days_before(covered, -by.choice((180, 270, 365)))
    cover = Spell(kind, (people.name(),), covered, expected_end=ends if ends > as_of or by.random() < 0.2 else None)
    return [before, cover] if covered == began else [before, Spell("vacant", (), began), cover]


def _filled(way: str, as_of: dt.date, by: Random, people: People) -> Life:
    names = (people.name(), people.name()) if way == "shared" else () if way == "unnamed" else (people.name(),)
    came_lately = by.random() < 0.4 and way not in ("secondment-in", "absence")
    days = by.randint(5, 175) if way == "new" else by.randint(*(LATELY if came_lately else (LATELY[1], 3900)))
    holder = Spell("substantive", names, days_before(as_of, days))
    if way == "secondment-in":
        return [holder, _seconded(as_of, by, people)]
    if way == "absence":
        return [holder, _covering(as_of, by, people)]
    if days > LATELY[1]:
        return [holder]
    began = days_before(holder.since, by.randint(60, 330))
    before = Spell("substantive", (people.name(),), days_before(began, by.randint(600, 2600)))
    between = Spell("vacant", (), began) if by.random() < 0.5 else Spell("interim", (people.name(),), began)
    return [before, between, holder]


def _seconded(as_of: dt.date, by: Random, people: People) -> Spell:
    since = days_before(as_of, by.randint(30, 230))
    return Spell("secondment-in", (people.name(),), since, expected_end=days_before(since, -by.choice((365, 548))))


def _covering(as_of: dt.date, by: Random, people: People) -> Spell:
    """Somebody holds the post while its holder is away, and is expected back."""
    since = days_before(as_of, by.randint(10, 200))
    returns = days_before(as_of, -by.randint(25, 240))
    return Spell(by.choice(("acting", "acting", "interim")), (people.name(),), since, returns_on=returns)


def on(told: Life, day: dt.date) -> Spell:
    """The holding of a day; the first one where the day is before all of them."""
    return next((spell for spell in reversed(told) if spell.since <= day), told[0])
