"""When an account may be opened, closed and invited to."""

from talentboard.access import NotAllowed
from talentboard.clock import now

from .invitations import Invitation
from .models import User


def can_invite(email: str) -> None:
    """An address has one account, open or closed."""
    known = User.objects.with_address(email)
    if known is None:
        return
    if known.state == User.State.CLOSED:
        raise NotAllowed(f"{known.name} has a closed account with this address. Open it again instead.")
    raise NotAllowed(f"{known.name} already has an account with this address.")


def can_register(email: str) -> None:
    """An address without an account, or with one that its person has not begun."""
    known = User.objects.with_address(email)
    if known is None or known.state == User.State.INVITED:
        return
    if known.state == User.State.CLOSED:
        raise NotAllowed("The account with this address is closed. Ask your system administrator to open it again.")
    raise NotAllowed("There is an account with this address already. Sign in with it.")


def can_send_again(person: User) -> None:
    """Only to somebody who has not answered yet."""
    if person.state != User.State.INVITED:
        raise NotAllowed(f"The account of {person.name} is {person.state.label.lower()}, not waiting for an answer.")


def can_close(person: User, *, by) -> None:
    """An open account, and never one's own: whoever closes it could not open it again."""
    if person.pk == by.pk:
        raise NotAllowed("You cannot close your own account. Ask another system administrator.")
    if not person.is_active:
        raise NotAllowed(f"The account of {person.name} is already closed.")


def can_reopen(person: User) -> None:
    if person.is_active:
        raise NotAllowed(f"The account of {person.name} is not closed.")


def can_accept(invitation: Invitation) -> None:
    """Not used before, within its 14 days, and for an account that is open."""
    if invitation.accepted_at:
        raise NotAllowed("This invitation has been used. Sign in with your e-mail address and password.")
    if invitation.expires_at <= now() or not invitation.user.is_active:
        whom = invitation.by.name if invitation.by else "the person who sent it to you"
        raise NotAllowed(f"This invitation has ended. Ask {whom} for a new one.")
