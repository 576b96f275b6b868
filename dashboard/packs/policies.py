"""When a pack may be changed, built, published and withdrawn; each rule says its own reason."""

from collections.abc import Collection, Sequence

from talentboard.access import NotAllowed
from talentboard.nhs.words import join_words, long_day, noun_for

from .models import BoardPack, PackState
from .sections import SECTIONS

MOST_WORDS = 150
NOT_BUILT = "This revision has not been built yet, so there is nothing to open."


def can_compose(others: Sequence[BoardPack]) -> None:
    """One pack a meeting: another is its next revision. others: those of the same meeting."""
    standing = [one for one in others if one.state != PackState.WITHDRAWN]
    if standing:
        day = long_day(standing[0].meeting)
        raise NotAllowed(f"There is a pack for the meeting of {day} already. Open it, and make its next revision.")


def can_change(pack: BoardPack) -> None:
    """A draft alone."""
    if not pack.is_draft:
        raise NotAllowed(
            f"Revision {pack.revision} is {pack.get_state_display().lower()} and never changes. Make the next revision."
        )


def has_sections(sections: Collection[str]) -> None:
    """At least one, each known and once."""
    if not sections:
        raise NotAllowed("Choose at least one section. Nothing has been saved.")
    if len(set(sections)) != len(sections) or not set(sections) <= SECTIONS.keys():
        raise NotAllowed(f"A section is one of {join_words(SECTIONS.values(), last='or')}, each once.")


def is_of_its_region(pack: BoardPack) -> None:
    """Its figures are complete and of its own board."""
    if pack.snapshot.region != pack.region or pack.snapshot.state != "complete":
        raise NotAllowed("These figures are not of this board. Choose others.")


def can_revise(pack: BoardPack, others: Sequence[BoardPack]) -> None:
    """What has been built is followed by the next revision, one at a time."""
    if pack.is_draft:
        raise NotAllowed("This revision is a draft: change it as it is.")
    if draft := next((one for one in others if one.is_draft), None):
        raise NotAllowed(f"Revision {draft.revision} is a draft already. Change that one.")


def can_comment(pack: BoardPack, section: str, text: str, *, named: Collection[str]) -> None:
    """A few sentences on a section that is in the draft, naming nobody. named: the people found in the text."""
    can_change(pack)
    if section not in pack.sections:
        raise NotAllowed("That section is not in this pack. Put it in first.")
    if not text.strip():
        raise NotAllowed("Enter a comment. Nothing has been saved.")
    if (words := len(text.split())) > MOST_WORDS:
        raise NotAllowed(f"A comment has {MOST_WORDS} words at most; this one has {words}. Nothing has been saved.")
    names_nobody(named)


def names_nobody(named: Collection[str]) -> None:
    """Packs hold no names of people."""
    if named:
        is_ = noun_for(len(named), "is the name of a person", "are names of people")
        raise NotAllowed(f"{join_words(sorted(named))} {is_}, and no pack names a person. Nothing has been saved.")


def can_build(pack: BoardPack) -> None:
    """A draft; what is built stays as it is."""
    can_change(pack)


def can_build_again(pack: BoardPack) -> None:
    """What has been built can be compared with what would be built now."""
    if not hasattr(pack, "file"):
        raise NotAllowed(NOT_BUILT)


def can_publish(pack: BoardPack) -> None:
    """A built revision, after somebody has had the chance to look at it."""
    if pack.state == PackState.PUBLISHED:
        raise NotAllowed("This revision is published already.")
    if pack.state != PackState.BUILT:
        raise NotAllowed(
            "Build this pack first, look at it, and then publish it."
            if pack.is_draft
            else f"This revision is {pack.get_state_display().lower()}. Make the next revision to publish again."
        )


def can_withdraw(pack: BoardPack) -> None:
    """Anything that has not ended."""
    if pack.state in (PackState.WITHDRAWN, PackState.SUPERSEDED):
        raise NotAllowed(f"This revision is {pack.get_state_display().lower()} already.")
