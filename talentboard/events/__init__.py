"""Named events, published on commit: what a lower app tells a higher one without knowing it."""

from collections import defaultdict
from collections.abc import Callable
from typing import Any

from django.db import transaction

_subscribers: dict[str, list[Callable[..., None]]] = defaultdict(list)
_within: dict[str, list[Callable[..., None]]] = defaultdict(list)


def subscribe(name: str, function: Callable[..., None]) -> None:
    """Call a function with the event's facts each time it is published. Subscribing twice counts once."""
    if function not in _subscribers[name]:
        _subscribers[name].append(function)


def subscribe_within(name: str, function: Callable[..., None]) -> None:
    """Call a function inside the act's own transaction: what it writes is kept or rolled back with the act, and what
    it raises stops the act. For what must not be lost between a commit and what follows it, such as a queued mail."""
    if function not in _within[name]:
        _within[name].append(function)


def publish(name: str, **facts: Any) -> None:
    """Tell the subscribers once the transaction has committed, never for one that rolled back; those within it now."""
    for function in _within[name]:
        function(**facts)
    for function in _subscribers[name]:
        transaction.on_commit(lambda function=function: function(**facts), robust=True)
