"""Random people do random things with nominations, in any order: every rule holds after each of them."""

from __future__ import annotations

import datetime as dt
from random import Random

import pytest
from django.db import transaction

from nominations.actions import consenting, deciding, drafting, endorsing, registering, sending, withdrawing
from nominations.actions.by_the_day import move_with_the_day
from nominations.models import Nomination
from nominations.models.nomination import BEFORE_CONSENT, MOVES, STANDING
from nominations.reach import agreed_to, endorsements_of, waiting_for_consent
from regions.reach import reach
from talentboard.access import NotAllowed, NotFound, NotPermitted, Permission
from talentboard.clock import now, standing_at, today
from talentboard.notifications.models import Notification
from tests.fixtures.nominations import draft, filled_in, own_draft, stage

pytestmark = pytest.mark.django_db
State = Nomination.State
DECLARED = {(source.value, target.value) for source, _name, target in MOVES.lines()}
ACTS = 45


class World:
    """Everybody, their nominations, and dice."""

    def __init__(self, seed: int) -> None:
        self.dice = Random(seed)
        self.on = stage()
        self.people = [self.on.somebody() for _ in range(4)]
        self.leaders = [self.on.hr_director, self.on.chief, self.on.chair, self.on.lead]
        self.everybody = [*self.people, *self.leaders, self.on.team]
        self.days = 0

    def one(self) -> Nomination | None:
        found = list(Nomination.objects.order_by("begun_at", "pk"))
        return self.dice.choice(found) if found else None

    def somebody(self):
        return self.dice.choice(self.everybody)

    def act(self) -> None:
        """One thing that somebody tries, allowed or not; one in six is undone as if the database had gone away."""
        one, by = self.one(), self.somebody()
        acts = [
            lambda: draft(self.on, nominee=self.dice.choice(self.everybody), by=by),
            lambda: own_draft(self.on, by=by, because=self.dice.choice(["", "My own reasons."])),
            lambda: sending.send(one, by=by),
            lambda: sending.send(one, by=one.nominator),
            lambda: consenting.accept(one, by=by),
            lambda: consenting.accept(one, by=self.nominee(one)),
            lambda: consenting.decline(one, by=self.nominee(one) if self.dice.random() < 0.3 else by),
            lambda: registering.register(filled_in(one), by=one.candidate.user),
            lambda: registering.register(one, by=by),
            lambda: endorsing.endorse(one, words="Yes.", by=by),
            lambda: endorsing.refuse(one, words="No.", by=by),
            lambda: endorsing.pass_on(one, words="Goes on.", by=by),
            lambda: endorsing.refuse_for_team(one, words="Ends.", by=by),
            lambda: endorsing.name_endorser(one, self.somebody(), by=by),
            lambda: [deciding.find(one, each, result="met", by=by) for each in one.round.criteria.all()],
            lambda: deciding.accept_for_gateway(one, by=by),
            lambda: deciding.find_not_eligible(one, by=by),
            lambda: withdrawing.withdraw(one, by=by),
            lambda: withdrawing.withdraw_for(one, code="asked", by=by),
            lambda: drafting.discard(one, by=by),
            lambda: move_with_the_day(today()),
        ]
        chosen = acts[0] if one is None else self.dice.choice(acts)
        self.days += self.dice.choice([0, 0, 1, 3])
        with standing_at(now() + dt.timedelta(days=self.days)):
            undone = self.dice.random() < 0.17
            before = (steps(), mails()) if undone else None
            try:
                with transaction.atomic():
                    chosen()
                    transaction.set_rollback(undone)
            except (NotAllowed, NotFound, NotPermitted, AttributeError):  # nobody to act as, or a rule says no
                return
            assert before is None or (steps(), mails()) == before

    def nominee(self, one: Nomination):
        """Whoever is the nominee of one, by the address before they have agreed."""
        if one.candidate:
            return one.candidate.user
        return next(person for person in self.everybody if person.email == (one.nominee_email or self.on.team.email))


def steps() -> int:
    return sum(one.steps.count() for one in Nomination.objects.all())


def mails() -> int:
    return Notification.objects.count()


@pytest.mark.parametrize("seed", range(6))
def test_whatever_people_try_every_rule_holds(seed):
    world = World(seed)
    for _ in range(ACTS):
        world.act()
    assert Nomination.objects.exists()
    each_state_was_reached_by_declared_moves()
    nobody_else_learns_of_one_before_consent(world)
    nothing_is_doubled()


def each_state_was_reached_by_declared_moves() -> None:
    for one in Nomination.objects.prefetch_related("steps"):
        walked = [(step.from_state, step.to_state) for step in one.steps.all()]
        assert walked[0] == ("", State.DRAFT)
        assert set(walked[1:]) <= DECLARED
        assert [after[0] for after in walked[1:]] == [before[1] for before in walked[:-1]]
        assert walked[-1][1] == one.state


def nobody_else_learns_of_one_before_consent(world: World) -> None:
    hidden = Nomination.objects.filter(candidate__isnull=True)
    ids = set(hidden.values_list("pk", flat=True))
    here = reach(world.on.team, Permission.READ_NOMINATIONS).within("east")
    assert not ids & set(agreed_to(here).values_list("pk", flat=True))
    assert waiting_for_consent(here) == hidden.filter(state=State.AWAITING_CONSENT).count()
    for person in world.everybody:
        assert not ids & {asked.nomination_id for asked in endorsements_of(person)}
    for mail in Notification.objects.filter(about_kind="nomination", about_id__in=[str(key) for key in ids]):
        assert mail.role in {"nominee", "nominator"}
        assert mail.role == "nominee" or mail.to_id == hidden.get(pk=mail.about_id).nominator_id


def nothing_is_doubled() -> None:
    standing = Nomination.objects.filter(state__in=STANDING).values_list("round", "candidate")
    assert len(set(standing)) == len(standing)
    for one in Nomination.objects.filter(state__in=BEFORE_CONSENT):
        assert one.candidate is None
    for one in Nomination.objects.filter(state__in=["declined", "consent-lapsed"]):
        assert not one.answers.exists()
        assert not one.nominee_email
