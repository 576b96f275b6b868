"""Whom to ask for an endorsement.

The chief executive of the person's employer; for a chief executive the chair, for a chair the regional lead. Nobody is
asked who nominated or is the person: then the next is. Where nobody is left, the regional team names somebody.
"""

from __future__ import annotations

import datetime as dt
from typing import Any, NamedTuple

from nominations.models import Endorsement, Nomination
from pools.models import Candidate
from regions.models import Level, RoleAssignment
from talentboard.access import Role

Office, Because = Endorsement.Office, Endorsement.Because
IN_ORDER = (
    (Office.CHIEF_EXECUTIVE, Role.CHIEF_EXECUTIVE),
    (Office.CHAIR, Role.CHAIR),
    (Office.REGIONAL_LEAD, Role.REGIONAL_LEAD),
)


class Asked(NamedTuple):
    """An office and its holder; the regional team without one, and then why it is asked."""

    office: str
    person: Any
    because: str


def whom_to_ask(one: Nomination, day: dt.date) -> Asked:
    """Who endorses a nomination that is registered on a day. Three queries at most, four for one's own draft."""
    if one.employer_id is None:
        return Asked(Office.TEAM, None, Because.OUTSIDE)
    person = person_of(one)
    barred = {person.user_id, None if one.is_own else one.nominator_id}
    for office, role in IN_ORDER[first_office(one, person, day) :]:
        if person := next((held.user for held in holding(one, role, day) if held.user_id not in barred), None):
            return Asked(office, person, "")
        if not is_held_by_barred(one, role, day, barred):
            break  # nobody of that office has an account: the team names somebody, instead of the next higher up
    return Asked(Office.TEAM, None, Because.NOBODY)


def person_of(one: Nomination) -> Candidate:
    """The record of who is nominated; for a draft of one's own the one that is kept, or as good as none."""
    if one.candidate is not None:
        return one.candidate
    known = Candidate.objects.filter(user=one.nominator_id).select_related("current_post").first()
    return known or Candidate(user_id=one.nominator_id)


def first_office(one: Nomination, person: Candidate, day: dt.date) -> int:
    """Where in the order to begin: above the office that the person holds."""
    post = person.current_post
    for place in (1, 0):
        role = IN_ORDER[place][1]
        holds_role = holding(one, role, day).filter(user=person.user_id).exists()
        level = Level.CHAIR if role == Role.CHAIR else Level.CHIEF_EXECUTIVE
        if holds_role or (post is not None and post.level == level and post.organisation_id == one.employer_id):
            return place + 1
    return 0


def holding(one: Nomination, role: Role, day: dt.date) -> Any:
    """Who holds an office for this nomination: of its employer, the regional lead of its region; open accounts."""
    held = RoleAssignment.objects.as_of(day).filter(role=role, user__is_active=True)
    held = (
        held.filter(region=one.access_region) if role == Role.REGIONAL_LEAD else held.filter(organisation=one.employer)
    )
    return held.select_related("user").order_by("since", "pk")


def is_held_by_barred(one: Nomination, role: Role, day: dt.date, barred: set) -> bool:
    return holding(one, role, day).filter(user__in=[person for person in barred if person]).exists()
