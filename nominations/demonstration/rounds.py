"""The rounds that are open: two in each region, one of them for leaders alone."""

import datetime as dt

from nominations.actions import rounds
from nominations.models import EligibilityCriterion, Question, Round
from pools.models import Framework, Pool
from regions.models import Region
from talentboard.accounts.models import User
from talentboard.clock import standing_at

from .said import CRITERIA, GUIDANCE, QUESTIONS

OPENED_WEEKS_AGO = 9


def open_rounds(region: Region, *, day: dt.date, by: User) -> list[Round]:
    """Two rounds of two of the region's pools, opened some weeks before a day; the second takes leaders alone."""
    aspirant, clinical = Pool.objects.filter(region=region).order_by("name")[:2]
    facts = {"opens": day - dt.timedelta(weeks=OPENED_WEEKS_AGO), "guidance": GUIDANCE}
    return [
        opened(
            aspirant, "Autumn round", by=by, closes=day + dt.timedelta(weeks=3),
            late_until=day + dt.timedelta(weeks=4), **facts,
        ),
        opened(
            clinical, "Leaders’ round", by=by, closes=day + dt.timedelta(weeks=1),
            late_until=day + dt.timedelta(weeks=2), takes_self=False, cap=12, **facts,
        ),
    ]  # fmt: skip


def opened(pool: Pool, title: str, *, by: User, **facts) -> Round:
    """A published round with what it asks, as its regional team makes it on the day before it opens."""
    framework = Framework.objects.filter(region=None, state=Framework.State.IN_USE).order_by("slug").first()
    round = Round(pool=pool, title=title, framework=framework, **facts)
    with standing_at(dt.datetime.combine(round.opens, dt.time(9), tzinfo=dt.UTC) - dt.timedelta(days=1)):
        rounds.make(round, by=by)
        for asked_of, text, limit, guidance in QUESTIONS:
            question = Question(asked_of=asked_of, text=text, word_limit=limit, guidance=guidance)
            rounds.put_question(round, question, by=by)
        for text, guidance in CRITERIA:
            rounds.put_criterion(round, EligibilityCriterion(text=text, guidance=guidance), by=by)
        return rounds.publish_round(round, by=by)
