"""Rounds: what each row of the sheet would change."""

from __future__ import annotations

import difflib

from nominations.models import Round
from pools.models import Pool
from talentboard.nhs.words import long_day
from talentboard.sheets import Row
from talentboard.sheets.plans import Judged, Verdict
from talentboard.sheets.problems import DATES

from .work import RoundKey, Work, round_key

DOUBLED = "Rounds that are in the file twice"
UNKNOWN_POOL = "Pools that we do not know"
UNKNOWN_ROUND = "Rounds that we do not know"
OTHERWISE = "Rounds that are kept otherwise"


def plan_rounds(work: Work) -> None:
    """Judge every row of the sheet rounds. New rounds are known to the rows of nominations from here on."""
    seen: dict[RoundKey, Row] = {}
    for row in work.plan.reading.rows_of("rounds"):
        region, key = work.region_of(row), round_key(row)
        pool = pool_of(work, row) if region is not None else None
        if key is not None:
            report_doubled(row, seen.setdefault(key, row))
        check_days(work, row)
        judged = judge(work, key, row, pool) if key and pool and row.can_be_read else None
        if judged is None:
            work.unread_rounds |= {key} if key else set()
        work.plan.rounds.append(judged or Judged(row, Verdict.UNREADABLE))


def report_doubled(row: Row, first: Row) -> None:
    if first is not row:
        wrong = f"“{row['round']}” is in {first.seen_from(row)} too"
        row.report("round", wrong, "Each round of a pool once.", kind=DOUBLED)


def check_days(work: Work, row: Row) -> None:
    """It ended before the day of the file: one that goes on is made on the pages, where everybody sees it."""
    if not row.reads("opens", "closes"):
        return
    if row["closes"] < row["opens"]:
        wrong = f"It closes on {long_day(row['closes'])}, before it opens"
        row.report("closes", wrong, f"The {long_day(row['opens'])} or later.", kind=DATES)
    elif row["closes"] >= min(work.as_of, work.today):
        row.report(
            "closes",
            f"It goes on until {long_day(row['closes'])}",
            "A round that is over. One that goes on is made on the page of the region's rounds.",
            kind=DATES,
        )


def pool_of(work: Work, row: Row) -> Pool | None:
    """The pool of a row, or a report that there is none."""
    if not row.reads("region", "pool"):
        return None
    pool = work.kept.pools.get((row["region"], row["pool"].casefold()))
    if pool is None:
        ours = {name: pool.name for (region, name), pool in work.kept.pools.items() if region == row["region"]}
        near = difflib.get_close_matches(row["pool"].casefold(), ours, n=1, cutoff=0.7)
        row.report(
            "pool",
            f"There is no pool “{row['pool']}” in {work.kept.regions[row['region']].name}",
            "The name of a pool that we keep: load it first with the file of members.",
            kind=UNKNOWN_POOL,
            likely=ours[near[0]] if near else None,
        )
    return pool


def judge(work: Work, key: RoundKey, row: Row, pool: Pool) -> Judged | None:
    """What a row would do; none where it cannot be."""
    kept = work.kept.rounds.get(key)
    if kept is None:
        round = Round(
            pool=pool, title=row["round"], opens=row["opens"], closes=row["closes"], on_paper=True, needs_cv=False
        )
        work.kept.rounds[key] = round
        work.plan.writes.rounds.append(round)
        return Judged(row, Verdict.NEW)
    if not kept.on_paper:
        wrong = f"“{kept.title}” is a round that is run here, not on paper"
        row.report("round", wrong, "Another title; nominations of that round are on its pages.", kind=OTHERWISE)
        return None
    if (kept.opens, kept.closes) != (row["opens"], row["closes"]):
        days = f"{long_day(kept.opens)} to {long_day(kept.closes)}"
        row.report("opens", f"We keep this round with other days: {days}", "Those days.", kind=OTHERWISE)
        return None
    return Judged(row, Verdict.SAME)


def round_of(work: Work, row: Row) -> Round | None:
    """The round of a nomination, kept or new in the file. Where its own row cannot be read, that is what has to be put
    right."""
    key = round_key(row)
    if key is None or pool_of(work, row) is None:
        return None
    round = work.kept.rounds.get(key)
    if round is not None and not round.on_paper:
        wrong = f"“{round.title}” is a round that is run here, not on paper"
        row.report("round", wrong, "Nominations of that round are made on its pages.", kind=OTHERWISE)
        return None
    if round is None and key not in work.unread_rounds:
        row.report(
            "round",
            f"There is no round “{row['round']}” of {row['pool']}",
            "The title of a round that is in the sheet rounds, or that was loaded from paper before.",
            kind=UNKNOWN_ROUND,
        )
    return round
