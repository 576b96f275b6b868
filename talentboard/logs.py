"""Lines of the log: what broke and where, never whom it was about."""

import copy
import logging
import re
import time
import traceback
from collections.abc import Iterator
from types import TracebackType

from talentboard.audit.recording import current_request

Trouble = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]
CONTROL = re.compile(r"[\x00-\x1f\x7f\x85\u2028\u2029]")
NO_SUCH_ADDRESS = "an address that leads nowhere"


class Line(logging.Formatter):
    """A line with the request's id, which its audit lines and its error page share.

    An address is named by its pattern (`accounts/invitation/<str:secret>/`), because what stands in it may be a secret.
    An exception is named by its kind and its place, because its words may quote what somebody typed or what is kept
    about them; outspoken, for development, gives its words too. Times are UTC. A message is one line whatever is in it.
    """

    converter = time.gmtime
    default_time_format = "%Y-%m-%dT%H:%M:%S"
    default_msec_format = "%s.%03dZ"

    def __init__(self, fmt: str, *, outspoken: bool = False) -> None:
        super().__init__(fmt)
        self.outspoken = outspoken

    def format(self, record: logging.LogRecord) -> str:
        record = copy.copy(record)
        record.exc_text = None  # another handler may have written it in its own way
        request = getattr(record, "request", None)
        record.request_id = getattr(request, "id", "") or current_request.get() or "-"
        if isinstance(record.args, tuple) and (path := getattr(request, "path", None)):
            record.args = tuple(pattern_of(request) if value == path else value for value in record.args)
        record.msg, record.args = CONTROL.sub(lambda found: repr(found[0])[1:-1], record.getMessage()), None
        return super().format(record)

    def formatException(self, ei: Trouble) -> str:
        if self.outspoken or ei[1] is None:
            return super().formatException(ei)
        return "\n".join(told(ei[1]))


def pattern_of(request: object) -> str:
    """The pattern of a request's address."""
    match = getattr(request, "resolver_match", None)
    return f"/{match.route}" if match else NO_SUCH_ADDRESS


def told(error: BaseException) -> Iterator[str]:
    """A traceback without the words of its exceptions, what caused it first."""
    earlier = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    if earlier is not None:
        yield from told(earlier)
        yield "which led to:"
    yield "Traceback (most recent call last):"
    yield from (line.rstrip() for line in traceback.format_tb(error.__traceback__))
    yield name_of(error)


def name_of(error: BaseException) -> str:
    """The kind of an exception; of one of the database's also the code and the constraint, which quote no row."""
    kind = f"{type(error).__module__}.{type(error).__qualname__}"
    facts = getattr(error, "diag", None)
    said = [facts.sqlstate, facts.constraint_name] if facts else []
    return " ".join(filter(None, [kind, *said]))
