"""The audit: one line for everything that was done, and for every personal thing that was looked at."""

from .kinds import Event
from .recording import record, record_each

__all__ = ["Event", "record", "record_each"]
