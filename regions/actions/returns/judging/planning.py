"""What the lines of a return would change: they are judged as the rows of a file are, by the same engine."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from regions.actions.import_return.forecasts import SOURCE, end, supersede
from regions.actions.import_return.forecasts import judge as judge_forecast
from regions.actions.import_return.kept import Kept
from regions.actions.import_return.plan import ReturnPlan
from regions.actions.import_return.posts import judge as judge_post
from regions.actions.import_return.saving import credit
from regions.actions.import_return.sheets import FORECASTS, POSTS
from regions.actions.import_return.work import Work
from regions.actions.returns.kept import KINDS, KeptPost, knows_of_confidential
from regions.models import Forecast, Organisation, Post, ReturnLine
from talentboard.sheets import Problem, Reading, Row, Table
from talentboard.sheets.typed import add_typed, typed

from .closing import CLOSINGS, plan_closing
from .codes import CodesAtHand
from .rules import check_beginning, check_new_refs

Verdict = ReturnLine.Verdict


@dataclass
class Spoken:
    """A line with the post it is about (none for a new one), its row, and the rows of its forecasts by kind."""

    line: ReturnLine
    kept: KeptPost | None
    row: Row
    forecasts: dict[bool, Row] = field(default_factory=dict)

    @property
    def ref(self) -> str:
        return self.kept.post.ref if self.kept else self.line.ref

    @property
    def on_forecasts(self) -> dict[bool, dict[str, Any]]:
        """What the line says of the forecasts, by kind."""
        return {said["confidential"]: said | {"said_by": UUID(said["said_by"])} for said in self.line.on_forecasts}

    @property
    def problems(self) -> list[Problem]:
        return [*self.row.problems, *(problem for row in self.forecasts.values() for problem in row.problems)]


@dataclass
class Planned:
    """A plan with the lines it is made of."""

    plan: ReturnPlan
    work: Work
    spoken: list[Spoken]


def plan_lines(
    own: Organisation,
    lines: Sequence[ReturnLine],
    *,
    posts: dict[Any, KeptPost],
    kept: Kept,
    day: dt.date,
    signs: bool = True,
) -> Planned:
    """Judge the lines as of a day. kept: copies that may be changed. signs: as in Work; what is not signed leaves what
    it does not speak of as it is."""
    tables = {sheet.name: typed(sheet) for sheet in (POSTS, CLOSINGS, FORECASTS)}
    spoken = [spoken_of(own, line, posts.get(line.post_id), tables) for line in lines]
    plan = ReturnPlan(Reading(tables=list(tables.values())), day, organisations=[own])
    codes = CodesAtHand(own, kept, day)
    codes.fetch(code for one in spoken for code in one.row.get("shared_with") or ())
    work = Work(plan, codes, kept, close_missing=False, sees_confidential=True, signs=signs)
    check_new_refs(work, own, [one.row for one in spoken if one.kept is None])
    for one in spoken:
        if one.line.verdict == Verdict.CLOSING:
            plan_closing(work, own, one.row)
        else:
            check_beginning(one.row, one.kept)
            plan.posts.append(judge_post(work, own, one.row))
    for one in spoken:
        plan_forecasts_of(work, own, one)
    return Planned(plan, work, spoken)


def spoken_of(own: Organisation, line: ReturnLine, kept: KeptPost | None, tables: dict[str, Table]) -> Spoken:
    """A line as the rows it is judged by. What it leaves as it is kept is not read again."""
    known: dict[str, Any] = {"organisation": own.code}
    if kept is not None:
        texts = kept.texts | line.said
        known |= {name: value for name, value in kept.values.items() if texts[name] == kept.texts[name]}
        known["post_ref"] = kept.post.ref
    else:
        texts = line.said
    sheet = CLOSINGS if line.verdict == Verdict.CLOSING else POSTS
    spoken = Spoken(line, kept, add_typed(tables[sheet.name], {"organisation": own.code} | texts, known=known))
    for kind, said in spoken.on_forecasts.items():
        if not said["is_none"]:
            of = {"organisation": own.code, "post_ref": spoken.ref, "confidential": kind}
            spoken.forecasts[kind] = add_typed(tables[FORECASTS.name], said["said"], known=of)
    return spoken


def plan_forecasts_of(work: Work, own: Organisation, spoken: Spoken) -> None:
    """What a line says of its post's forecasts; what it does not speak of, and its author could see, it says again."""
    post = post_of(work, own, spoken)
    is_closed = post is not None and post.established_until is not None and post.established_until <= work.as_of
    for kind in KINDS:
        live = live_of(work, post, kind)
        said = spoken.on_forecasts.get(kind)
        if row := spoken.forecasts.get(kind):
            work.plan.forecasts.append(judge_forecast(work, post, row))
        elif live is None:
            continue
        elif said or (is_closed and not kind):
            end(work, own, post, live)
        elif work.signs and not is_closed and (not kind or knows_of_confidential(spoken.line.kept_as)):
            say_again(work, live)


def live_of(work: Work, post: Post | None, kind: bool) -> Forecast | None:
    day = work.as_of
    history = work.kept.forecasts.get((post.pk, kind), []) if post else []
    return next((one for one in history if one.as_of <= day and (one.ended_on is None or one.ended_on > day)), None)


def post_of(work: Work, own: Organisation, spoken: Spoken) -> Post | None:
    """The post that a line is about; a new one as far as it can be read."""
    if spoken.kept is not None:
        return work.kept.posts[own.pk, spoken.kept.post.ref]
    return next((post for post in work.plan.writes.new_posts if post.ref == spoken.row.get("post_ref")), None)


def say_again(work: Work, live: Forecast) -> None:
    """Make a forecast anew as of the day, by whoever entered it: nobody who may not see it becomes its author."""
    stated = Forecast(
        post_id=live.post_id,
        expected_on=live.expected_on,
        probability=live.probability,
        reason=live.reason,
        confidential=live.confidential,
        source=SOURCE,
        as_of=work.as_of,
        recorded_by_id=live.recorded_by_id,
    )
    supersede(work, stated, work.kept.forecasts[live.post_id, live.confidential])


def attribute_lines(planned: Planned, *, of: Any, signed_off: bool = True) -> None:
    """Everything that is said anew was said by the author of its line, in that return (its id)."""
    writes, kept = planned.plan.writes, planned.work.kept
    refs = {post.pk: post.ref for post in (*kept.posts.values(), *writes.new_posts)}
    lines = {one.ref: one for one in planned.spoken}
    for post in (*writes.new_posts, *writes.changed_posts):
        credit(post, lines[post.ref].line.said_by_id, of=of, signed_off=signed_off)
    for held in (*writes.new_occupancies, *writes.restated_occupancies):
        credit(held, lines[refs[held.post_id]].line.said_by_id, of=of, signed_off=signed_off)
    for forecast in writes.new_forecasts:
        said = lines[refs[forecast.post_id]].on_forecasts.get(forecast.confidential)
        author = said["said_by"] if said else forecast.recorded_by_id
        credit(forecast, author, of=of, signed_off=signed_off or forecast.confidential)


def problems_of(spoken: Iterable[Spoken]) -> list[tuple[Spoken, Problem]]:
    return [(one, problem) for one in spoken for problem in one.problems]
