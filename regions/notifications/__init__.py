"""Mails of regions: about roles, and about returns."""

from .returns import queue_reminders, register_mails_of_returns
from .roles import subscribe_to_roles

__all__ = ["queue_reminders", "register_mails_of_returns", "subscribe_to_roles"]
