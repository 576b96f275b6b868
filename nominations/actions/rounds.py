"""Rounds: made, changed, copied, published and cancelled by the regional team."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from hashlib import sha256
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from nominations import policies
from nominations.models import EligibilityCriterion, NominatorTraining, Question, Round
from pools.models import Pool
from talentboard.access import NotAllowed, Permission, require
from talentboard.audit import Event, record
from talentboard.clock import today
from talentboard.events import publish
from talentboard.months import add_months

from .book import SavedMeanwhile

# What is said of a round, a question and a criterion by whoever changes it.
SAID: dict[type, tuple[str, ...]] = {
    Round: (
        "pool_id", "title", "guidance", "framework_id", "opens", "closes", "late_until", "takes_leaders", "takes_self",
        "needs_cv", "needs_training", "cap",
    ),
    Question: ("text", "guidance", "word_limit", "optional"),
    EligibilityCriterion: ("text", "guidance"),
}  # fmt: skip


def edition(thing: Round | Question | EligibilityCriterion) -> str:
    """A short text that differs whenever anything said of it does: of which edition somebody looked at."""
    said = [str(getattr(thing, name)) for name in SAID[type(thing)]]
    return sha256(repr(said).encode()).hexdigest()[:16]


@transaction.atomic
def make(round: Round, *, by: Any) -> Round:
    """Keep a new draft of a round. Raises ValidationError where a constraint is broken."""
    require(by, Permission.RUN_NOMINATIONS, about=round)
    with title_once():
        round.full_clean()
        round.begin(by=by)
    record(Event.ROUND_MADE, about=round, by=by)
    return round


@transaction.atomic
def change(round: Round, *, seen: str = "", by: Any) -> Round:
    """Keep what was changed of a round: anything of a draft, later days of a published one.

    seen: the edition that was looked at. Raises SavedMeanwhile for another, ValidationError as `make`.
    """
    kept = taken(round, by=by)
    is_as_seen(kept, seen)
    if kept.state == Round.State.PUBLISHED:
        policies.can_change_dates(kept, closes=round.closes, late_until=round.late_until)
        kept.closes, kept.late_until = round.closes, round.late_until
    else:
        policies.can_change(kept)
        round.state = kept.state
        kept = round
        require(by, Permission.RUN_NOMINATIONS, about=kept)  # of the pool that was chosen too
    with title_once():
        kept.full_clean()
        kept.save()
    record(Event.ROUND_CHANGED, about=kept, by=by)
    return kept


@transaction.atomic
def put_question(round: Round, question: Question, *, seen: str = "", by: Any) -> Question:
    """Add a question to a draft at the end, or keep a changed one in its place. seen: as in `change`."""
    policies.can_change(taken(round, by=by))
    return put(round.questions.filter(asked_of=question.asked_of), question, round, seen=seen, by=by)


@transaction.atomic
def put_criterion(round: Round, criterion: EligibilityCriterion, *, seen: str = "", by: Any) -> EligibilityCriterion:
    """Add a criterion to a draft at the end, or keep a changed one in its place. seen: as in `change`."""
    policies.can_change(taken(round, by=by))
    return put(round.criteria.all(), criterion, round, seen=seen, by=by)


@transaction.atomic
def remove(round: Round, asked: Question | EligibilityCriterion, *, by: Any) -> None:
    """Take a question or a criterion out of a draft."""
    policies.can_change(taken(round, by=by))
    asked.delete()
    record(Event.ROUND_CHANGED, about=round, by=by)


@transaction.atomic
def move_up(round: Round, asked: Question | EligibilityCriterion, *, by: Any) -> None:
    """Put a question or a criterion of a draft one place higher; the first stays the first."""
    policies.can_change(taken(round, by=by))
    asked.refresh_from_db(fields=["order"])
    beside = type(asked).objects.filter(round=round)
    if isinstance(asked, Question):
        beside = beside.filter(asked_of=asked.asked_of)
    above = beside.filter(order__lt=asked.order).order_by("-order").first()
    if above is not None:
        above.order, asked.order = asked.order, above.order
        above.save(update_fields=["order"])
        asked.save(update_fields=["order"])
        record(Event.ROUND_CHANGED, about=round, by=by)


@transaction.atomic
def publish_round(round: Round, *, by: Any) -> Round:
    """Let everybody see it; from its first day nominations are taken."""
    round = taken(round, by=by)
    policies.can_publish(round)
    round.move("publish", by=by)
    record(Event.ROUND_PUBLISHED, about=round, by=by)
    publish("round-published", round=round, by=by)
    return round


@transaction.atomic
def cancel(round: Round, *, why: str, by: Any) -> Round:
    """Take a round back in which nobody has been asked for anything. Drafts in it stay their nominators' to read."""
    round = taken(round, by=by)
    policies.can_cancel(round)
    if not why.strip():
        raise NotAllowed("Say why the round is cancelled.")
    round.move("cancel", by=by, why=why.strip())
    record(Event.ROUND_CANCELLED, about=round, by=by)
    return round


@transaction.atomic
def copy(round: Round, *, title: str, by: Any) -> Round:
    """A draft like this round, a year later: for the next one; of one on paper without what it asked, which is not
    known. Raises ValidationError for a title that is taken."""
    require(by, Permission.RUN_NOMINATIONS, about=round)
    new = Round(
        pool=round.pool,
        title=title.strip(),
        guidance=round.guidance,
        framework=round.framework,
        opens=a_year_later(round.opens),
        closes=a_year_later(round.closes),
        late_until=round.late_until and a_year_later(round.late_until),
        takes_leaders=round.takes_leaders,
        takes_self=round.takes_self,
        needs_cv=round.needs_cv,
        needs_training=round.needs_training,
        cap=round.cap,
        copied_from=round,
    )
    make(new, by=by)
    if round.on_paper:
        return new
    Question.objects.bulk_create(
        copies(round.questions.all(), new, "asked_of", "text", "guidance", "word_limit", "optional")
    )
    EligibilityCriterion.objects.bulk_create(copies(round.criteria.all(), new, "text", "guidance"))
    return new


@transaction.atomic
def note_training(person: Any, *, done_on: dt.date, region: str, by: Any) -> NominatorTraining:
    """Note that somebody has done the module on conscious decision making."""
    require(by, Permission.RUN_NOMINATIONS, about=region)
    if done_on > today():
        raise NotAllowed("The day on which the module was done is today or before.")
    account = by if getattr(by, "pk", None) else None
    noted, _new = NominatorTraining.objects.get_or_create(user=person, done_on=done_on, defaults={"noted_by": account})
    record(Event.TRAINING_NOTED, about=person, region=region, by=by)
    return noted


def taken(round: Round, *, by: Any) -> Round:
    """The round as it is now, locked, for somebody who runs nominations there."""
    found = Round.objects.select_for_update(of=("self",)).select_related("pool").get(pk=round.pk)
    require(by, Permission.RUN_NOMINATIONS, about=found)
    return found


def is_as_seen(kept: Any, seen: str) -> None:
    if seen and edition(kept) != seen:
        raise SavedMeanwhile(kept)


@contextmanager
def title_once() -> Iterator[None]:
    """Of two who give one pool a round of one title at the same moment, the second is told of the first."""
    try:
        with transaction.atomic():
            yield
    except IntegrityError as clash:
        if "round_title_unique" not in str(clash):
            raise
        raise ValidationError({"title": "This pool has a round of this title already."}) from clash


def put(beside: Any, asked: Any, round: Round, *, seen: str, by: Any) -> Any:
    kept = type(asked).objects.filter(pk=asked.pk).first()
    if kept is not None:
        is_as_seen(kept, seen)
    asked.order = kept.order if kept else None  # of one that somebody has removed meanwhile: at the end again
    if asked.order is None:
        last = beside.order_by("-order").values_list("order", flat=True).first()
        asked.order = (last or 0) + 1
    asked.round = round
    asked.full_clean()
    asked.save()
    record(Event.ROUND_CHANGED, about=round, by=by)
    return asked


def copies(things: Iterable[Any], round: Round, *fields: str) -> list[Any]:
    return [
        type(thing)(round=round, order=thing.order, **{field: getattr(thing, field) for field in fields})
        for thing in things
    ]


def a_year_later(day: dt.date) -> dt.date:
    return add_months(day, 12)


def pools_of(region: str) -> Any:
    """The pools for which a region opens rounds."""
    return Pool.objects.filter(region=region)
