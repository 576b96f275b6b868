"""Two records side by side: field by field, and pool by pool."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Max

from pools.models import Candidate, Membership, Pool
from pools.models.membership import OPEN
from regions.models import RoleFamily
from talentboard.nhs.words import join_words, long_day

BLANK = "Not given"


@dataclass(frozen=True, slots=True)
class Field:
    """What can be chosen from either record. names: the columns of it. say: in words."""

    slug: str
    label: str
    names: tuple[str, ...]
    say: Callable[[Candidate], str]


def employer(person: Candidate) -> str:
    return person.employer.name if person.employer else person.employer_outside


def post(person: Candidate) -> str:
    held = person.current_post
    return f"{held.title}, {held.organisation.name}" if held else ""


def families(person: Candidate) -> str:
    return join_words(RoleFamily(slug).label for slug in person.role_families)


def places(person: Candidate) -> str:
    return join_words(sorted(region.name for region in person.mobility.all()))


MOBILITY = "mobility"
FIELDS = (
    Field("name", "Name", ("name",), lambda person: person.name),
    Field("email", "Main e-mail address", ("email",), lambda person: person.email),
    Field("employer", "Employer", ("employer_id", "employer_outside"), employer),
    Field("current_post", "Post", ("current_post_id",), post),
    Field("job_title", "Job title", ("job_title",), lambda person: person.job_title),
    Field("role_families", "Role families", ("role_families",), families),
    Field("clinical_body", "Registered with", ("clinical_body",), lambda person: person.get_clinical_body_display()),
    Field(MOBILITY, "Would work in", (), places),
    Field(
        "accepts_challenged", "A challenged organisation", ("accepts_challenged",),
        lambda person: "Would go to one" if person.accepts_challenged else "Has not said so",
    ),
    Field("working_pattern", "Working pattern", ("working_pattern",), lambda one: one.get_working_pattern_display()),
    Field("aspirations", "What they hope to do next", ("aspirations",), lambda person: person.aspirations),
)  # fmt: skip
BY_SLUG = {field.slug: field for field in FIELDS}


@dataclass(frozen=True, slots=True)
class Difference:
    """A field and what each record says in it. same: there is nothing to choose."""

    field: Field
    one: str
    other: str

    @property
    def same(self) -> bool:
        return self.one == self.other


@dataclass(frozen=True, slots=True)
class Collision:
    """A pool of which both records have a membership at the same time: one of the two has to stand."""

    pool: Pool
    one: tuple[Membership, ...]
    other: tuple[Membership, ...]

    def beside(self, person: UUID) -> list[Membership]:
        """Those that cannot stand beside the memberships of that person."""
        both = (*self.one, *self.other)
        theirs = [member for member in both if member.candidate_id == person]
        return [
            member for member in both if member.candidate_id != person and any(overlap(member, each) for each in theirs)
        ]


def differences(one: Candidate, other: Candidate) -> list[Difference]:
    """All fields, in the order of the page."""
    return [Difference(field, field.say(one) or BLANK, field.say(other) or BLANK) for field in FIELDS]


def collisions(one: Candidate, other: Candidate) -> list[Collision]:
    """The pools in which they cannot both stand, by name. Three queries."""
    found: dict[Pool, dict[Any, list[Membership]]] = {}
    for member in memberships_of([one, other]):
        found.setdefault(member.pool, {one.pk: [], other.pk: []})[member.candidate_id].append(member)
    return [
        Collision(pool, tuple(sides[one.pk]), tuple(sides[other.pk]))
        for pool, sides in found.items()
        if any(overlap(mine, theirs) for mine in sides[one.pk] for theirs in sides[other.pk])
    ]


def memberships_of(people: Iterable[Candidate]) -> list[Membership]:
    """Theirs that count, by pool and from the first, each with `last`, the day of its newest state, and decisions."""
    rows = Membership.objects.counting().filter(candidate__in=[person.pk for person in people])
    rows = rows.select_related("pool__region").annotate(last=Max("steps__effective_on"))
    return list(rows.prefetch_related("decisions__band").order_by("pool__name", "pool", "joined", "pk"))


def said_of(member: Membership) -> str:
    """ "active since 1 March 2026, ready now" """
    decided = max(member.decisions.all(), key=lambda one: (one.decided_on, one.pk), default=None)
    ready = f", {decided.band.label.lower()}" if decided else ""
    return f"{member.get_state_display().lower()} since {long_day(member.joined)}{ready}"


def pools_of(person: Candidate, region: str) -> str:
    """Their memberships of a region's pools in words. Three queries."""
    here = [member for member in memberships_of([person]) if member.pool.region_id == region]
    return "; ".join(f"{member.pool.name}: {said_of(member)}" for member in here)


def overlap(one: Membership, other: Membership) -> bool:
    """Whether there was or is a day on which both stood."""
    return one.joined < end_of(other) and other.joined < end_of(one)


def end_of(member: Membership) -> dt.date:
    """The first day without it; the end of time while it is open."""
    return dt.date.max if member.state in OPEN else member.last


def digest_of(one: Candidate, other: Candidate) -> str:
    """What two people see who look at the same two records, in whatever order: another one once anything on the page
    has changed."""
    one, other = sorted((one, other), key=lambda person: person.pk)
    said = [f"{each.field.slug} {each.one} {each.other}" for each in differences(one, other)]
    members = memberships_of([one, other])
    said += [f"{each.pk} {each.candidate_id} {each.state} {each.last} {said_of(each)}" for each in members]
    said += [f"{person.pk} {person.user_id} {person.kept_by_id} {person.merged_into_id}" for person in (one, other)]
    return hashlib.sha256("\n".join(said).encode()).hexdigest()


def values_of(person: Candidate, slugs: Iterable[str]) -> dict[str, Any]:
    """What a record says in these fields, as JSON takes it."""
    said: dict[str, Any] = {}
    for slug in slugs:
        if slug == MOBILITY:
            said[MOBILITY] = sorted(person.mobilities.values_list("region", flat=True))
        for name in BY_SLUG[slug].names:
            value = getattr(person, name)
            said[name] = value if isinstance(value, str | bool | list | None) else str(value)
    return said


def agrees(person: Candidate, slug: str, said: Mapping[str, Any]) -> bool:
    """Whether a record still says in a field what was noted of it."""
    return all(said.get(name) == value for name, value in values_of(person, [slug]).items())
