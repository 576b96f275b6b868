"""Writing a nomination: begun, saved as typed, and given up."""

from __future__ import annotations

from typing import Any

from django.db import IntegrityError, transaction

from nominations import access, policies
from nominations.models import Nomination, NominationStep, Round
from nominations.words import as_typed, one_line
from pools.models import ReadinessBand
from regions.models import Organisation
from talentboard.access import NotAllowed
from talentboard.audit import Event, record
from talentboard.clock import now, today

from .book import SavedMeanwhile, moved, taken, unsay

Route, Capacity = Nomination.Route, NominationStep.Capacity
TWICE = "You have a nomination of this person in this round already. Go on with that one."


@transaction.atomic
def begin(round: Round, *, by: Any) -> Nomination:
    """Begin a draft about somebody else. Several may be written side by side; one in which nothing has been written yet
    is taken again, so that two clicks begin one."""
    access.require_to_nominate(by, round)
    policies.can_begin(round, Route.LEADER)
    Round.objects.select_for_update(no_key=True).get(pk=round.pk)  # two clicks, one after the other
    if untouched := empty_draft(round, by):
        return untouched
    one = Nomination(round=round, route=Route.LEADER, nominator=by, **begun())
    one.begin(by=by, capacity=Capacity.NOMINATOR)
    record(Event.NOMINATION_BEGUN, about=one, by=by)
    return one


def begun() -> dict[str, Any]:
    """The moments of a draft that begins now."""
    return dict.fromkeys(("begun_at", "saved_at", "moved_at"), now())


def empty_draft(round: Round, by: Any) -> Nomination | None:
    """A leader's draft in which nothing has been saved since it was begun."""
    drafts = Nomination.objects.made_by(by).filter(round=round, route=Route.LEADER, state=Nomination.State.DRAFT)
    return drafts.filter(version=1, answers=None).first()


@transaction.atomic
def begin_own(round: Round, *, by: Any) -> Nomination:
    """Begin one's own nomination; where there is a draft of it already, that one."""
    policies.can_begin(round, Route.SELF)
    mine = Nomination.objects.filter(round=round, nominator=by, route=Route.SELF, state=Nomination.State.DRAFT)
    if kept := mine.first():
        return kept
    if Nomination.objects.filter(round=round, candidate__user=by).standing().exists():
        raise NotAllowed("You have a nomination in this round already.")
    one = Nomination(
        round=round,
        route=Route.SELF,
        nominator=by,
        nominee_name=by.name,
        nominee_email=by.email,
        **begun(),
    )
    try:
        with transaction.atomic():
            one.begin(by=by, capacity=Capacity.NOMINEE)
    except IntegrityError:  # the other click of two
        return mine.get()
    record(Event.NOMINATION_BEGUN, about=one, by=by)
    return one


@transaction.atomic
def name_nominee(
    one: Nomination,
    *,
    name: str,
    email: str,
    job_title: str,
    employer: Organisation | None,
    employer_outside: str,
    version: int,
    by: Any,
) -> Nomination:
    """Say who the person is. Whether anybody knows them is not looked up. Raises SavedMeanwhile for another version."""
    one = in_hand(one, version=version, by=by)
    email = one_line(email).lower()
    policies.can_name_nominee(one, email=email, employer=employer, by=by, day=today())
    one.nominee_name, one.nominee_email, one.nominee_job_title = one_line(name), email, one_line(job_title)
    one.employer, one.employer_outside = employer, "" if employer else one_line(employer_outside)
    return saved(one, by=by, changed=["nominee"])


@transaction.atomic
def say_readiness(one: Nomination, *, band: ReadinessBand | None, needs: str, version: int, by: Any) -> Nomination:
    """The nominator's view of how soon the person is ready, and what they should develop. Raises SavedMeanwhile."""
    one = in_hand(one, version=version, by=by)
    one.readiness_view, one.development_needs = band, as_typed(needs)
    return saved(one, by=by, changed=["readiness_view", "development_needs"])


@transaction.atomic
def choose_way_past_employer(one: Nomination, *, because: str, version: int, by: Any) -> Nomination:
    """Of one's own: go to the regional team instead of the chief executive, with a reason; without one the chief
    executive is asked. Raises SavedMeanwhile."""
    one = in_hand(one, version=version, by=by)
    if not one.is_own:
        raise NotAllowed("Who endorses the nomination of somebody else follows from where they work.")
    one.to_team_because = as_typed(because).strip()
    return saved(one, by=by, changed=["to_team_because"])


@transaction.atomic
def discard(one: Nomination, *, by: Any) -> Nomination:
    """Give a draft up: what was written is deleted, and nobody is told, for nobody knew. by: None for the timetable."""
    one = taken(one)
    if by is not None:
        access.require_nominator(by, one)
    policies.can_write(one)
    unsay(one)
    one.nominee_name = one.to_team_because = one.late_because = ""
    capacity = Capacity.TIMETABLE if by is None else access.capacity_of(by, one)
    moved(one, "withdraw", by=by, capacity=capacity, event=Event.NOMINATION_WITHDRAWN)
    return one


def in_hand(one: Nomination, *, version: int, by: Any) -> Nomination:
    """A draft of this person's, as they looked at it. Raises SavedMeanwhile where it has been saved since."""
    one = taken(one)
    access.require_nominator(by, one)
    policies.can_write(one)
    if one.version != version:
        raise SavedMeanwhile(one)
    return one


def saved(one: Nomination, *, by: Any, changed: list[str]) -> Nomination:
    """Save the part about the person, with its next version. Raises NotAllowed for a second nomination of them."""
    one.version, one.saved_at = one.version + 1, now()
    try:
        with transaction.atomic():
            one.save()
    except IntegrityError as clash:
        if "nomination_once_a_nominator" not in str(clash):
            raise
        raise NotAllowed(TWICE) from clash
    record(Event.NOMINATION_WRITTEN, about=one, by=by, changed=changed)
    return one
