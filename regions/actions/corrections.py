"""Correcting one post between returns, and keeping a confidential forecast of one: both hold at once, from today."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from regions import policies
from regions.actions.import_return.kept import Kept, facts_of
from regions.actions.import_return.plan import ReturnPlan, Writes
from regions.actions.import_return.saving import lock_by_id, save
from regions.models import Post, ReturnLine
from talentboard.access import NotAllowed, NotPermitted, Permission, require
from talentboard.audit import Event, record
from talentboard.clock import today
from talentboard.events import publish

from .returns.judging.planning import Planned, attribute_lines, plan_lines
from .returns.kept import COLUMNS, KeptPost, foretold_texts, posts_of, seen_by
from .returns.saying.foretelling import Foretold, facts_of_post, refusal, to_store
from .returns.saying.texts import cleaned
from .returns.stating.forecasts import closed_to, speak_of_forecasts
from .returns.stating.words import Stated

SOURCE = "correction"
MEANWHILE = "Somebody has changed this post meanwhile. Look at it again first."
SAID = ReturnLine.Verdict.CHANGED


class Unsaid:
    """Nothing is said of the forecast: it stays as it is kept."""


UNSAID = Unsaid()


def to_correct(post: Post, *, by: Any) -> tuple[Stated, str]:
    """The post as it is kept today, as a form shows it, and a digest of it that `correct_post` wants to see again."""
    require(by, Permission.CHANGE_POSTS, about=post)
    kept, _all = kept_today(post, by=by)
    row = Stated(kept.post, None, post.ref, post.title, "", kept.texts, kept.texts)
    row.closed_to = closed_to(kept, kept.eyes, facts_of_post(kept, {}))
    speak_of_forecasts(row, kept, kept.eyes, None)
    return row, kept.kept_as


@transaction.atomic
def correct_post(
    post: Post,
    *,
    said: Mapping[str, str],
    forecast: Mapping[str, str] | Unsaid | None = UNSAID,
    seen: str | None = None,
    by: Any,
) -> ReturnPlan:
    """Change a post and its open forecast from today. It is signed off by the next return that says it.

    said: texts by column of the sheet `posts`; what is left out stays. forecast: its texts, or None for no such
    forecast any more. seen: the digest of what was kept when somebody looked. Nothing is saved of what has problems:
    they are in the plan that is returned, whose `saved` is then false. Raises NotAllowed where the post has changed
    since it was seen, or its forecast is not for this person to say.
    """
    lock_by_id([post.organisation_id])
    require(by, Permission.CHANGE_POSTS, about=post)
    kept, everything = kept_today(post, by=by)
    if seen is not None and not kept.is_as(seen):
        raise NotAllowed(MEANWHILE)
    told: Foretold = {} if isinstance(forecast, Unsaid) else {False: forecast}
    stored = to_store(kept, kept.eyes, facts_of_post(kept, {}), told)
    planned = plan_one(kept, everything, cleaned(said, COLUMNS), stored, by=by)
    if planned.plan.saved:
        changed = planned.plan.touched.get(post.organisation_id, set())
        record(Event.POST_CORRECTED, about=post, by=by, changed=changed)
        publish("post-corrected", post=post, by=by)
    return planned.plan


def to_confide(post: Post, *, by: Any) -> tuple[dict[str, str], str]:
    """The texts of the confidential forecast as it is kept today, none where there is none, and a digest of it that
    `keep_confidential` wants to see again. Raises as keep_confidential."""
    kept, _all = confided(post, by=by)
    return foretold_texts(kept.live[True]), kept.parts[2]


@transaction.atomic
def keep_confidential(post: Post, *, said: Mapping[str, str], seen: str | None = None, by: Any) -> ReturnPlan:
    """Keep a confidential forecast of a post, in the place of the one there is. It is signed off by whom it belongs to.

    said: texts of `expected_on`, `probability` and `reason`; seen, problems: as in `correct_post`. Raises NotFound or
    NotPermitted for whoever does not keep those of this post, NotAllowed where it has changed since it was seen.
    """
    return confide(post, said, seen=seen, by=by)


@transaction.atomic
def withdraw_confidential(post: Post, *, by: Any) -> ReturnPlan:
    """There is no confidential forecast of the post any more. Raises as keep_confidential."""
    return confide(post, None, by=by)


def confide(post: Post, said: Mapping[str, str] | None, *, seen: str | None = None, by: Any) -> ReturnPlan:
    lock_by_id([post.organisation_id])
    kept, everything = confided(post, by=by)
    if seen is not None and seen != kept.parts[2]:
        raise NotAllowed(MEANWHILE)
    kept.eyes.set_apart = False  # outside of returns
    if said is not None and not any(text.strip() for text in said.values()):
        raise NotAllowed("Say when it is expected, how likely it is and why; or withdraw the forecast.")
    stored = to_store(kept, kept.eyes, facts_of_post(kept, {}), {True: said})
    planned = plan_one(kept, everything, {}, stored, by=by)
    if planned.plan.saved:
        record(Event.CONFIDENTIAL_KEPT, about=post.organisation, by=by)
        publish("post-corrected", post=post, by=by)
    return planned.plan


def confided(post: Post, *, by: Any) -> tuple[KeptPost, Kept]:
    """As kept_today, for whoever keeps the post's confidential forecast."""
    require(by, Permission.KEEP_CONFIDENTIAL, about=post)
    kept, everything = kept_today(post, by=by)
    if not kept.eyes.confided:
        raise NotPermitted(refusal(kept, kept.eyes, facts_of_post(kept, {}), confidential=True))
    return kept, everything


def kept_today(post: Post, *, by: Any) -> tuple[KeptPost, Kept]:
    """The post as it is kept now, and everything that is kept of its organisation's post alone. Raises NotAllowed."""
    everything = facts_of([post.organisation_id], seen_by(by).filter(pk=post.pk).select_related("organisation"))
    stored = next(iter(everything.posts.values()))
    policies.can_correct(stored, today())
    return posts_of(post.organisation_id, everything, day=today(), by=by)[post.pk], everything


def plan_one(
    kept: KeptPost, everything: Kept, said: dict[str, str], forecasts: Mapping[bool, dict[str, Any]], *, by: Any
) -> Planned:
    """Plan what is said of one post, as a line of no return, and store it if it is right."""
    line = ReturnLine(post=kept.post, ref=kept.post.ref, verdict=SAID, said=said, said_by_id=by.pk)
    line.on_forecasts = [{"confidential": kind, "said_by": str(by.pk), **told} for kind, told in forecasts.items()]
    own = kept.post.organisation
    copies = everything.copied()
    planned = plan_lines(own, [line], posts={kept.post.pk: kept}, kept=copies, day=today(), signs=False)
    plan = planned.plan
    if plan.is_right and says_anything(plan.writes):
        attribute_lines(planned, of=None, signed_off=False)
        overtake(plan.writes, copies)
        save(plan.writes)
        plan.saved = True
    return planned


def says_anything(writes: Writes) -> bool:
    return any(rows for rows in vars(writes).values())


def overtake(writes: Writes, kept: Kept) -> None:
    """What is said now overtakes forecasts that a return, signed before its day, made for a day to come.

    They are superseded on the very day on which they would have begun, and so were in force on none.
    """
    for told in [*writes.new_forecasts, *(one for one in writes.ended_forecasts if one.withdrawn_on == today())]:
        later = [one for one in kept.forecasts[told.post_id, told.confidential] if one.as_of > today()]
        for one in later:
            one.superseded_on = one.as_of
        writes.ended_forecasts += later
        if later and told in writes.new_forecasts:
            told.superseded_on = None
    for one in writes.new_forecasts:
        one.source = SOURCE
    for one in writes.ended_forecasts:
        if one.withdrawn_on == today() and not one.confidential:
            one.signed_off = False
