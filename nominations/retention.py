"""How long nominations are kept: what was said goes a year after they ended, names that nobody agreed to sooner.

What was said of somebody who declined or did not answer went at once (`nominations.actions.consenting`).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from django.db.models import QuerySet

from pools.retention import register_holding
from talentboard.retention import Chapter, Lasts, On, Part, emptied, register_retention
from talentboard.retention.periods import on as asked_on

from .models import (
    Answer,
    Consent,
    CurriculumVitae,
    EligibilityFinding,
    Endorsement,
    Nomination,
    NominationChange,
    NominationStep,
    Registration,
)
from .models.nomination import ENDS, KEPT_FOR


def ended(on: On) -> QuerySet:
    """Those that ended so long ago."""
    return Nomination.objects.filter(state__in=ENDS, moved_at__lt=on.end)


def of_ended(model: type, path: str = "nomination") -> Callable[[On], QuerySet]:
    """What belongs to them and goes with them."""
    return lambda on: model.objects.filter(**{f"{path}__in": ended(on)})


def changes(on: On) -> QuerySet:
    return NominationChange.objects.filter(id__in=ended(on).values("pk"))


def names(on: On) -> QuerySet:
    """Those ended so long ago that nobody agreed to, which still name somebody and stay a while themselves."""
    going = asked_on("nominations", on.day)
    return ended(on).filter(candidate__isnull=True, moved_at__gte=going.end).exclude(nominee_name="")


OF = "nomination__candidate"
NOMINATIONS = Chapter(
    slug="nominations",
    what="Nominations that ended, with what was said, the CV, endorsements and eligibility",
    lasts=KEPT_FOR,
    since="after the nomination ended",
    parts=[
        Part(("answer", "answers"), of_ended(Answer), person=OF),
        Part(("CV", "CVs"), of_ended(CurriculumVitae), person=OF),
        Part(("registration", "registrations"), of_ended(Registration), person=OF),
        Part(("consent to be nominated", "consents to be nominated"), of_ended(Consent), person=OF),
        Part(("endorsement", "endorsements"), of_ended(Endorsement), person=OF),
        Part(("finding of eligibility", "findings of eligibility"), of_ended(EligibilityFinding), person=OF),
        Part(("step of a nomination", "steps of nominations"), of_ended(NominationStep, "of"), person="of__candidate"),
        Part(("change of a nomination", "changes of nominations"), changes, person="candidate"),
        Part(("nomination", "nominations"), ended, person="candidate"),
    ],
)
NAMES = Chapter(
    slug="names-of-nominees",
    what="Names of people who did not agree to be nominated, as their nominators typed them",
    lasts=Lasts(days=28),
    since="after the nomination was declined, lapsed or was taken back",
    parts=[Part(("name", "names"), names, carry_out=emptied(nominee_name=""), person="candidate")],
)


def nominees(day: dt.date) -> QuerySet:
    """The ids of people with a nomination that is still kept on a day."""
    over = ended(asked_on("nominations", day)).values("pk")
    kept = Nomination.objects.filter(candidate__isnull=False).exclude(pk__in=over)
    return kept.order_by().values("candidate")


def register() -> None:
    register_holding(nominees)
    for chapter in (NOMINATIONS, NAMES):
        register_retention(chapter)
