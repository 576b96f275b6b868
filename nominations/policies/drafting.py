"""When a nomination may be begun, written and sent."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from nominations.models import Answer, Nomination, NominatorTraining, Question, Round
from nominations.words import words_in
from regions.models import Organisation
from talentboard.access import NotAllowed
from talentboard.clock import now
from talentboard.nhs.words import count, join_words, long_day, plural

from .rounds import takes_nominations

State = Nomination.State
MOST_NEEDS = Nomination._meta.get_field("development_needs").max_length
A_DAY = dt.timedelta(days=1)


def can_begin(round: Round, route: str) -> None:
    """In a round that takes nominations of this route."""
    takes_nominations(round)
    if route == Nomination.Route.LEADER and not round.takes_leaders:
        raise NotAllowed("In this round people nominate themselves. Tell the person about it.")
    if route == Nomination.Route.SELF and not round.takes_self:
        raise NotAllowed("In this round leaders nominate. Ask your HR director or chief executive.")


def can_write(one: Nomination) -> None:
    """What a nominator says: while it is a draft."""
    if one.state != State.DRAFT:
        raise NotAllowed("This nomination has been sent, so nothing in it can be changed. You can see what you said.")


def can_name_nominee(one: Nomination, *, email: str, employer: Organisation | None, by: Any, day: dt.date) -> None:
    """Somebody else than the nominator, or in one's own the nominator, of an employer that is open."""
    if one.is_own and email.lower() != by.email.lower():
        raise NotAllowed("Your own nomination goes under the address of your account.")
    if not one.is_own and email and email.lower() == by.email.lower():
        raise NotAllowed("That is your own address. To put yourself forward, nominate yourself.")
    if employer is not None and employer.until is not None and employer.until <= day:
        successors = [str(step.successor) for step in employer.successions.select_related("successor")]
        instead = f" Since then it is {join_words(successors, last='or')}." if successors else ""
        raise NotAllowed(
            f"{employer} closed on {long_day(employer.until - A_DAY)}.{instead} Choose where the person works now."
        )


def can_send(one: Nomination, *, trained: bool, places_taken: int) -> None:
    """As `may_go`, and late with a reason."""
    may_go(one, trained=trained, places_taken=places_taken)
    if one.round.takes_late(now()) and not one.late_because.strip():
        raise NotAllowed(
            f"The round closed on {long_day(one.round.closes)} at 17:00. What you wrote is kept. You can send it as a "
            f"late nomination until {long_day(one.round.late_until)} at 17:00: say why it is late."
        )


def may_go(one: Nomination, *, trained: bool, places_taken: int) -> None:
    """A complete draft, in time or late, by a nominator who has done the module where it is asked for.

    trained: whether the nominator has done it. places_taken: nominations of the employer's people that count towards
    the round's cap.
    """
    can_write(one)
    can_begin(one.round, one.route)
    is_complete(one)
    if one.is_own:
        return
    if one.round.needs_training and not trained:
        raise NotAllowed(
            "In this round nominators have done the conscious decision making module first. When you have done it, "
            "tell the regional talent team the date; your draft is kept."
        )
    if one.round.cap is not None and places_taken >= one.round.cap:
        raise NotAllowed(
            f"{one.employer or one.employer_outside} has {plural(places_taken, 'nomination')} in this round already, "
            f"and at most {count(one.round.cap)} are taken from one organisation."
        )


def is_complete(one: Nomination) -> None:
    """The person is named, and every question asked of the sender is answered within its words."""
    needed = {
        "the person's name": one.nominee_name,
        "their work e-mail": one.nominee_email,
        "where you work" if one.is_own else "where they work": one.employer_id or one.employer_outside,
        "how soon they are ready": one.is_own or one.readiness_view_id,
    }
    if missing := [what for what, said in needed.items() if not said]:
        raise NotAllowed(f"Fill in {join_words(missing)} before you send it.")
    is_an_address(one.nominee_email)
    if not one.is_own:
        needs_fit(one.development_needs)
        answers_fit(one, Question.Asked.NOMINATOR)


def is_an_address(email: str) -> None:
    """What was typed as an address can be one."""
    try:
        validate_email(email)
    except ValidationError as wrong:
        raise NotAllowed("Enter an e-mail address in the usual form, like name@nhs.net.") from wrong


def needs_fit(text: str) -> None:
    """What the nominator says of development is not longer than the rest of the statement may be."""
    if (over := len(text) - MOST_NEEDS) > 0:
        raise NotAllowed(
            f"What they should develop has {plural(over, 'character')} more than the {count(MOST_NEEDS)} allowed. "
            "Shorten it before you send it."
        )


def answers_fit(one: Nomination, asked_of: str) -> None:
    """Every question of somebody is answered, and no answer has more words than its question allows."""
    questions = one.round.questions.filter(asked_of=asked_of)
    said = {answer.question_id: answer.text for answer in one.answers.all()}
    unanswered = [question for question in questions if not question.optional and not said.get(question.pk, "").strip()]
    if unanswered:
        raise NotAllowed(
            f"Answer {plural(len(unanswered), 'more question')} first: "
            f"{join_words(f'“{question.text}”' for question in unanswered)}."
        )
    for question in questions:
        fits(question, said.get(question.pk, ""))


def fits(question: Question, text: str) -> None:
    """An answer has no more words than its question allows."""
    if (over := words_in(text) - question.word_limit) > 0:
        raise NotAllowed(
            f"Your answer to “{question.text}” has {plural(over, 'word')} more than the {count(question.word_limit)} "
            "allowed. Shorten it before you send it."
        )


def unanswered(questions: Iterable[Question], answers: Iterable[Answer]) -> int:
    """How many questions that have to be answered are not."""
    said = {answer.question_id for answer in answers if answer.text.strip()}
    return sum(not question.optional and question.pk not in said for question in questions)


def has_trained(user: Any) -> bool:
    """Whether somebody has done the module on conscious decision making."""
    return NominatorTraining.objects.filter(user=user).exists()
