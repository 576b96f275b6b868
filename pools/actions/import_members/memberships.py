"""Memberships: the readiness decided and the state on the day, against what is kept before and after."""

import datetime as dt
from collections.abc import Sequence

from pools.models import Candidate, Membership, MembershipState, ReadinessDecision
from talentboard.months import add_months
from talentboard.nhs.words import long_day
from talentboard.sheets import Row
from talentboard.sheets.plans import Judged, Verdict

from .work import Stated, Work

DOUBLED = "Decisions that are in the file twice"
DISAGREE = "Rows of one membership that do not agree"
ENDED = "Memberships that have ended"
OPEN = (Membership.State.ACTIVE, Membership.State.ON_HOLD)
SOURCE = "file"


def check_decisions(rows: Sequence[Stated]) -> bool:
    """Whether the rows of one membership agree: one decision a day, and one state. What does not is reported."""
    by_day: dict[dt.date, Row] = {}
    said = next((one.row for one in rows if one.row["state"]), None)
    agree = True
    for stated in rows:
        row = stated.row
        first = by_day.setdefault(row["decided_on"], row)
        if first is not row:
            wrong = f"The readiness decided on {long_day(row['decided_on'])} is in {first.seen_from(row)} too"
            row.report("decided_on", wrong, "One row for each decision.", kind=DOUBLED)
            agree = False
        if said and row["state"] and row["state"] != said["state"]:
            wrong = f"The same membership is {said['state']} in {said.seen_from(row)}"
            row.report("state", wrong, "The same state in every row of a membership.", kind=DISAGREE)
            agree = False
    return agree


def plan_membership(
    work: Work, candidate: Candidate, rows: Sequence[Stated], said: dict[Row, list[str]]
) -> list[Judged]:
    """Judge the rows of one membership. said: what the rows change of the person."""
    rows = sorted(rows, key=lambda one: one.row["decided_on"])
    state = Membership.State(next((one.row["state"] for one in rows if one.row["state"]), "active"))
    history = work.kept.memberships[rows[0].pool.pk, candidate.pk]
    membership = on_day(work, history)
    if membership is None:
        return join(work, candidate, rows, state)
    was = state_on(work.kept.states[membership.pk], work.as_of)
    if was is not None and was not in OPEN and state in OPEN:
        return join_again(work, candidate, rows, state, membership)
    words = {one.row: list(said.get(one.row, ())) for one in rows}
    if was != state:
        if not move(work, membership, was, state):
            return refuse_move(rows, membership, was, state)
        words[rows[-1].row].append(f"state was {was.label.lower() if was else 'not known'}")
    for stated in rows:
        words[stated.row] += decide(work, membership, stated)
    if rows[0].row["decided_on"] < membership.joined:
        words[rows[0].row].append(f"joined was {long_day(membership.joined)}")
        set_days(membership, rows[0], joined=rows[0].row["decided_on"])
        work.plan.writes.changed_memberships.append(membership)
    if any(len(found) > len(said.get(row, ())) for row, found in words.items()):
        work.plan.touch(candidate, "membership", region=rows[0].pool.region_id)
    return [judged(row, found) for row, found in words.items()]


def judged(row: Row, words: list[str]) -> Judged:
    return Judged(row, Verdict.CHANGED if words else Verdict.SAME, "; ".join(words))


def on_day(work: Work, history: Sequence[Membership]) -> Membership | None:
    """The membership that the file speaks of: the newest known by the day, else the first known later."""
    begun = [one for one in history if state_on(work.kept.states[one.pk], work.as_of) is not None]
    return begun[-1] if begun else next(iter(history), None)


def state_on(states: Sequence[MembershipState], day: dt.date) -> Membership.State | None:
    """The state of a membership on a day; none before the first."""
    effective = [one for one in states if one.effective_on <= day]
    return Membership.State(effective[-1].to_state) if effective else None


def join(work: Work, candidate: Candidate, rows: Sequence[Stated], state: Membership.State) -> list[Judged]:
    """A new membership from its earliest decision, in its state from the day of the file."""
    membership = Membership(pool=rows[0].pool, candidate=candidate, state=state)
    set_days(membership, rows[0], joined=rows[0].row["decided_on"])
    work.plan.writes.new_memberships.append(membership)
    work.plan.writes.new_states.append(step(membership, None, state, work.as_of))
    for stated in rows:
        decide(work, membership, stated)
    work.plan.touch(candidate, "membership", region=rows[0].pool.region_id)
    return [Judged(one.row, Verdict.NEW) for one in rows]


def join_again(
    work: Work, candidate: Candidate, rows: Sequence[Stated], state: Membership.State, ended: Membership
) -> list[Judged]:
    """A new membership after one that has ended; it needs a decision made since."""
    last = work.kept.states[ended.pk][-1]
    since = [one for one in rows if one.row["decided_on"] > last.effective_on]
    if len(since) == len(rows):
        return join(work, candidate, rows, state)
    for stated in rows:
        if stated not in since:
            stated.row.report(
                "decided_on",
                f"The membership ended on {long_day(last.effective_on)}: {last.to_state}",
                f"To join again, decisions made since; otherwise the state {last.to_state}.",
                kind=ENDED,
            )
    return [Judged(one.row, Verdict.UNREADABLE) for one in rows]


def move(work: Work, membership: Membership, was: Membership.State | None, state: Membership.State) -> bool:
    """Let the membership be in another state from the day of the file; whether there is such a move.

    What is kept of later days stays, and with it the newest state.
    """
    is_newest = not any(one.effective_on > work.as_of for one in work.kept.states[membership.pk])
    if was is not None and (was, state) not in {(source, target) for source, _, target in membership.moves.lines()}:
        return False
    work.plan.writes.new_states.append(step(membership, was, state, work.as_of))
    if is_newest:
        membership.state = state
        work.plan.writes.changed_memberships.append(membership)
    return True


def refuse_move(
    rows: Sequence[Stated], membership: Membership, was: Membership.State | None, state: Membership.State
) -> list[Judged]:
    """Report that the membership cannot become what the row says."""
    row = next((one.row for one in rows if one.row["state"]), rows[-1].row)
    row.report(
        "state",
        f"The membership is {was}; it cannot become {state}",
        f"{was}, as we keep it.",
        kind=ENDED,
        value=row.text("state") or "active",
    )
    return [Judged(one.row, Verdict.UNREADABLE) for one in rows]


def step(
    membership: Membership, was: Membership.State | None, state: Membership.State, day: dt.date
) -> MembershipState:
    return MembershipState(
        of=membership, from_state=was or "", to_state=state, effective_on=day, why="loaded from a file"
    )


def decide(work: Work, membership: Membership, stated: Stated) -> list[str]:
    """Add the decision of a row unless it is kept; one kept otherwise for the same day is corrected by a newer row."""
    row = stated.row
    same_day = [one for one in work.kept.decisions[membership.pk] if one.decided_on == row["decided_on"]]
    if same_day and same_day[-1].band_id == row["readiness"]:
        return []
    work.plan.writes.new_decisions.append(
        ReadinessDecision(membership=membership, band_id=row["readiness"], decided_on=row["decided_on"], source=SOURCE)
    )
    return [f"readiness was {same_day[-1].band_id if same_day else 'not decided on that day'}"]


def set_days(membership: Membership, stated: Stated, *, joined: dt.date) -> None:
    """From when to when they are a member, and when it is next reviewed, by the pool's own months."""
    membership.joined = joined
    membership.ends = add_months(joined, stated.pool.months)
    membership.review_due = min(add_months(joined, stated.pool.review_every), membership.ends)
