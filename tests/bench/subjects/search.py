"""Looking somebody up among 50 thousand people, with a typing mistake in the name, beside an exact look-up.

The look-up by itself is timed by the clock on the wall, so that the work of the database counts; the page as processor
time of the web process.
"""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Callable, Iterator
from itertools import cycle
from random import Random

from django.db import connection
from django.db.models.functions import Lower
from faker import Faker

from pools.models import Candidate
from pools.search import look_up
from regions.models import Region, RoleAssignment
from regions.reach import reach
from talentboard.access import Permission, Role
from talentboard.names import sort_key
from tests.bench.records import Amount, Pair
from tests.bench.subjects.pages import Visit, reader

REGION, PEOPLE, TRIES = "east", 50_000, 200
LETTERS = "aeiounrst"
DOMAIN = "bench.example.nhs.uk"


def prepare() -> None:
    """Fill up to 50 thousand people of all regions, told, with names as they are about here."""
    made, by = Faker(["en_GB", "en_IN", "fr_FR", "pl_PL"]), Random(50)
    made.seed_instance(50)
    given = [made.first_name() for _ in range(3000)]
    family = [made.last_name() for _ in range(8000)]
    regions = list(Region.objects.values_list("slug", flat=True))
    people = []
    for number in range(Candidate.objects.count(), PEOPLE):
        name = f"{by.choice(given)} {by.choice(family)}"
        person = Candidate(name=name, sort_key=sort_key(name), email=f"p{number}@{DOMAIN}", told_on=dt.date(2026, 1, 1))
        person.kept_by_id = by.choice(regions)
        people.append(person)
    Candidate.objects.bulk_create(people, batch_size=5000)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE pools_candidate")


def measures() -> Iterator[Pair | Amount]:
    by = Random(51)
    known = Candidate.objects.filter(kept_by=REGION, told_on__isnull=False, email__endswith=DOMAIN).order_by("email")
    chosen = by.sample(list(known.only("pk", "name", "email")), TRIES)
    typed = [(person, mistyped(person.name, by)) for person in chosen]
    team = reader(Role.REGIONAL_LEAD)
    here = reach(team_of(REGION), Permission.READ_NAMES).within(REGION)
    found = sum(person.pk in look_up(here, text).people for person, text in typed)
    yield Amount(
        "not found", lambda: TRIES - found, f"of {TRIES}", TRIES // 50, "names with one mistake, first 30 shown"
    )
    yield Pair(
        "by a name with a mistake", each(look_up, [(here, text) for _, text in typed]),
        each(exact, [(person.email,) for person in chosen]), 3.0, f"{PEOPLE} people; floor: an address by its index",
        calls=20, clock=time.perf_counter,
    )  # fmt: skip
    address = f"/{REGION}/members/candidates/?q="
    mistaken = Visit(team, address + typed[0][1].replace(" ", "+"), says="found</h2>")
    by_address = Visit(team, address + chosen[0].email, says="found</h2>")
    yield Pair("page, by a name with a mistake", mistaken, by_address, 3.0, "floor: the page, by an exact address")


def mistyped(name: str, by: Random) -> str:
    """The name with a letter left out, changed places with the next, put in or replaced."""
    at = by.randrange(1, len(name) - 1)
    before, here, after = name[:at], name[at], name[at + 1 :]
    return by.choice(
        (before + after, before + after[:1] + here + after[1:], before + by.choice(LETTERS) + here + after,
         before + by.choice(LETTERS) + after)
    )  # fmt: skip


def exact(email: str) -> list:
    """The least that finds a person by an index."""
    return list(Candidate.objects.alias(small=Lower("email")).filter(small=email).values_list("pk", flat=True))


def each(does: Callable[..., object], arguments: list[tuple]) -> Callable[[], object]:
    """A function that does it with the next arguments each time."""
    left = cycle(arguments)
    return lambda: does(*next(left))


def team_of(region: str):
    """Somebody who may read names in the region."""
    return RoleAssignment.objects.filter(role=Role.REGIONAL_LEAD, region=region).order_by("pk").first().user
