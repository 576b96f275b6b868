"""Small worlds in which everything happens around one day, as real rows of the database."""

from __future__ import annotations

import datetime as dt
from random import Random
from typing import Any

from pools.models import Candidate, Membership, MembershipState, Mobility, Pool, ReadinessBand, ReadinessDecision
from regions.models import Organisation, Placement, Post, PostShare, Region, Standing, System

from .days import months_after
from .histories import forecasts_of, occupancies_of, returns_of

LONG_AGO = dt.date(2015, 1, 1)
DAYS = [dt.date(2026, 9, 30), dt.date(2028, 2, 29), dt.date(2027, 2, 28), dt.date(2026, 1, 31), dt.date(2026, 4, 1)]
REGIONS = ("east", "north", "london")
FAMILIES = ("finance", "finance", "nursing", "operations")
LEVELS = ("executive-director", "executive-director", "director")
BANDS = {"ready-now": 0, "soon": 6, "within-a-year": 12, "one-to-three-years": 36, "three-to-five-years": 60}
NEVER_READY = {"far-off": 84, "developing": None}
DRAWN = ("ready-now", "ready-now", "ready-now", *BANDS, *NEVER_READY)
STATES = (*("active",) * 8, "on-hold", "placed", "lapsed", "withdrawn", "left")


class Maker:
    """Draws a world around `day` and saves it."""

    def __init__(self, seed: int) -> None:
        self.random = Random(seed)
        self.day = self.random.choice(DAYS)

    def make(self) -> dt.date:
        """Save the world; returns its day."""
        self.regions = [Region(slug=slug, name=slug.title()) for slug in REGIONS[: self.random.randint(1, 3)]]
        Region.objects.bulk_create(self.regions)
        self.make_structure()
        self.make_posts()
        returns_of(self)
        self.make_pools()
        self.make_people()
        self.make_memberships()
        return self.day

    def sometimes(self, share: float) -> bool:
        return self.random.random() < share

    def around(self) -> dt.date:
        """A day that matters: the as-of day or one of the days it is compared with, or beside them, or any other."""
        if self.sometimes(0.25):
            return self.day + dt.timedelta(days=self.random.randint(-1500, 2200))
        anchor = self.random.choice(
            [
                self.day,
                self.day,
                *(months_after(self.day, months) for months in (-36, -12, 6, 12, 36, 60)),
                *(self.day - dt.timedelta(days=days) for days in (90, 100)),
            ]
        )
        return anchor + dt.timedelta(days=self.random.choice([-1, 0, 0, 1]))

    def ahead(self) -> dt.date:
        """A day of the next eight years, as likely on a boundary of a horizon or beside it as anywhere else."""
        months = self.random.choice([3, 12, 12, 24, 36, 36, 48, 60, 60, 96])
        return months_after(self.day, months) + dt.timedelta(days=self.random.choice([-1, 0, 0, 1]))

    def chain(self, *, at_most: int) -> list[dt.date]:
        """Up to so many different days that matter, in order."""
        return sorted({self.around() for _ in range(self.random.randint(0, at_most))})

    def make_structure(self) -> None:
        systems = [
            System(code=f"Q{n}{slug[0].upper()}", name=f"{slug} {n}", sort_key="", region=region, since=LONG_AGO)
            for region in self.regions
            for n, slug in enumerate([region.slug, region.slug])
        ]
        System.objects.bulk_create(systems)
        self.organisations = [
            Organisation(code=f"RX{n}", name=f"Trust {n}", sort_key=f"trust {n}", kind="acute", since=LONG_AGO)
            for n in range(self.random.randint(1, 4))
        ]
        Organisation.objects.bulk_create(self.organisations)
        placements, standings = [], []
        for organisation in self.organisations:
            for since, until in self.spells(at_most=1):
                region = self.random.choice(self.regions)
                inside = [system for system in systems if system.region == region]
                system = self.random.choice([*inside, None])
                facts = {"region": region, "system": system, "since": since, "until": until}
                placements.append(Placement(organisation=organisation, **facts))
            for since, until in self.spells(at_most=2):
                facts = {"challenged": self.sometimes(0.5), "since": since, "until": until}
                standings.append(Standing(organisation=organisation, **facts))
        Placement.objects.bulk_create(placements)
        Standing.objects.bulk_create(standings)

    def spells(self, *, at_most: int) -> list[tuple[dt.date, dt.date | None]]:
        """Half-open periods one after the other, from long ago or from a day that matters, mostly without a gap."""
        days = [LONG_AGO, *self.chain(at_most=at_most)]
        if self.sometimes(0.1):
            days = days[1:]
        ends = [*days[1:], self.around() if self.sometimes(0.15) else None]
        return [
            (since, until)
            for since, until in zip(days, ends, strict=False)
            if (until is None or until > since) and not self.sometimes(0.05)
        ]

    def make_posts(self) -> None:
        self.posts = []
        for n in range(self.random.choice([0, 5, 15, 30, 45])):
            since = self.around() if self.sometimes(0.25) else LONG_AGO
            until = self.around() if self.sometimes(0.25) else None
            self.posts.append(
                Post(
                    organisation=self.random.choice(self.organisations),
                    ref=f"P{n}",
                    title="Director",
                    role_family=self.random.choice(FAMILIES),
                    level=self.random.choice(LEVELS),
                    critical=self.sometimes(0.4),
                    established_from=since,
                    established_until=until if until and until > since else None,
                )
            )
        Post.objects.bulk_create(self.posts)
        shares = [
            PostShare(post=post, organisation=other)
            for post in self.posts
            for other in self.organisations
            if other != post.organisation and self.sometimes(0.15)
        ]
        PostShare.objects.bulk_create(shares)
        occupancies_of(self)
        forecasts_of(self)

    def make_pools(self) -> None:
        ReadinessBand.objects.bulk_create(
            ReadinessBand(code=code, label=code, months_from=months and 0, months_to=months, order=order)
            for order, (code, months) in enumerate((BANDS | NEVER_READY).items())
        )
        self.pools = [
            Pool(
                region=self.random.choice(self.regions),
                name=f"Pool {n}",
                kind="director",
                role_families=sorted(set(self.random.sample(FAMILIES, self.random.randint(1, 3)))),
                level=self.random.choice(LEVELS),
            )
            for n in range(self.random.randint(1, 4))
        ]
        Pool.objects.bulk_create(self.pools)

    def make_people(self) -> None:
        self.people = [
            Candidate(
                name=f"Person {n}",
                sort_key=f"person {n}",
                email=f"{n}@example.nhs.uk",
                kept_by=self.random.choice(self.regions),
                accepts_challenged=self.sometimes(0.5),
                current_post=self.random.choice(self.posts) if self.posts and self.sometimes(0.8) else None,
            )
            for n in range(self.random.choice([0, 6, 15, 30]))
        ]
        Candidate.objects.bulk_create(self.people)
        Mobility.objects.bulk_create(
            Mobility(candidate=person, region=region)
            for person in self.people
            for region in self.regions
            if self.sometimes(0.8)
        )

    def make_memberships(self) -> None:
        """People in several pools, some in one pool again; what is open now is open once."""
        self.memberships, begun = [], set()
        for person in self.people:
            for pool in [
                *self.random.choices(self.pools, k=self.random.choice([0, 0, 1, 2])),
                *self.pool_of_own_post(person),
            ]:
                ended = (person.pk, pool.pk) in begun
                begun.add((person.pk, pool.pk))
                ends = self.around() if self.sometimes(0.4) else months_after(self.day, 24)
                joined = min(months_after(self.day, -24), ends - dt.timedelta(days=2))
                facts = {"joined": joined, "review_due": joined + dt.timedelta(days=1), "ends": ends}
                state = "left" if ended else "active"
                self.memberships.append(Membership(pool=pool, candidate=person, state=state, **facts))
        Membership.objects.bulk_create(self.memberships)
        states: list[Any] = []
        decisions: list[Any] = []
        for membership in self.memberships:
            for day in self.dates():
                state = self.random.choice(STATES)
                states.append(MembershipState(of=membership, to_state=state, effective_on=day))
            for day in self.dates():
                band = self.random.choice(DRAWN)
                decisions.append(ReadinessDecision(membership=membership, band_id=band, decided_on=day))
        self.random.shuffle(states)
        self.random.shuffle(decisions)
        MembershipState.objects.bulk_create(states)
        ReadinessDecision.objects.bulk_create(decisions)

    def pool_of_own_post(self, person: Candidate) -> list[Pool]:
        """Often a pool for posts like the one they hold, so that they would fill it if they did not."""
        post = person.current_post
        fits = [
            pool
            for pool in self.pools
            if post and (pool.level == post.level and post.role_family in pool.role_families)
        ]
        return self.random.sample(fits, 1) if fits and self.sometimes(0.85) else []

    def dates(self) -> list[dt.date]:
        """When something was decided: long ago, around the day, or twice on one day."""
        days = [LONG_AGO] if self.sometimes(0.9) else []
        days += [self.around() for _ in range(self.random.randint(0, 2))]
        return days + days[-1:] if self.sometimes(0.2) else days
