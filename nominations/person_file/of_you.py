"""The nominations of a person: every word said, who was asked to endorse it, what was found, every step, who looked."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django.db.models import Prefetch, Q, QuerySet

from nominations.access import is_nominee
from nominations.actions.book import DRAFT_DAYS
from nominations.models import Answer, CurriculumVitae, EligibilityFinding, Endorsement, Nomination, NominationStep
from nominations.models.nomination import STANDING
from nominations.views.nominee.reach import address
from nominations.views.nominee.standing import Standing as Stands
from nominations.views.nominee.standing import newest, standing
from pools.person_file import HELD
from pools.reach import records_of
from talentboard.audit import Event
from talentboard.clock import LONDON
from talentboard.nhs.words import long_day
from talentboard.person_file import Deletion, Happening, Looking, Rows, Standing
from talentboard.retention import Lasts
from talentboard.retention.models import LegalHold

from .papers import cvs, mails
from .road import eligibility, endorsements, steps
from .said import Words, by_nominator, by_nominee, caption

State = Nomination.State


def of_person(person: Any) -> QuerySet[Nomination]:
    """Every nomination of which somebody is the nominee: not before they are asked. One that was recorded before its
    person had an account belongs to the record with the account's address."""
    records = records_of(person).values("pk")[:1]
    mine = Nomination.objects.of_person(person).values("pk")
    return Nomination.objects.filter(Q(pk__in=mine) | Q(candidate__in=records))


class OfYou:
    """The nominations of a person, the newest first, with all that is held of each."""

    def __init__(self, person: Any, day: dt.date, lasts: Mapping[str, Lasts]) -> None:
        self.person, self.day, self.lasts = person, day, lasts
        found = of_person(person).with_people().order_by("-begun_at", "pk")
        related = ("round__pool__region", "candidate__user", "readiness_view", "consent", "registration")
        self.found = list(found.select_related(*related).prefetch_related(*belonging()))
        records = {str(one.candidate_id) for one in self.found if one.has_consent}
        holds = LegalHold.objects.open().filter(about_kind="candidate", about_id__in=records)
        self.is_held = bool(records) and holds.exists()

    def label(self, one: Nomination) -> str:
        """Which nomination it is: "Chief nurse pool, East, Autumn 2026, by Priya Director"."""
        return f"{caption(one)}, by {'yourself' if one.is_own else one.nominator.name}"

    def stands(self, one: Nomination) -> Stands:
        return standing(one, newest(list(one.endorsements.all())), self.day)

    def page(self, one: Nomination) -> str:
        """Its own page; none while the record with the person's address is not looked after by their account."""
        return address(one) if is_nominee(self.person, one) else ""

    def now(self) -> Iterator[Happening]:
        for one in self.found:
            if not one.has_ended:
                stands, page = self.stands(one), self.page(one)
                sentence = f"Nomination for {self.label(one)}: {stands.label.lower()}. {stands.next}"
                yield Happening(sentence, [("Go to this nomination", page)] if page else [])

    def standing(self) -> list[Standing]:
        return [self.line(one) for one in self.found]

    def line(self, one: Nomination) -> Standing:
        label = self.stands(one).label
        by = "by yourself" if one.is_own else f"by {one.nominator.name}"
        return Standing(
            what=f"{one.round.pool}, {one.round.pool.region.name}",
            under=f"nomination in {one.round}, {by}",
            state="overdue" if is_late(one, self.day) else one.state,
            label=label,
            deleted=self.deleted(one),
            data=facts(one),
            url=self.page(one),
        )

    def deleted(self, one: Nomination) -> str:
        if one.state == State.DRAFT:
            return f"{DRAFT_DAYS} days after you last wrote in it"
        if not one.has_consent:
            return f"At once if you decline, or do not answer by {long_day(one.due)}"
        if self.is_held:
            return HELD
        lasts = self.lasts["nominations"]
        over = one.moved_at.astimezone(LONDON).date()
        return long_day(lasts.after(over)) if one.has_ended else f"{lasts} after it ends"

    def rows(self) -> Iterable[Rows]:
        said = [(one, words) for one in self.found for words in by_nominator(one)]
        own = [(one, words) for one in self.found for words in by_nominee(one)]
        labelled = [(one, self.label(one)) for one in self.found]
        return [
            self.words("said_of_you", "What was said of you", said),
            self.words("you_said", "What you said for your nominations", own),
            endorsements(labelled),
            eligibility(labelled),
            cvs(labelled),
            steps(labelled),
            mails(labelled),
        ]

    def words(self, key: str, heading: str, said: Iterable[tuple[Nomination, Words]]) -> Rows:
        said = list(said)
        return Rows(
            key=key,
            heading=heading,
            columns=("About what", "Words", "For"),
            rows=[(words.heading, words.text, self.label(one)) for one, words in said],
            data=[
                {"nomination": one.pk, "key": words.key, "about": words.heading, "text": words.text}
                for one, words in said
            ],
        )

    def deletions(self) -> Iterator[Deletion]:
        if self.found:
            yield Deletion("What was said of you, where you decline or do not answer", "at once")
            what = "Your nominations, with what was said, your CV, endorsements and eligibility"
            yield Deletion(what, HELD if self.is_held else f"{self.lasts['nominations']} after each ended")

    def looked(self) -> Iterator[Looking]:
        """Who has opened a nomination and the CV; and who has read lists of the region on which it stood."""
        since: dict[str, dt.datetime] = {}
        for one in self.found:
            if one.has_consent:
                of_it = Q(about_kind="nomination", about_id=str(one.pk))
                yield Looking(of_it & Q(kind=Event.NOMINATION_READ), f"Your nomination for {caption(one)}")
                yield Looking(of_it & Q(kind=Event.CV_READ), f"Your CV for {caption(one)}")
                yield Looking(of_it & Q(kind=Event.ADJUSTMENTS_READ), f"Your reasonable adjustments for {caption(one)}")
                begun, slug = agreed_at(one), one.access_region
                since[slug] = min(begun, since.get(slug, begun))
        names = {one.access_region: one.round.pool.region.name for one in self.found}
        for slug, begun in sorted(since.items()):
            read = Q(kind=Event.NOMINATIONS_READ, region=slug, at__gte=begun)
            yield Looking(read, f"A list of nominations in {names[slug]}", is_list=True)


def belonging() -> list[Prefetch]:
    """What belongs to a nomination; of a CV all but its content."""
    return [
        Prefetch("answers", queryset=Answer.objects.select_related("question").order_by("question__order")),
        Prefetch("endorsements", queryset=Endorsement.objects.select_related("endorser", "answered_by")),
        Prefetch("findings", queryset=EligibilityFinding.objects.select_related("criterion", "by")),
        Prefetch("steps", queryset=NominationStep.objects.select_related("by").order_by("-pk")),
        Prefetch("cv", queryset=CurriculumVitae.objects.defer("content")),
    ]


def is_late(one: Nomination, day: dt.date) -> bool:
    """Whether it is the person who is late."""
    return one.state == State.AWAITING_REGISTRATION and one.is_overdue(day)


def agreed_at(one: Nomination) -> dt.datetime:
    """From when on others than the nominator may have known of it."""
    given = one.consent.given_at if hasattr(one, "consent") else one.sent_at
    return given or one.begun_at


def facts(one: Nomination) -> dict[str, Any]:
    """A nomination for a machine."""
    consent, registration = getattr(one, "consent", None), getattr(one, "registration", None)
    employer = one.employer.name if one.employer else one.employer_outside
    return {
        "kind": "nomination", "nomination": one.pk, "pool": one.round.pool.name, "region": one.access_region,
        "round": one.round.title, "nominated_by": "yourself" if one.is_own else one.nominator.name,
        "state": one.state, "since": one.moved_at, "begun_at": one.begun_at, "sent_at": one.sent_at, "due": one.due,
        "employer": employer, "asked_at": consent.asked_at if consent else None,
        "agreed_at": consent.given_at if consent else None,
        "registered_at": registration.registered_at if registration else None,
        "goes_on": one.state in STANDING,
    }  # fmt: skip
