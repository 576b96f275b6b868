"""The plainest valid things, for tests. Days default to long before any as-of day that a test asks about."""

import datetime as dt

import factory
from factory.django import DjangoModelFactory

from pools.models import (
    Candidate,
    Criterion,
    Framework,
    Membership,
    MembershipState,
    Pool,
    Rating,
    ReadinessBand,
    ReadinessDecision,
)
from regions.models import Forecast, Occupancy, Organisation, Placement, Post, Region, Return, System
from talentboard.models import User

LONG_AGO = dt.date(2020, 1, 1)
DAY = dt.date(2026, 9, 30)

BANDS = {
    "ready-now": ("Ready now", 0, 0),
    "within-a-year": ("Within a year", 0, 12),
    "one-to-three-years": ("One to three years", 12, 36),
    "three-to-five-years": ("Three to five years", 36, 60),
    "developing": ("Developing", None, None),
}


class UserFactory(DjangoModelFactory):
    class Meta:
        model = User

    name = factory.Sequence(lambda n: f"Person {n}")
    email = factory.Sequence(lambda n: f"person{n}@example.nhs.uk")


class RegionFactory(DjangoModelFactory):
    class Meta:
        model = Region
        django_get_or_create = ("slug",)

    slug = "east"
    name = factory.LazyAttribute(lambda region: region.slug.replace("-", " ").title())


class SystemFactory(DjangoModelFactory):
    class Meta:
        model = System

    code = factory.Sequence(lambda n: f"QS{n}")
    name = factory.LazyAttribute(lambda system: f"System {system.code}")
    region = factory.SubFactory(RegionFactory)
    nhs_region_code = "Y61"
    since = LONG_AGO


class OrganisationFactory(DjangoModelFactory):
    """An organisation placed in `region` (and `system`), from long ago; `placed=False` leaves it unplaced."""

    class Meta:
        model = Organisation
        skip_postgeneration_save = True

    code = factory.Sequence(lambda n: f"RX{n}")
    name = factory.LazyAttribute(lambda organisation: f"Organisation {organisation.code}")
    kind = "acute"
    since = LONG_AGO

    @factory.post_generation
    def placed(self, create, region, *, system=None):
        if region is not False:
            home = region if isinstance(region, Region) else RegionFactory(slug=region or "east")
            Placement.objects.create(organisation=self, region=home, system=system, since=self.since)


class PostFactory(DjangoModelFactory):
    """A filled finance executive director; `held=False` records nobody, `held="vacant"` and so on another kind."""

    class Meta:
        model = Post
        skip_postgeneration_save = True

    organisation = factory.SubFactory(OrganisationFactory)
    ref = factory.Sequence(lambda n: f"P{n}")
    title = "Director of finance"
    role_family = "finance"
    level = "executive-director"
    established_from = LONG_AGO

    @factory.post_generation
    def held(self, create, kind, **facts):
        if kind is not False:
            OccupancyFactory(post=self, kind=kind or "substantive", **facts)


class OccupancyFactory(DjangoModelFactory):
    class Meta:
        model = Occupancy

    post = factory.SubFactory(PostFactory, held=False)
    kind = "substantive"
    holders = factory.LazyAttribute(lambda held: [] if held.kind == "vacant" else ["A. Holder"])
    since = factory.LazyAttribute(lambda held: held.post.established_from)


class ForecastFactory(DjangoModelFactory):
    class Meta:
        model = Forecast

    post = factory.SubFactory(PostFactory)
    expected_on = dt.date(2027, 3, 31)
    probability = "0.5"
    reason = "end-of-term"
    as_of = dt.date(2026, 9, 1)


class ReturnFactory(DjangoModelFactory):
    """Quarter 2 of 2026 (July to September), signed off as of `as_of` unless `state` says otherwise."""

    class Meta:
        model = Return

    organisation = factory.SubFactory(OrganisationFactory)
    year = 2026
    quarter = 2
    as_of = DAY
    due = dt.date(2026, 9, 25)

    @classmethod
    def _create(cls, model, *args, state="signed-off", by=None, **fields):
        made = model(*args, **fields)
        made.begin(by=by)
        if state == "signed-off":
            made.signed_off_at = dt.datetime(2026, 9, 30, 12, tzinfo=dt.UTC)
            made.move("load from a file", by=by)
        return made


class BandFactory(DjangoModelFactory):
    class Meta:
        model = ReadinessBand
        django_get_or_create = ("code",)

    code = "ready-now"
    label = factory.LazyAttribute(lambda band: BANDS[band.code][0])
    months_from = factory.LazyAttribute(lambda band: BANDS[band.code][1])
    months_to = factory.LazyAttribute(lambda band: BANDS[band.code][2])
    order = factory.LazyAttribute(lambda band: list(BANDS).index(band.code))


class PoolFactory(DjangoModelFactory):
    class Meta:
        model = Pool

    region = factory.SubFactory(RegionFactory)
    name = factory.Sequence(lambda n: f"Pool {n}")
    kind = "director"
    role_families = ["finance"]
    level = "executive-director"


class CandidateFactory(DjangoModelFactory):
    """Somebody who would go to `mobile` regions (their own when left out)."""

    class Meta:
        model = Candidate
        skip_postgeneration_save = True

    name = factory.Sequence(lambda n: f"Candidate {n}")
    email = factory.Sequence(lambda n: f"candidate{n}@example.nhs.uk")
    kept_by = factory.SubFactory(RegionFactory)

    @factory.post_generation
    def mobile(self, create, regions):
        self.mobility.set(regions if regions is not None else [self.kept_by])


class MembershipFactory(DjangoModelFactory):
    """A membership in `state` from the day of joining, with readiness `ready` decided on that day."""

    class Meta:
        model = Membership

    pool = factory.SubFactory(PoolFactory)
    candidate = factory.SubFactory(CandidateFactory)
    joined = dt.date(2026, 3, 1)
    review_due = dt.date(2027, 3, 1)
    ends = dt.date(2028, 3, 1)

    @classmethod
    def _create(cls, model, *args, ready="ready-now", decided_on=None, **fields):
        made = model(*args, **fields)
        made.begin(by=None, effective_on=made.joined)
        if ready:
            ReadinessDecision.objects.create(
                membership=made, band=BandFactory(code=ready), decided_on=decided_on or made.joined
            )
        return made


def state_from(membership: Membership, state: str, day: dt.date) -> MembershipState:
    """A later dated state of a membership."""
    return MembershipState.objects.create(of=membership, to_state=state, effective_on=day)


class FrameworkFactory(DjangoModelFactory):
    """A national framework with three ratings and so many `criteria`, in use unless `state` says otherwise."""

    class Meta:
        model = Framework

    slug = factory.Sequence(lambda n: f"framework-{n}")
    title = factory.LazyAttribute(lambda framework: framework.slug.replace("-", " ").capitalize())
    version = "1"
    kind = "gateway"

    @classmethod
    def _create(cls, model, *args, state="in-use", criteria=2, **fields):
        made = model(*args, **fields)
        made.begin(by=None)
        for value, label in enumerate(("Not yet shown", "Good", "Outstanding"), start=1):
            Rating.objects.create(framework=made, value=value, label=label)
        for place in range(1, criteria + 1):
            CriterionFactory(framework=made, order=place)
        for move in {"draft": (), "discarded": ("discard",), "succeeded": ("put to use", "succeed")}.get(
            state, ("put to use",)
        ):
            made.move(move, by=None)
        return made


class CriterionFactory(DjangoModelFactory):
    class Meta:
        model = Criterion

    framework = factory.SubFactory(FrameworkFactory, state="draft", criteria=0)
    order = factory.Sequence(lambda n: n + 100)
    slug = factory.LazyAttribute(lambda criterion: f"criterion-{criterion.order}")
    title = factory.LazyAttribute(lambda criterion: f"Criterion {criterion.order}")
    question = "What did you do yourself?"
