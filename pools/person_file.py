"""What pools hold about a person: their record, memberships, readiness decided and their own view, and requests."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

from django.db.models import Q
from django.urls import reverse

from regions.models import RoleFamily
from talentboard.access import NATION
from talentboard.audit import Event
from talentboard.clock import LONDON, today
from talentboard.nhs.words import capital, join_words, long_day
from talentboard.person_file import Aside, Deletion, Fact, Looking, Part, Rows, Standing
from talentboard.retention import Lasts
from talentboard.retention.models import LegalHold
from talentboard.retention.periods import lasting

from .models import Candidate, CorrectionRequest, Membership
from .models.membership import OPEN
from .reach import records_of

RELATED = ("employer", "current_post__organisation", "kept_by")
BELONGING = (
    "mobility", "find_consents", "self_views__band", "corrections", "memberships__pool__region", "memberships__steps",
    "memberships__decisions__band", "memberships__set_aside_by",
)  # fmt: skip
HELD = "Kept until a legal hold is lifted"


def part_of(person: Any, whole: bool) -> Part | None:
    """The part about somebody with a record. A dozen queries, however much is held."""
    candidate = records_of(person).select_related(*RELATED).prefetch_related(*BELONGING).first()
    return RecordPart(candidate).part() if candidate else None


def said_on(moment: dt.datetime) -> str:
    return long_day(moment.astimezone(LONDON).date())


class RecordPart:
    """The part about one record, as it stands today."""

    def __init__(self, candidate: Candidate) -> None:
        self.candidate = candidate
        self.aliases = list(candidate.aliases.prefetch_related(*BELONGING).order_by("email"))
        self.memberships = sorted(self.all_of("memberships"), key=lambda one: one.joined, reverse=True)
        self.corrections = sorted(self.all_of("corrections"), key=lambda one: one.asked_on, reverse=True)
        self.lasts = lasting(today())
        self.ids = [str(one.pk) for one in (candidate, *self.aliases)]
        holds = LegalHold.objects.open().filter(about_kind="candidate", about_id__in=self.ids)
        self.is_held = holds.exists()

    def all_of(self, what: str) -> list[Any]:
        """Everything of a kind that belongs to the record, and what stayed with duplicates that were merged into it."""
        return [row for one in (self.candidate, *self.aliases) for row in getattr(one, what).all()]

    def part(self) -> Part:
        return Part(
            key="talent_pools",
            heading="About you",
            facts=[*self.own_facts(), *self.kept_facts()],
            standing=[self.standing(one) for one in self.memberships],
            rows=[rows for rows in (self.decisions(), self.views(), self.consents(), self.requests()) if rows.rows],
            deletions=list(self.deletions()),
            asides=[self.aside()],
            looked=list(self.looked()),
        )

    def own_facts(self) -> Iterator[Fact]:
        """What the person can change themself."""
        person, change = self.candidate, reverse("pools:own-details")
        yield Fact("name", "Name", person.name, change=f"{change}#id_name")
        yield Fact("email", "Work e-mail", person.email)
        if others := [alias.email for alias in self.aliases]:
            yield Fact("other_addresses", "Other addresses you are known by", join_words(others), data=others)
        employer = person.employer.name if person.employer else person.employer_outside
        yield Fact("job_title", "Job title", person.job_title, change=f"{change}#id_job_title")
        yield Fact("employer", "Employer", employer, data=self.employer(), change=f"{change}#id_employed_0")
        families = sorted(RoleFamily(slug).label for slug in person.role_families)
        said = capital(join_words(families).lower())
        yield Fact("role_families", "Profession", said, person.role_families, f"{change}#id_role_families_0")
        body = person.get_clinical_body_display()
        yield Fact("clinical_body", "Registered with", body, person.clinical_body, f"{change}#id_clinical_body")
        yield Fact("would_work_in", "Would work in", self.places(), self.mobility(), f"{change}#id_mobility_0")
        pattern = person.get_working_pattern_display()
        yield Fact(
            "working_pattern", "Working pattern", pattern, person.working_pattern, f"{change}#id_working_pattern"
        )
        yield Fact("aspirations", "Hope to do next", person.aspirations, change=f"{change}#id_aspirations")

    def kept_facts(self) -> Iterator[Fact]:
        """What follows from what they said and what was decided, and how the record is kept."""
        person = self.candidate
        yield self.may_be_found()
        yield self.own_view()
        yield Fact("readiness_decided", "Readiness decided", self.decided())
        post = person.current_post
        held = f"{post.title}, {post.organisation.name}" if post else "None that we know of"
        yield Fact("current_post", "Post you hold", held, data=str(post.pk) if post else None)
        yield Fact("kept_by", "Record kept by", f"{person.kept_by.name} talent board", data=person.kept_by_id)
        recorded = person.recorded_at.astimezone(LONDON).date()
        yield Fact("recorded_on", "Recorded on", long_day(recorded), data=recorded)
        told = long_day(person.told_on) if person.told_on else "Not yet: you found this page first"
        yield Fact("told_on", "You were told on", told, data=person.told_on)

    def employer(self) -> dict[str, str] | None:
        found = self.candidate.employer
        if found:
            return {"code": found.code, "name": found.name}
        return {"name": self.candidate.employer_outside} if self.candidate.employer_outside else None

    def mobility(self) -> dict[str, Any]:
        regions = [region.slug for region in self.candidate.mobility.all()]
        return {"regions": regions, "challenged_organisations": self.candidate.accepts_challenged}

    def places(self) -> str:
        """ "East and London. Also in challenged organisations" """
        named = join_words(region.name for region in self.candidate.mobility.all())
        return ". Also in ".join([named] + ["challenged organisations"] * self.candidate.accepts_challenged)

    def may_be_found(self) -> Fact:
        consents = list(self.candidate.find_consents.all())  # those that stayed with a duplicate count no more
        given = next((one for one in consents if one.withdrawn_at is None), None)
        if given:
            words = f"Yes, since {said_on(given.given_at)}"
        else:
            words = f"No, since {said_on(consents[-1].withdrawn_at)}" if consents else "No: you have not been asked"
        return Fact("may_be_found", "May be found for vacancies", words, bool(given), reverse("pools:own-consent"))

    def own_view(self) -> Fact:
        views = list(self.candidate.self_views.all())
        newest = views[-1].band if views else None
        words = f"{newest.label}, since {said_on(views[-1].given_at)}" if newest else ""
        label = "Your own view of readiness"
        return Fact("own_view", label, words, newest.code if newest else None, reverse("pools:own-view"))

    def decided(self) -> str:
        """ "Ready now, on 1 March 2026 for Aspirant directors", for each membership that has not ended."""
        found = []
        for member in self.memberships:
            newest = list(member.decisions.all())[-1:]
            if member.state in OPEN and newest and member.set_aside_by is None:
                found.append(f"{newest[0].band.label}, on {long_day(newest[0].decided_on)} for {member.pool.name}")
        return "; ".join(found) or "Not yet"

    def standing(self, member: Membership) -> Standing:
        """A membership as a line."""
        ended = self.ended_on(member)
        review = "" if ended else f", review due on {long_day(member.review_due)}"
        until = f", until {long_day(ended)}" if ended else review
        if member.set_aside_by:
            until = f"; counts no more since {long_day(ended)}, when two records of you became one"
        data = {
            "kind": "membership", "pool": member.pool.name, "region": member.pool.region_id, "state": member.state,
            "joined": member.joined, "review_due": member.review_due, "ends": member.ends, "ended_on": ended,
            "states": [{"state": step.to_state, "from": step.effective_on} for step in member.steps.all()],
            "set_aside": member.set_aside_by is not None,
        }  # fmt: skip
        return Standing(
            what=f"{member.pool.name}, {member.pool.region.name}",
            under=f"member since {long_day(member.joined)}{until}",
            state=member.state,
            label=member.get_state_display(),
            deleted=self.deleted_on(member, ended),
            data=data,
        )

    def ended_on(self, member: Membership) -> dt.date | None:
        """The day from which it was over, or was set aside; none while it is open."""
        if member.set_aside_by:
            return member.set_aside_by.made_on
        return None if member.state in OPEN else max(step.effective_on for step in member.steps.all())

    def deleted_on(self, member: Membership, ended: dt.date | None) -> str:
        lasts = self.lasts["members"]
        if self.is_held:
            return HELD
        if ended:
            return long_day(lasts.after(ended))
        return f"{lasts} after it ends: {long_day(lasts.after(member.ends))} if it ends on {long_day(member.ends)}"

    def decisions(self) -> Rows:
        found = [
            (decision, member.pool)
            for member in self.memberships
            for decision in reversed(list(member.decisions.all()))
        ]
        found.sort(key=lambda one: one[0].decided_on, reverse=True)
        return Rows(
            key="readiness_decided",
            heading="Readiness decided",
            columns=("Decided on", "Readiness", "For", "From"),
            rows=[(long_day(one.decided_on), one.band.label, pool.name, one.source) for one, pool in found],
            data=[
                {"decided_on": one.decided_on, "readiness": one.band_id, "pool": pool.name, "source": one.source}
                for one, pool in found
            ],
        )

    def views(self) -> Rows:
        found = sorted(self.all_of("self_views"), key=lambda one: one.given_at, reverse=True)
        return Rows(
            key="own_views",
            heading="Your own views of readiness",
            columns=("Given on", "Your view"),
            rows=[(said_on(one.given_at), one.band.label if one.band else "Taken back") for one in found],
            data=[{"given_at": one.given_at, "readiness": one.band_id} for one in found],
        )

    def consents(self) -> Rows:
        found = sorted(self.all_of("find_consents"), key=lambda one: one.given_at, reverse=True)
        return Rows(
            key="consents_to_be_found",
            heading="When you agreed to be found",
            columns=("Agreed on", "Withdrawn on"),
            rows=[
                (said_on(one.given_at), said_on(one.withdrawn_at) if one.withdrawn_at else "Still so") for one in found
            ],
            data=[{"given_at": one.given_at, "withdrawn_at": one.withdrawn_at} for one in found],
        )

    def requests(self) -> Rows:
        return Rows(
            key="corrections",
            heading="Corrections you asked for",
            columns=("Asked on", "What you asked", "Answer"),
            rows=[
                (long_day(one.asked_on), f"{one.get_subject_display()}: {one.words}", self.answer(one))
                for one in self.corrections
            ],
            data=[
                {
                    "asked_on": one.asked_on, "subject": one.subject, "words": one.words, "due": one.due,
                    "state": one.state, "outcome": one.outcome, "answer": one.answer, "answered_on": one.answered_on,
                }
                for one in self.corrections
            ],
        )  # fmt: skip

    def answer(self, request: CorrectionRequest) -> str:
        if request.answered_on is None:
            late = "It is late. " if request.is_late(today()) else ""
            return f"{late}You get an answer by {long_day(request.due)}"
        return f"{request.get_outcome_display()} on {long_day(request.answered_on)}: {request.answer}"

    def deletions(self) -> Iterator[Deletion]:
        made: Lasts = self.lasts["people"]
        if self.is_held:
            yield Deletion("Everything about you", HELD)
        yield Deletion(
            "What stands under “About you”",
            f"with the last of your memberships, nominations and requests, and no sooner than {made} after it was made",
        )
        yield Deletion(
            "Memberships of pools, and the readiness decided", f"{self.lasts['members']} after the membership ended"
        )
        if self.corrections:
            yield Deletion("Corrections you asked for", f"{self.lasts['corrections']} after the answer")

    def aside(self) -> Aside:
        team = f"The talent team of {self.candidate.kept_by.name} answers by a date that you are given."
        return Aside("Something is wrong", [team], [("Ask for a correction", reverse("pools:own-correction"))])

    def looked(self) -> Iterator[Looking]:
        """Who has opened the record; and who has read lists on which the person stood with others."""
        yield Looking(Q(kind=Event.CANDIDATE_READ, about_kind="candidate", about_id__in=self.ids), "Your record")
        since = {}
        for member in self.memberships:
            begun = min(step.at for step in member.steps.all())
            slug = member.pool.region_id
            since[slug] = min(begun, since.get(slug, begun))
        for slug, begun in sorted(since.items()):
            name = next(one.pool.region.name for one in self.memberships if one.pool.region_id == slug)
            read = Q(kind=Event.MEMBERS_READ, region__in=[slug, NATION], at__gte=begun)
            yield Looking(read, f"A list of members of pools in {name}", is_list=True)
