"""When a mail that could not be sent is sent again."""

from talentboard.access import NotAllowed

from .kinds import known_kind
from .models import AGAIN, Notification


def can_send_again(mail: Notification) -> None:
    """One that failed, once, to an account, while what it tells of still stands.

    Of somebody without an account the address has gone with the first try; whoever has it asks them anew.
    """
    kind = known_kind(mail.kind)
    if kind is None or kind.private or kind.again_with is None or mail.to is None:
        raise NotAllowed("Mails of this kind are not sent again from here.")
    if mail.state != Notification.State.FAILED:
        raise NotAllowed(f"This mail is {mail.get_state_display().lower()}. One that could not be sent is sent again.")
    if Notification.objects.filter(key=f"{mail.key}{AGAIN}").exists():
        raise NotAllowed("This mail has been sent again already.")
    if not mail.to.is_active:
        raise NotAllowed("The account that this mail would go to is closed.")
    if not kind.applies(mail):
        raise NotAllowed("What this mail was about has been settled meanwhile.")
