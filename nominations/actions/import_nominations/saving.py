"""Storing a plan of nominations: a few statements a table, and every move by its own, as everywhere."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import connection

from nominations.actions.book import CONSENT_DAYS
from nominations.models import (
    Answer,
    Consent,
    EligibilityCriterion,
    EligibilityFinding,
    Endorsement,
    Nomination,
    NominationStep,
    Question,
    Registration,
    Round,
    RoundStep,
)
from pools.actions.import_members.saving import lock as lock_people
from pools.models import Candidate
from talentboard.database.rows import add
from talentboard.working_days import working_days_after

from .nominations import in_layers
from .plan import Writes
from .road import Moment, moments
from .rows import MOST_WORDS, agreed_on
from .work import Stated

LOCK = 0x6E6F6D69  # one file of nominations at a time
State, Office, Reply = Nomination.State, Endorsement.Office, Endorsement.Answer
Result, Capacity = EligibilityFinding.Result, NominationStep.Capacity
ON_PAPER = "on paper"
SAID = "What was written on paper"
FOUND = "Eligible, as the regional talent team judged it on paper"


def lock() -> None:
    """Until the transaction ends, nobody else loads a file of nominations or members: either may hold new people."""
    lock_people()
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])


def save(writes: Writes) -> None:
    """Store everything, what others refer to first. Who loads it did none of it, and stands in the audit alone."""
    add_rounds(writes.rounds)
    add(Candidate, writes.candidates)
    found = writes.nominations
    add(Nomination, [one for one, _stated in found])
    add(Answer, answers(found))
    add(Consent, [consent(one, stated) for one, stated in found if not one.is_own])
    add(Registration, [registration(one, stated) for one, stated in found if one.has_consent])
    for layer in in_layers(found):
        move(layer)
    add(NominationStep, [step for one, stated in found for step in steps(one, stated)])
    add(Endorsement, [asked for one, stated in found for asked in endorsement(one, stated)])
    add(EligibilityFinding, findings(found))


def add_rounds(rounds: list[Round]) -> None:
    """Rounds with what is asked of them here: the words that were written on paper, and one criterion."""
    add(Round, rounds)
    asked = [Question(round=round, asked_of=of, order=1, text=SAID, word_limit=MOST_WORDS, optional=True)
             for round in rounds for of in Question.Asked]  # fmt: skip
    add(Question, asked)
    add(EligibilityCriterion, [EligibilityCriterion(round=round, order=1, text=FOUND) for round in rounds])
    Round.objects.filter(pk__in=[round.pk for round in rounds]).update(state=Round.State.PUBLISHED)
    way = (("", Round.State.DRAFT), (Round.State.DRAFT, Round.State.PUBLISHED))
    add(
        RoundStep,
        [
            RoundStep(
                of=round, from_state=source, to_state=target, at=Moment(State.DRAFT, round.opens).at, why=ON_PAPER,
            )
            for round in rounds
            for source, target in way
        ],
    )  # fmt: skip


def answers(found: list[tuple[Nomination, Stated]]) -> list[Answer]:
    """What was written, as answers to the one question of each."""
    rounds = {one.round_id for one, _stated in found}
    questions = {(one.round_id, one.asked_of): one for one in Question.objects.filter(round__in=rounds)}
    said = ((Question.Asked.NOMINATOR, "nominator_said"), (Question.Asked.NOMINEE, "nominee_said"))
    return [
        Answer(nomination=one, question=questions[one.round_id, of], text=stated.row[column], saved_at=one.sent_at)
        for one, stated in found
        for of, column in said
        if stated.row[column]
    ]


def at(day: dt.date | None) -> dt.datetime | None:
    return Moment(State.DRAFT, day).at if day else None


def consent(one: Nomination, stated: Stated) -> Consent:
    """What the person was asked and answered."""
    declined = stated.row["decided_on"] if stated.row["state"] == State.DECLINED else None
    return Consent(
        nomination=one,
        asked_at=one.sent_at,
        due=working_days_after(stated.row["nominated_on"], CONSENT_DAYS),
        given_at=at(agreed_on(stated.row)),
        declined_at=at(declined),
    )


def registration(one: Nomination, stated: Stated) -> Registration:
    """On paper whoever went on to an endorsement had said what was asked of them."""
    registered = any(moment.state == State.AWAITING_ENDORSEMENT for moment in moments(stated.row))
    given = at(agreed_on(stated.row))
    return Registration(nomination=one, saved_at=given, registered_at=given if registered else None)


def move(layer: list[tuple[Nomination, Stated]]) -> None:
    """Let each go its way, one declared move after the other."""
    ways = {one: moments(stated.row) for one, stated in layer}
    for place in range(1, max(map(len, ways.values()), default=0)):
        by_state: dict[State, list[Nomination]] = {}
        for one, way in ways.items():
            if place < len(way):
                by_state.setdefault(way[place].state, []).append(one)
        for state, ones in by_state.items():
            Nomination.objects.filter(pk__in=[one.pk for one in ones]).update(state=state)


def steps(one: Nomination, stated: Stated) -> list[NominationStep]:
    """Each move on its day, of whoever made it on paper, as far as they are known; the last with who decided it."""
    way = moments(stated.row)
    sources = ["", *(moment.state for moment in way)]
    said = [*([ON_PAPER] * (len(way) - 1)), decision(one, stated)]
    found = []
    for source, moment, why in zip(sources, way, said, strict=False):
        capacity, by = mover(one, stated, moment.state)
        found.append(
            NominationStep(
                of=one, from_state=source, to_state=moment.state, at=moment.at, why=why, capacity=capacity, by=by
            )
        )  # fmt: skip
    return found


def decision(one: Nomination, stated: Stated) -> str:
    """ "on paper, by Tessa Team: has left"; of what nobody agreed to only that it was on paper."""
    row = stated.row
    if not one.has_consent:
        return ON_PAPER
    by = f", by {row['decided_by']}" if row["decided_by"] else ""
    reason = f": {row['reason']}" if row["reason"] and row["state"] == State.WITHDRAWN else ""
    return f"{ON_PAPER}{by}{reason}"


def mover(one: Nomination, stated: Stated, state: State) -> tuple[str, Any]:
    """In which capacity somebody brought it into a state, and their account where there is one."""
    if state in (State.DRAFT, State.AWAITING_CONSENT):
        return (Capacity.NOMINEE if one.is_own else Capacity.NOMINATOR), stated.nominator
    if state in (State.AWAITING_REGISTRATION, State.AWAITING_ENDORSEMENT, State.DECLINED):
        return Capacity.NOMINEE, stated.nominator if one.is_own else None
    if state in (State.ELIGIBILITY_CHECK, State.NOT_ENDORSED) and stated.endorser:
        return Capacity.ENDORSER, stated.endorser
    return (Capacity.TIMETABLE if state == State.CONSENT_LAPSED else Capacity.TEAM), None


def endorsement(one: Nomination, stated: Stated) -> list[Endorsement]:
    """Who endorsed it or did not; without an endorser the regional talent team decided."""
    row = stated.row
    answered = row["endorsed_on"] or (row["decided_on"] if row["state"] == State.NOT_ENDORSED else None)
    if answered is None or not one.has_consent:
        return []
    refused = row["state"] == State.NOT_ENDORSED
    if stated.endorser:
        office = row["endorsed_as"] or Office.CHIEF_EXECUTIVE
        answer, because = (Reply.NOT_ENDORSED if refused else Reply.ENDORSED), ""
    else:
        office, because = Office.TEAM, Endorsement.Because.NOBODY
        answer = Reply.REFUSED if refused else Reply.PASSED_ON
    asked = agreed_on(row)
    return [
        Endorsement(
            nomination=one, office=office, endorser=stated.endorser, because=because, asked_at=at(asked), due=answered,
            answer=answer, words=row["reason"] if refused else row["endorser_said"] or "",
            answered_by=stated.endorser, answered_at=at(answered),
        )
    ]  # fmt: skip


def findings(found: list[tuple[Nomination, Stated]]) -> list[EligibilityFinding]:
    """The one criterion of each that was judged."""
    rounds = {one.round_id for one, _stated in found}
    criteria = {one.round_id: one for one in EligibilityCriterion.objects.filter(round__in=rounds)}
    results = {State.ACCEPTED: Result.MET, State.INELIGIBLE: Result.NOT_MET}
    return [
        EligibilityFinding(
            nomination=one, criterion=criteria[one.round_id], result=results[State(stated.row["state"])],
            why=stated.row["reason"] or decision(one, stated), at=at(stated.row["decided_on"]),
        )
        for one, stated in found
        if stated.row["state"] in results
    ]  # fmt: skip
