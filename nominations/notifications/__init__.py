"""Mails about nominations: what has become of one, to whom it concerns, and reminders by the timetable.

Before consent a mail about a nomination goes to its nominee and its nominator alone. Afterwards the nominator is told
where it stands, and never why.
"""

from .events import subscribe_to_nominations
from .kinds import register_kinds
from .reminders import queue_reminders

__all__ = ["queue_reminders", "register_mails_of_nominations"]


def register_mails_of_nominations() -> None:
    """Make the kinds known, and queue them in the transactions of the acts that they tell of."""
    register_kinds()
    subscribe_to_nominations()
