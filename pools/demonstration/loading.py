"""The chapter of the pools: every region's pools and members by the doors that files take."""

import datetime as dt
from collections.abc import Iterator

from pools.actions.import_members import import_members
from pools.models import Candidate, Membership, Pool
from regions.models import Placement, Region
from talentboard.access import Role
from talentboard.accounts.models import User
from talentboard.demonstration import Scene, quarter_ends
from talentboard.demonstration.files import as_file, save_or_explain
from talentboard.nhs.words import count, long_day, plural

from .casting import Memberships, cast
from .catalogue import POOLS
from .holders import holders
from .rows import member_rows


def in_the_way() -> Iterator[str]:
    """People and pools that nobody may mix with made-up ones."""
    if Candidate.objects.exists():
        yield "candidates"
    if Pool.objects.exists():
        yield "pools"


def load(scene: Scene) -> list[str]:
    """Everything of this chapter, and what there is then."""
    this, last = quarter_ends(scene.as_of, 2)
    own, elsewhere = memberships(scene.as_of)
    for day, here in ((last, own), (this, {region: own[region] + elsewhere[region] for region in own})):
        for region in Region.objects.all():
            load_region(region, here, day=day, scene=scene)
    return [
        f"{count(Candidate.objects.count())} candidates with {count(Membership.objects.count())} memberships "
        f"in {plural(Pool.objects.count(), 'pool')}"
    ]


def memberships(as_of: dt.date) -> tuple[Memberships, Memberships]:
    """Of all regions: their own people's, and those of people whom another region keeps."""
    last = quarter_ends(as_of, 2)[1]
    known = {region: holders(region, as_of, since=last) for region in POOLS}
    codes: dict[str, list[str]] = {region: [] for region in POOLS}
    placed = Placement.objects.as_of(as_of).filter(organisation__since__lte=last)
    for region, code in placed.order_by("organisation__code").values_list("region", "organisation__code"):
        codes[region].append(code)
    return cast(known, codes, as_of=as_of, last=last)


def load_region(region: Region, here: Memberships, *, day: dt.date, scene: Scene) -> None:
    """Load a region's file of a day, by its lead."""
    rows = list(member_rows(here[region.slug], region=region.slug, day=day, is_last=day == scene.as_of))
    scene.tell(f"{region}: members as of {long_day(day)}, {plural(len(rows), 'row')}")
    files = [as_file("pools", [bench.row(region.slug) for bench in POOLS[region.slug]]), as_file("members", rows)]
    save_or_explain(import_members(files, as_of=day, by=lead_of(region), region=region))


def lead_of(region: Region) -> User:
    """The regional lead, who may change members."""
    return User.objects.get(role_assignments__role=Role.REGIONAL_LEAD, role_assignments__region=region)
