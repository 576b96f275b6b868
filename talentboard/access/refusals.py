"""The two ways in which the product says no, each with the sentence that the reader sees."""

from collections.abc import Callable


class NotAllowed(Exception):
    """What was asked may not be done now: a rule says so, in the sentence given."""


class NotPermitted(Exception):
    """This person may not do it: the table of roles says so."""


class NotFound(Exception):
    """It is not there for this person: outside their scopes, or not at all."""


def refusal(rule: Callable[[], object]) -> str:
    """The sentence with which a rule refuses, before anybody tries; empty when it does not."""
    try:
        rule()
    except NotAllowed as refused:
        return str(refused)
    return ""
