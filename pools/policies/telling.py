"""When people may be told that they are kept."""

from collections.abc import Collection

from talentboard.access import NotAllowed
from talentboard.nhs.words import count

MOST_AT_ONCE = 500


def can_tell(people: Collection) -> None:
    """Somebody, and not more at once than a mail server takes from one sender."""
    if not people:
        raise NotAllowed("Choose at least one person. Nobody has been told.")
    if len(people) > MOST_AT_ONCE:
        raise NotAllowed(
            f"At most {MOST_AT_ONCE} people are told at once; these are {count(len(people))}. Choose those of one pool."
        )
