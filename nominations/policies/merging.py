"""When two records of one person may become one, as far as nominations are concerned.

The regional team that merges is told by name of rounds of its own region alone.
"""

from nominations.models import Nomination
from talentboard.access import NotAllowed


def have_one_nomination(other: Nomination, *, name: str, region: str) -> None:
    """Somebody has one nomination in a round that goes on. other: the one beside another of the same round."""
    if other.round.access_region != region:
        raise NotAllowed(elsewhere(other))
    raise NotAllowed(
        f"Both records have a nomination in {other.round} for {other.round.pool}, and nobody has two in one round. "
        f"Let one of the two be withdrawn on {name}’s word first."
    )


def takes_no_other_part(one: Nomination, *, name: str, region: str, takes_part: bool) -> None:
    """Nobody nominates or endorses themself as if they were somebody else. takes_part: whether that is so."""
    if not takes_part:
        return
    if one.round.access_region != region:
        raise NotAllowed(elsewhere(one))
    raise NotAllowed(
        f"{name} takes part in the nomination of the other record in {one.round} for {one.round.pool}, as nominator or "
        "endorser. If they are one person, it has to be withdrawn first."
    )


def elsewhere(one: Nomination) -> str:
    """What stands against it in another region, without a word of what that is."""
    return f"Something that {one.round.pool.region.name} keeps stands against merging these two. Ask its talent team."
