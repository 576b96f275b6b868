"""What the timetable does each day: consents that lapse, endorsements that go to the team, drafts that end.

Each nomination is dealt with in a transaction of its own, so that one that is busy stops no other; doing it again does
nothing twice.
"""

import datetime as dt

from django.db.models import F, Max
from django.db.models.functions import Greatest

from nominations.models import Endorsement, Nomination

from .book import DRAFT_DAYS
from .consenting import let_lapse
from .drafting import discard
from .endorsing import hand_to_team

State = Nomination.State


def move_with_the_day(day: dt.date) -> dict[str, int]:
    """Everything that is due on a day: how many consents lapsed, endorsements went to the team, and drafts ended."""
    return {
        "lapsed": sum(let_lapse(one, day) for one in unanswered(day)),
        "to the team": sum(hand_to_team(one, day) for one in unendorsed(day)),
        "drafts ended": len([discard(one, by=None) for one in forgotten(day)]),
    }


def unanswered(day: dt.date) -> list[Nomination]:
    """Those whose nominee has not answered in time."""
    return list(Nomination.objects.filter(state=State.AWAITING_CONSENT, due__lt=day))


def unendorsed(day: dt.date) -> list[Nomination]:
    """Those whose endorser has not answered in time."""
    late = Endorsement.objects.filter(answer="", endorser__isnull=False, due__lt=day).values("nomination")
    return list(Nomination.objects.filter(state=State.AWAITING_ENDORSEMENT, pk__in=late))


def forgotten(day: dt.date) -> list[Nomination]:
    """Drafts in which nobody has written for 28 days."""
    return list(drafts_by_last_word().filter(last_word__date__lte=day - dt.timedelta(days=DRAFT_DAYS)))


def drafts_by_last_word():
    """Drafts with `last_word`: when anything in them was last saved."""
    drafts = Nomination.objects.filter(state=State.DRAFT).annotate(newest_answer=Max("answers__saved_at"))
    return drafts.annotate(last_word=Greatest(F("saved_at"), F("newest_answer")))
