"""Every post of a region: what it is, who has held it, and what its organisation expects of it."""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from random import Random

from talentboard.demonstration import days_before, dice
from talentboard.demonstration.names import People

from . import jobs
from .jobs import JOBS, Job
from .lives import Life, Spell, deal_ways, life, on
from .outlooks import Outlook, deal_outlooks
from .places import Place
from .sharing import TITLES, Sharing

OLD_TITLE = 0.012


@dataclass(frozen=True, slots=True)
class Seat:
    """A post. established_from: where the return says so. closed_on: the first day on which no return names it.

    was_called: its title in returns before the last one. outlook: what is expected of it, if anything.
    """

    place: Place
    job: Job
    ref: str
    title: str
    critical: bool
    told: Life
    shared_with: str = ""
    was_called: str = ""
    established_from: dt.date | None = None
    closed_on: dt.date | None = None
    outlook: Outlook | None = None

    def is_named_on(self, day: dt.date) -> bool:
        """Whether its organisation's return of a day names it."""
        if self.closed_on is not None and self.closed_on <= day:
            return False
        return self.established_from is None or day == self.place.returns[-1]

    def spell(self, day: dt.date) -> Spell | None:
        """How it is held on a day; nothing for a post to come."""
        return on(self.told, day) if self.told else None


def seats(here: Sequence[Place], shared: Sharing, *, as_of: dt.date) -> list[Seat]:
    """Every post of a region's organisations, in the order of their references."""
    region = here[0].region
    by, people = dice("seats", region), People("holders", region)
    found = [(place, job) for place in here if place.returns for job in jobs_of(place, shared)]
    ways = deal_ways([(ref(place, job), job) for place, job in found], by=dice("ways", region))
    made = [
        seat(
            place, job, shared, told=life(ways[ref(place, job)], as_of=as_of, opened=place.since, by=by, people=people)
        )
        for place, job in found
    ]
    made += changing(here, as_of=as_of, by=by, people=people)
    made = [closing(one, as_of) for one in made]
    outlooks = deal_outlooks(made, as_of=as_of, by=dice("outlooks", region))
    return sorted((replace(one, outlook=outlooks.get(one.ref)) for one in made), key=lambda one: one.ref)


def jobs_of(place: Place, shared: Sharing) -> Iterator[Job]:
    """The jobs on an organisation's board."""
    by = dice("board", place.code)
    for job in JOBS:
        drawn = by.random() < job.chance.get(place.kind, 0)
        if (place.code, job.number) in shared.served:
            if job.number == jobs.CHIEF_EXECUTIVE:
                yield jobs.MANAGING_DIRECTOR
        elif drawn or (place.code, job.number) in shared.led:
            yield job


def seat(place: Place, job: Job, shared: Sharing, *, told: Life) -> Seat:
    by = dice("seat", place.code, job.number)
    title, critical = by.choice(job.titles), by.random() < job.critical
    former = next((other for other in job.titles if other != title), "") if by.random() < OLD_TITLE * 4 else ""
    other = shared.led.get((place.code, job.number), "")
    if other:
        title, former = TITLES[job.number], ""
    return Seat(place, job, ref(place, job), title, critical, told, shared_with=other, was_called=former)


def ref(place: Place, job: Job) -> str:
    return f"{place.code}-{job.number:02}"


def changing(here: Sequence[Place], *, as_of: dt.date, by: Random, people: People) -> Iterator[Seat]:
    """Posts to come, posts made since the last return, and posts closed since: of trusts that are in time."""
    able = [place for place in here if place.lateness == "" and place.until is None and len(place.returns) == 4]
    chosen = by.sample(able, 6)
    for place, job, days in zip(chosen, jobs.TO_COME, (92, 183, 430), strict=False):
        first = days_before(as_of, -days)
        yield Seat(place, job, ref(place, job), job.titles[0], False, [], established_from=first)
    made = days_before(as_of, by.randint(20, 60))
    for place, holder in zip(chosen[3:5], ((), (people.name(),)), strict=True):
        told = [Spell("substantive" if holder else "vacant", holder, made)]
        job = jobs.JUST_MADE
        yield Seat(place, job, ref(place, job), job.titles[0], False, told, established_from=made)
    for place in chosen[4:]:
        job, since = jobs.CLOSED_SINCE, days_before(as_of, by.randint(500, 1500))
        told = [Spell("substantive", (people.name(),), since)]
        yield Seat(place, job, ref(place, job), job.titles[0], False, told, closed_on=as_of)


def closing(one: Seat, as_of: dt.date) -> Seat:
    """Of an organisation that closed, the last return names chair and chief executive only."""
    if one.place.until is None or one.job.number in (jobs.CHAIR, jobs.CHIEF_EXECUTIVE):
        return one
    return replace(one, closed_on=one.place.returns[-1])
