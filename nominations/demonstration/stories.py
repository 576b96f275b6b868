"""What becomes of a nomination, told as acts of its people on the days on which they fall."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from nominations.actions import consenting, deciding, drafting, endorsing, registering, sending, withdrawing
from nominations.actions.answering import write_answer
from nominations.cv_files import Checked
from nominations.models import CurriculumVitae, EligibilityFinding, Nomination, Question, Round
from pools.models import ReadinessBand
from talentboard.accounts.models import User
from talentboard.clock import LONDON, standing_at
from talentboard.working_days import working_day_from, working_days_before

from . import said
from .company import Company, Somebody

Result = EligibilityFinding.Result
TEN = dt.time(10, 20)


@dataclass
class Telling:
    """One nomination being told: in which round, of whom, by whom, and the day on which it begins to be today."""

    company: Company
    round: Round
    person: Somebody
    nominator: User
    band: ReadinessBand
    cv: bytes
    day: dt.date

    @contextmanager
    def on(self, working_days_ago: int) -> Iterator[None]:
        """What is done on a working day so many before today."""
        day = working_day_from(self.day)
        day = working_days_before(day, working_days_ago) if working_days_ago else self.day
        day = max(day, self.round.opens)
        with standing_at(dt.datetime.combine(day, TEN, tzinfo=LONDON)):
            yield

    @property
    def chief(self) -> User:
        return self.company.chief[self.person.employer.pk]

    def begun(self, ago: int, *, questions: int = 9) -> Nomination:
        """A leader's draft, with so many of the questions answered."""
        with self.on(ago):
            by = self.nominator
            one = drafting.begin(self.round, by=by)
            one = drafting.name_nominee(
                one, name=self.person.name, email=self.person.account.email, job_title=self.person.job_title,
                employer=self.person.employer, employer_outside="", version=one.version, by=by,
            )  # fmt: skip
            one = drafting.say_readiness(one, band=self.band, needs=said.SAID[5], version=one.version, by=by)
            for question in self.questions(Question.Asked.NOMINATOR)[:questions]:
                text = said.words_for(self.person.name, self.round.title, question.order)
                write_answer(one, question, text=text, version=0, by=by)
            return one

    def sent(self, ago: int) -> Nomination:
        one = self.begun(ago + 1)
        with self.on(ago):
            return sending.send(one, by=self.nominator)

    def sent_own(self, ago: int, *, because: str = "") -> Nomination:
        """Somebody's own, sent."""
        with self.on(ago):
            by = self.person.account
            one = drafting.begin_own(self.round, by=by)
            one = drafting.name_nominee(
                one, name=by.name, email=by.email, job_title=self.person.job_title, employer=self.person.employer,
                employer_outside="", version=one.version, by=by,
            )  # fmt: skip
            one = drafting.choose_way_past_employer(one, because=because, version=one.version, by=by)
            return sending.send(one, by=by)

    def agreed(self, ago: int) -> Nomination:
        one = self.sent(ago + 4)
        with self.on(ago):
            return consenting.accept(one, by=self.person.account)

    def registered(self, ago: int, *, own: bool = False, because: str = "") -> Nomination:
        one = self.sent_own(ago + 5, because=because) if own else self.agreed(ago + 5)
        with self.on(ago):
            by = self.person.account
            for question in self.questions(Question.Asked.NOMINEE):
                write_answer(one, question, text=said.words_for(by.name, question.order), version=0, by=by)
            one.candidate.mobility.add(self.round.pool.region)
            registering.keep_cv(one, Checked("cv.pdf", CurriculumVitae.Kind.PDF, self.cv), by=by)
            registering.choose_to_be_found(one, found=True, by=by)
            return registering.register(one, by=by)

    def endorsed(self, ago: int) -> Nomination:
        one = self.registered(ago + 3)
        with self.on(ago):
            return endorsing.endorse(one, words="I support this without reserve.", by=self.chief)

    def judged(self, ago: int, *, criteria: int = 9, last: str = Result.MET) -> Nomination:
        """Eligibility judged by the team, so many of the criteria."""
        one = self.endorsed(ago + 2)
        with self.on(ago):
            team = self.company.team
            chosen = list(one.round.criteria.all())[:criteria]
            for criterion in chosen:
                result = last if criterion == chosen[-1] else Result.MET
                why = "" if result == Result.MET else said.NOT_MET
                deciding.find(one, criterion, result=result, why=why, by=team)
            deciding.assign(one, team, by=self.company.lead)
            return one

    def questions(self, asked_of: str) -> list[Question]:
        return list(self.round.questions.filter(asked_of=asked_of))


Story = Callable[[Telling], object]


def declined(tale: Telling) -> None:
    one = tale.sent(8)
    with tale.on(5):
        consenting.decline(one, by=tale.person.account)


def lapsed(tale: Telling) -> None:
    one = tale.sent(24)
    consenting.let_lapse(one, tale.day)


def taken_back(tale: Telling) -> None:
    one = tale.sent(9)
    with tale.on(7):
        withdrawing.withdraw(one, by=tale.nominator)


def withdrawn(tale: Telling) -> None:
    one = tale.agreed(9)
    with tale.on(4):
        withdrawing.withdraw(one, by=tale.person.account)


def withdrawn_for(tale: Telling) -> None:
    one = tale.registered(8)
    with tale.on(2):
        withdrawing.withdraw_for(one, code="left", why=said.WITHDRAWN, by=tale.company.team)


def silent(tale: Telling) -> None:
    """The chief executive did not answer."""
    one = tale.registered(13)
    with tale.on(2):
        endorsing.hand_to_team(one, tale.day)


def refused_own(tale: Telling) -> None:
    """Not endorsed, and so with the team."""
    one = tale.registered(6, own=True)
    with tale.on(3):
        endorsing.refuse(one, words=said.REFUSED[0], by=tale.chief)


def not_endorsed(tale: Telling) -> None:
    one = tale.registered(7)
    with tale.on(3):
        endorsing.refuse(one, words=said.REFUSED[1], by=tale.chief)


def passed_on(tale: Telling) -> None:
    one = tale.registered(16)
    with tale.on(4):
        endorsing.hand_to_team(one, tale.day)
    with tale.on(1):
        endorsing.pass_on(one, words=said.PASSED_ON, by=tale.company.team)


def not_eligible(tale: Telling) -> None:
    one = tale.judged(3, last=Result.NOT_MET)
    with tale.on(1):
        deciding.find_not_eligible(one, by=tale.company.team)


def accepted(tale: Telling) -> None:
    one = tale.judged(4)
    with tale.on(2):
        deciding.accept_for_gateway(one, by=tale.company.team)


def discarded(tale: Telling) -> None:
    one = tale.begun(6, questions=1)
    with tale.on(5):
        drafting.discard(one, by=tale.nominator)


# In every round, in this order; those of one's own only where the round takes them.
BY_LEADERS: tuple[Story, ...] = (
    lambda tale: tale.begun(1, questions=1),
    lambda tale: tale.begun(4),
    lambda tale: tale.begun(11, questions=2),
    lambda tale: tale.sent(0),
    lambda tale: tale.sent(3),
    lambda tale: tale.sent(10),
    lambda tale: tale.sent(17),
    declined,
    declined,
    lapsed,
    taken_back,
    discarded,
    lambda tale: tale.agreed(1),
    lambda tale: tale.agreed(6),
    lambda tale: tale.agreed(18),
    lambda tale: tale.agreed(23),
    withdrawn,
    withdrawn_for,
    lambda tale: tale.registered(1),
    lambda tale: tale.registered(5),
    lambda tale: tale.registered(9),
    silent,
    not_endorsed,
    not_endorsed,
    passed_on,
    lambda tale: tale.endorsed(1),
    lambda tale: tale.endorsed(12),
    lambda tale: tale.judged(2, criteria=2),
    lambda tale: tale.judged(1),
    not_eligible,
    accepted,
    accepted,
    accepted,
)
OWN: tuple[Story, ...] = (
    lambda tale: tale.sent_own(2),
    lambda tale: tale.registered(4, own=True),
    refused_own,
    lambda tale: tale.registered(3, own=True, because=said.ALONE),
)
