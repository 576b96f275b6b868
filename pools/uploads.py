"""Pools and members on the upload page."""

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import Any

from pools.actions.import_members import MEMBER_SHEETS, MembersPlan, check_members, import_members
from pools.models import Pool
from regions.models import Level, RoleFamily
from regions.reach import reach
from talentboard.access import Permission
from talentboard.nhs.words import join_words, long_day
from talentboard.sheets import Row, template
from talentboard.uploads.kinds import Files, Kind, Line, Noun, Person

POOL: Noun = ("pool", "pools")
ROW: Noun = ("row of members", "rows of members")
PERSON: Noun = ("person", "people")
KNOWN_BY = {
    "pools": ("region", "pool", "kind", "role_families", "level"),
    "members": ("candidate_ref", "name", "email", "pool", "readiness", "decided_on", "state"),
}


def check(files: Files, *, as_of: dt.date, by: Any, region: str, options: Mapping[str, Any]) -> MembersPlan:
    return check_members(files, as_of=as_of, by=by, region=here(by, region))


def save(
    files: Files, *, as_of: dt.date, by: Any, region: str, options: Mapping[str, Any], expected: str
) -> MembersPlan:
    return import_members(files, as_of=as_of, by=by, region=here(by, region), expected=expected)


def here(by: Any, region: str) -> Any:
    """The region, for whoever may change its members."""
    return reach(by, Permission.CHANGE_MEMBERS).region(region)


def describe(row: Row) -> Line:
    """A pool or a decision on a member's readiness, as the file has it."""
    if row.table.name == "pools":
        families = join_words(RoleFamily(slug).label for slug in row["role_families"])
        return Line(row["pool"], Pool.Kind(row["kind"]).label, f"{families}, {Level(row['level']).label.lower()}")
    readiness = row["readiness"].replace("-", " ").capitalize()
    state = f", {row['state'].replace('-', ' ')}" if row["state"] else ""
    return Line(row["name"], row["pool"], f"{readiness}, decided on {long_day(row['decided_on'])}{state}")


def amount(plan: MembersPlan) -> Iterator[tuple[int, Noun]]:
    """How many pools, and how many people in them."""
    yield len(plan.pools), POOL
    yield len({one.row.get("email") for one in plan.members} - {None}), PERSON


def people(plan: MembersPlan) -> Iterator[Person]:
    """Whom the team must now tell."""
    for person in plan.to_tell:
        yield Person(person.name, person.email, person.region)


def elsewhere(plan: MembersPlan) -> Iterator[Line]:
    """People whose details another region or they themselves keep, with what the file says otherwise."""
    for kept in plan.kept_elsewhere:
        yield Line(kept.row["name"], f"row {kept.row.number}", join_words(kept.fields), kept.region)


def blank(region: str, by: Any) -> bytes:
    """Pools and members to fill in."""
    return template(MEMBER_SHEETS, choices={"region": [region]})


MEMBERS = Kind(
    slug="members",
    label="Pools and members",
    hint="The sheets pools and members, or one of them. Members that are not listed stay as they are.",
    permission=Permission.CHANGE_MEMBERS,
    sheets=MEMBER_SHEETS,
    nouns={"pools": POOL, "members": ROW},
    known_by=KNOWN_BY,
    title=lambda as_of: f"Pools and members as of {long_day(as_of)}",
    describe=describe,
    check=check,
    save=save,
    amount=amount,
    blank=blank,
    afterwards=("the members", "members/"),
    people=people,
    elsewhere=elsewhere,
)
