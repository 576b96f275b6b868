"""When a nomination may be withdrawn, and by whom."""

from nominations.models import Nomination, NominationStep
from nominations.models.nomination import BEFORE_CONSENT, STANDING
from talentboard.access import NotAllowed

Capacity = NominationStep.Capacity


def can_withdraw(one: Nomination, *, capacity: str) -> None:
    """By the nominee at any time before the outcome; by the nominator before consent; by the team after it."""
    if one.has_ended:
        raise NotAllowed(f"This nomination is {one.stands} already.")
    if capacity == Capacity.NOMINATOR and one.state not in BEFORE_CONSENT:
        raise NotAllowed(
            f"{one.person_name} has accepted your nomination, so it is theirs now: they can withdraw it, you cannot."
        )
    if capacity == Capacity.TEAM and one.state not in STANDING:
        raise NotAllowed("Before the person has agreed only they and their nominator see this nomination.")
