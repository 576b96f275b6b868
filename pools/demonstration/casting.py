"""Who is in which pool of all regions: most in one, some in two, a few in a pool of another region too."""

import datetime as dt
from collections.abc import Mapping, Sequence

from talentboard.demonstration import dice

from .catalogue import PEOPLE, POOLS
from .holders import Holder
from .members import IN_TWO_POOLS, Cast, Member, Standing, standings

FROM_ELSEWHERE = 8  # members of other regions in each region's pools
TAKE = 4  # another number is another cast

Memberships = dict[str, list[Standing]]


def cast(
    known: Mapping[str, Sequence[Holder]], codes: Mapping[str, Sequence[str]], *, as_of: dt.date, last: dt.date
) -> tuple[Memberships, Memberships]:
    """The memberships of each region: of its own people, and of people whom another region keeps.

    known: who holds which post, codes: the organisations there are, both by region. last: the quarter end before.
    """
    own: Memberships = {}
    for region in POOLS:
        own[region] = of_region(region, known[region], codes[region], as_of=as_of, last=last)
    return own, {region: from_elsewhere(region, own, as_of=as_of, last=last) for region in POOLS}


def of_region(
    region: str, known: Sequence[Holder], codes: Sequence[str], *, as_of: dt.date, last: dt.date
) -> list[Standing]:
    """The memberships of a region's own people: everybody in one pool, then some in a second."""
    by = dice("members", region, TAKE)
    made = Cast(region, known, codes, by=by)
    found: list[Standing] = []
    left = PEOPLE[region]
    for place, bench in enumerate(POOLS[region]):
        is_last = place == len(POOLS[region]) - 1
        number = left if is_last else round(bench.share * PEOPLE[region])
        left -= number
        found += standings(made.members(bench, number), bench, as_of=as_of, last=last, by=by)
    in_two = by.sample([one for one in found if one.state == "active"], round(IN_TWO_POOLS * PEOPLE[region]))
    for bench in POOLS[region]:
        others = [one.member for one in in_two if after(one, region) is bench]
        if others:
            found += standings(others, bench, as_of=as_of, last=last, by=by)
    return found


def after(one: Standing, region: str) -> object:
    """The second pool of somebody who is in two: the next in the region's list."""
    benches = POOLS[region]
    return benches[(benches.index(one.bench) + 1) % len(benches)]


def from_elsewhere(region: str, own: Memberships, *, as_of: dt.date, last: dt.date) -> list[Standing]:
    """A few people whom other regions keep and who would come here, in the pool of the same level."""
    by = dice("from elsewhere", region)
    willing = [
        one
        for other in POOLS
        if other != region
        for one in own[other]
        if region in one.member.mobility and one.state == "active"
    ]
    chosen: dict[str, tuple[Member, str]] = {}
    for one in by.sample(willing, len(willing)):
        if len(chosen) < FROM_ELSEWHERE:
            chosen[one.member.email] = (one.member, one.bench.level)
    found: list[Standing] = []
    for bench in POOLS[region]:
        first = next(other for other in POOLS[region] if other.level == bench.level)
        here = [member for member, level in chosen.values() if level == bench.level and bench is first]
        if here:
            found += standings(here, bench, as_of=as_of, last=last, by=by)
    return found
