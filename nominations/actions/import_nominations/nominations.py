"""Nominations: each row against what is kept, and against the other rows of its person."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import replace

from nominations.actions.book import deadline
from nominations.models import Nomination
from nominations.models.nomination import STANDING
from pools.actions.import_members import ToTell
from pools.models import Candidate
from talentboard.names import sort_key
from talentboard.nhs.words import long_day
from talentboard.sheets import Row
from talentboard.sheets.plans import Judged, Verdict

from .kept import day_of
from .road import moments
from .rows import agreed_on, read_row
from .work import Stated, Work

TWICE = "Nominations that are in the file twice"
OTHERWISE = "Nominations that are kept otherwise"
ONE_STANDING = "People with two nominations that go on"


def plan_nominations(work: Work) -> None:
    """Judge every row of the sheet nominations."""
    seen: dict[tuple, Row] = {}
    stands: dict[tuple, Row] = {}
    counted: Counter = Counter()
    told: dict[str, Candidate] = {}
    for row in work.plan.reading.rows_of("nominations"):
        stated = read_row(work, row)
        if stated is None:
            verdict = Verdict.UNREADABLE
        elif agreed_on(row) is None:
            verdict = judge_unsaid(work, stated, counted)
        else:
            stated = replace(stated, candidate=candidate_of(work, stated))
            verdict = judge(work, stated, seen, stands)
            if verdict is not Verdict.UNREADABLE:
                told.setdefault(row["email"], stated.candidate)
        work.plan.nominations.append(Judged(row, verdict))
    for candidate in told.values():
        if candidate.told_on is None:
            work.plan.to_tell.append(ToTell(candidate.name, candidate.email, candidate.kept_by_id))


def judge_unsaid(work: Work, stated: Stated, counted: Counter) -> Verdict:
    """One that nobody agreed to: of those of one leader, state and day there are as many as in the file."""
    work.plan.unsaid += 1
    day = moments(stated.row)[-1].day
    key = (stated.round.pk, stated.nominator.pk, stated.row["state"], day)
    counted[key] += 1
    if counted[key] <= work.kept.unsaid[key]:
        return Verdict.SAME
    add(work, stated)
    return Verdict.NEW


def candidate_of(work: Work, stated: Stated) -> Candidate:
    """The record that is kept, which stays as it is, or one that the round's region keeps from now on: of somebody who
    has not been told."""
    row = stated.row
    found = work.kept.candidates.get(row["email"])
    if found is None:
        found = Candidate(
            name=row["name"],
            sort_key=sort_key(row["name"])[:150],
            email=row["email"],
            job_title=row["job_title"] or "",
            employer=stated.employer,
            employer_outside=stated.employer_outside,
            kept_by_id=stated.round.pool.region_id,
        )
        work.kept.candidates[row["email"]] = found
        work.plan.writes.candidates.append(found)
    return found


def judge(work: Work, stated: Stated, seen: dict, stands: dict) -> Verdict:
    """One that its person agreed to, once a round and nominator, and one a round that goes on."""
    row, who = stated.row, (stated.round.pk, stated.candidate.pk)
    first = seen.setdefault((*who, stated.nominator.pk), row)
    if first is not row:
        wrong = f"{row['nominator']} has nominated {row['name']} in this round in {first.seen_from(row)} too"
        row.report("nominator", wrong, "One row for each nomination.", kind=TWICE)
        return Verdict.UNREADABLE
    kept = work.kept.nominations.get((*who, stated.nominator.pk))
    if kept is not None:
        return as_kept(row, kept)
    if stated.candidate.pk in work.kept.standing[stated.round.pk]:
        wrong = f"{row['name']} has another nomination in this round that goes on"
        row.report("email", wrong, "One nomination of a person and a round.", kind=ONE_STANDING)
        return Verdict.UNREADABLE
    if row["state"] in STANDING and (other := stands.setdefault(who, row)) is not row:
        wrong = f"{row['name']} has a nomination in this round that goes on in {other.seen_from(row)}"
        row.report("state", wrong, "One that goes on; what became of the other.", kind=ONE_STANDING)
        return Verdict.UNREADABLE
    add(work, stated)
    return Verdict.NEW


def as_kept(row: Row, kept: Nomination) -> Verdict:
    """The same as what is kept, also where that has gone on since; anything else is not changed by a file."""
    reached = {step.to_state for step in kept.steps.all()}
    if row["state"] in reached and kept.sent_at is not None and day_of(kept.sent_at) == row["nominated_on"]:
        return Verdict.SAME
    sent = long_day(day_of(kept.sent_at)) if kept.sent_at else "no day"
    wrong = f"We keep this nomination, of {sent}, as {kept.get_state_display().lower()}"
    row.report("state", wrong, "What we keep; it goes on on its own page.", kind=OTHERWISE, likely=kept.state)
    return Verdict.UNREADABLE


def add(work: Work, stated: Stated) -> None:
    """Plan a new nomination. What nobody agreed to has no name, no words and no employer."""
    row, way = stated.row, moments(stated.row)
    one = Nomination(
        round=stated.round,
        route=row["route"],
        nominator=stated.nominator,
        candidate=stated.candidate,
        employer=stated.employer,
        employer_outside=stated.employer_outside,
        readiness_view=work.kept.bands.get(row["readiness_view"] or ""),
        development_needs=row["development_needs"] or "",
        begun_at=way[0].at,
        saved_at=way[0].at,
        sent_at=way[0].at,
        moved_at=way[-1].at,
        due=deadline(row["state"], work.today),
    )
    work.plan.writes.nominations.append((one, stated))


def in_layers(found: list[tuple[Nomination, Stated]]) -> list[list[tuple[Nomination, Stated]]]:
    """So that nobody has two that go on at once, each person's nominations one after the other, the one that goes on
    last."""
    found = sorted(found, key=lambda pair: pair[1].row["state"] in STANDING)
    layers: dict[int, list[tuple[Nomination, Stated]]] = defaultdict(list)
    before: Counter = Counter()
    for one, stated in found:
        who = (one.round_id, one.candidate_id) if one.has_consent else one.pk
        layers[before[who]].append((one, stated))
        before[who] += 1
    return [layers[place] for place in sorted(layers)]
