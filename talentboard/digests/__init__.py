"""One mail a working day, at 08:00, to everybody for whom something waits; it says what, how long, and until when.

An app that has a queue says what waits in it for whom, registered in its `apps.py`:

    register_queue("nominations-to-endorse", to_endorse)

where `to_endorse` is a function of a day and, where only some people are asked about, of their ids; it gives each
person's lines, in a number of queries that does not grow with them:

    def to_endorse(day, people=None) -> dict[UUID, list[Waiting]]:
        ...
        lines[endorser].append(Waiting("3 nominations to endorse", count=3, oldest=..., due=..., url=reverse(...)))

The timetable asks once a working day and queues the mails (`queue_digests`); the lines are asked for again when a mail
is written, and what has been done by then is not in it.
"""

from .waiting import Waiting, register_queue

__all__ = ["Waiting", "register_queue"]
