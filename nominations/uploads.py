"""Rounds that were run on paper, on the upload page."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import Any

from nominations.actions.import_nominations import (
    NOMINATION_SHEETS,
    NominationsPlan,
    check_nominations,
    import_nominations,
)
from nominations.models import Nomination
from regions.reach import reach
from talentboard.access import Permission
from talentboard.nhs.words import long_day, plural
from talentboard.sheets import Row, template
from talentboard.uploads.kinds import Files, Kind, Line, Noun, Person

ROUND: Noun = ("round", "rounds")
NOMINATION: Noun = ("nomination", "nominations")
KNOWN_BY = {
    "rounds": ("region", "pool", "round", "opens", "closes"),
    "nominations": ("pool", "round", "nominator", "nominated_on", "name", "state", "decided_on"),
}


def check(files: Files, *, as_of: dt.date, by: Any, region: str, options: Mapping[str, Any]) -> NominationsPlan:
    return check_nominations(files, as_of=as_of, by=by, region=here(by, region))


def save(
    files: Files, *, as_of: dt.date, by: Any, region: str, options: Mapping[str, Any], expected: str
) -> NominationsPlan:
    return import_nominations(files, as_of=as_of, by=by, region=here(by, region), expected=expected)


def here(by: Any, region: str) -> Any:
    """The region, for whoever runs its nominations."""
    return reach(by, Permission.RUN_NOMINATIONS).region(region)


def describe(row: Row) -> Line:
    """A round or a nomination, as the file has it."""
    if row.table.name == "rounds":
        return Line(row["round"], row["pool"], f"{long_day(row['opens'])} to {long_day(row['closes'])}")
    state = Nomination.State(row["state"]).label
    on = f" on {long_day(row['decided_on'])}" if row["decided_on"] else ""
    who = row["name"] or "Somebody who did not agree"
    return Line(who, f"{row['pool']}, {row['round']}", f"By {row['nominator']}. {state}{on}")


def amount(plan: NominationsPlan) -> Iterator[tuple[int, Noun]]:
    yield len(plan.rounds), ROUND
    yield len(plan.nominations), NOMINATION


def besides(plan: NominationsPlan) -> Iterator[tuple[str, str]]:
    if plan.unsaid:
        yield "Nobody agreed", f"{plural(plan.unsaid, 'nomination')}, of which the number alone is kept"


def people(plan: NominationsPlan) -> Iterator[Person]:
    """Whom the team must now tell."""
    for person in plan.to_tell:
        yield Person(person.name, person.email, person.region)


def blank(region: str, by: Any) -> bytes:
    """Rounds and nominations to fill in."""
    return template(NOMINATION_SHEETS, choices={"region": [region]})


NOMINATIONS = Kind(
    slug="nominations",
    label="Nominations that were made on paper",
    hint="The sheets rounds and nominations, or one of them, of rounds that are over. What is kept already stays.",
    permission=Permission.RUN_NOMINATIONS,
    sheets=NOMINATION_SHEETS,
    nouns={"rounds": ROUND, "nominations": NOMINATION},
    known_by=KNOWN_BY,
    title=lambda as_of: f"Nominations on paper as of {long_day(as_of)}",
    describe=describe,
    check=check,
    save=save,
    amount=amount,
    blank=blank,
    afterwards=("the nominations", "nominations/"),
    counts_in_figures=False,
    besides=besides,
    people=people,
)
