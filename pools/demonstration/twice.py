"""The chapter of people who know and people who are kept twice: most members have been told, and in every region some
came in once more under another address. One such pair is merged already, and can be parted for a month."""

from __future__ import annotations

from collections.abc import Sequence

from pools.actions.import_members import import_members
from pools.actions.merging import merge
from pools.actions.telling import tell
from pools.merging.comparing import collisions
from pools.models import Candidate, Membership, Merge, Pool
from regions.models import Region
from talentboard.accounts.demonstration import DOMAIN
from talentboard.clock import today
from talentboard.demonstration import Scene
from talentboard.demonstration.files import Row, as_file, save_or_explain
from talentboard.demonstration.names import mailbox
from talentboard.nhs.words import plural

from .loading import lead_of

TWICE = 4  # people in each region
ONE_IN = 7  # members is not told yet


def load(scene: Scene) -> list[str]:
    """Everything of this chapter, and what there is then. It stands today: a merge can be undone for a month."""
    for region in Region.objects.all():
        scene.tell(f"{region}: people who are told, and people who are kept twice")
        load_region(region)
    told = Candidate.objects.exclude(told_on=None).count()
    aliases = Merge.objects.count()
    return [f"{plural(told, 'person', 'people')} told; {TWICE} in each region kept twice, {aliases} of them merged"]


def load_region(region: Region) -> None:
    by = lead_of(region)
    kept = Candidate.objects.filter(kept_by=region, told_on=None).order_by("email")
    tell([person.pk for place, person in enumerate(kept, start=1) if place % ONE_IN], region=region, by=by)
    people = twice_of(region)
    rows = [again(person, number, region=region) for number, person in enumerate(people)]
    save_or_explain(import_members([as_file("members", rows)], as_of=today(), by=by, region=region))
    first, other = people[0], Candidate.objects.known_by(rows[0]["email"]).get()
    stands = {each.pool.pk: first.pk for each in collisions(first, other)}
    merge(first.pk, other.pk, stands=stands, region=region, by=by)


def twice_of(region: Region) -> Sequence[Candidate]:
    """Those who come in once more: told, with an employer and two names."""
    member = Membership.objects.filter(state="active", pool__region=region)
    found = Candidate.objects.filter(
        kept_by=region, employer__isnull=False, name__contains=" ", pk__in=member.values("candidate")
    )
    return found.exclude(told_on=None).select_related("employer").order_by("sort_key", "email")[:TWICE]


def again(person: Candidate, number: int, *, region: Region) -> Row:
    """The person under another address, every second one in the same pool once more."""
    here = Pool.objects.filter(region=region)
    theirs = here.filter(memberships__candidate=person).order_by("name")
    pool = theirs[0] if number % 2 else here.exclude(pk__in=theirs.values("pk")).order_by("name")[0]
    given, *_, family = mailbox(person.name).split(".")
    return {
        "candidate_ref": f"TWICE-{number}",
        "name": person.name,
        "email": f"{given[0]}.{family}.{region.slug}@{DOMAIN}",
        "employer": person.employer.code,
        "region": region.slug,
        "pool": pool.name,
        "readiness": "within-a-year",
        "decided_on": today().isoformat(),
        "mobility": region.slug,
    }
