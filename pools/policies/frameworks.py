"""When a framework may be changed, succeeded and put to use."""

import datetime as dt
from collections.abc import Collection, Iterable, Sequence

from pools.models import Criterion, Framework, Rating
from talentboard.access import NotAllowed
from talentboard.nhs.words import join_words, long_day, plural

MOST_CRITERIA = 30
MOST_RATINGS = 7
FEWEST_RATINGS = 2
MOST_SIGNS = 12
CHANGED_MEANWHILE = (
    "Somebody else has saved this draft while you had it open. Yours is not saved yet. Look at what is kept now in "
    "another window; save again, and yours takes its place."
)


class ChangedMeanwhile(NotAllowed):
    """Somebody has saved the same draft since this person looked at it; `saves` is how often it has been saved."""

    def __init__(self, saves: int) -> None:
        super().__init__(CHANGED_MEANWHILE)
        self.saves = saves


def can_change(framework: Framework) -> None:
    """A draft alone."""
    if not framework.is_draft:
        raise NotAllowed(
            f"{framework} is {framework.get_state_display().lower()} and never changes. "
            "A draft that is copied from the version in use succeeds it."
        )


def is_as_seen(framework: Framework, seen: int | None) -> None:
    """Nobody has saved the draft since. seen: its number of saves when it was looked at; none: it does not matter."""
    if seen is not None and seen != framework.saves:
        raise ChangedMeanwhile(framework.saves)


def is_named(*, title: str, version: str) -> None:
    """With a title and a version."""
    if not title:
        raise NotAllowed("Enter the title. Nothing has been saved.")
    if not version:
        raise NotAllowed("Enter the version. Nothing has been saved.")


def is_a_new_one(same: Framework | None) -> None:
    """A name of its own. same: one of that name that is kept where it would be."""
    if same is None:
        return
    if same.is_draft:
        raise NotAllowed(f"{same} is a draft already. Change that draft, or give this one another title.")
    raise NotAllowed(
        f"There is a framework called “{same.title}” already. Succeed its version in use, or choose another title."
    )


def is_another_version(version: str, known: Iterable[str], *, title: str) -> None:
    """Each version is there once. known: the versions that are kept of the same framework."""
    if version.casefold() in {one.casefold() for one in known}:
        raise NotAllowed(f"“{title}” has a version {version} already. Give this one another version.")


def can_succeed(framework: Framework, drafts: Collection[Framework]) -> None:
    """The version in use, by one draft at a time. drafts: those of the same framework."""
    if framework.state != Framework.State.IN_USE:
        raise NotAllowed(
            f"{framework} is {framework.get_state_display().lower()}. A version that is in use can be succeeded."
        )
    for draft in drafts:
        raise NotAllowed(f"Version {draft.version} is a draft already, to succeed this one. Change that draft.")


def scale_is_whole(labels: Sequence[str]) -> None:
    """Ratings from 1 up without a gap. labels: of each rating from 1 on; what is left blank is not in the scale."""
    named = [bool(label) for label in labels]
    if False in named and True in named[named.index(False) :]:
        blank = named.index(False) + 1
        raise NotAllowed(f"Rating {blank} is blank, and a higher one is not. Ratings follow each other from 1 on.")
    if sum(named) < FEWEST_RATINGS:
        raise NotAllowed(f"A scale has {FEWEST_RATINGS} ratings or more. Give each a label.")
    small = [label.casefold() for label in labels if label]
    for label in labels:
        if label and small.count(label.casefold()) > 1:
            raise NotAllowed(f"Two ratings are called “{label}”. Give each a label of its own.")


def is_a_criterion(*, title: str, looks_for: Sequence[str]) -> None:
    """With a title, and not too much to listen for."""
    if not title:
        raise NotAllowed("Enter the title of the criterion. Nothing has been saved.")
    if len(looks_for) > MOST_SIGNS:
        raise NotAllowed(f"A criterion looks for {MOST_SIGNS} things at most; this one has {len(looks_for)} lines.")


def has_room(criteria: int) -> None:
    """As many criteria as can be marked in one sitting. criteria: how many there are."""
    if criteria >= MOST_CRITERIA:
        raise NotAllowed(f"A framework has {MOST_CRITERIA} criteria at most. Take one out first.")


def can_put_to_use(
    framework: Framework, *, ratings: Sequence[Rating], criteria: Sequence[Criterion], on: dt.date
) -> None:
    """A draft with a scale and criteria, from the day on which it takes effect."""
    can_change(framework)
    lacking = []
    if len(ratings) < FEWEST_RATINGS:
        lacking.append(f"a scale of {FEWEST_RATINGS} ratings or more")
    if not criteria:
        lacking.append("a criterion")
    if lacking:
        raise NotAllowed(f"This draft needs {join_words(lacking)} before it is put to use.")
    if framework.effective_from and framework.effective_from > on:
        raise NotAllowed(
            f"This version takes effect on {long_day(framework.effective_from)}. "
            "Put it to use on that day, or change the day."
        )


def what_it_holds(ratings: Sequence[Rating], criteria: Sequence[Criterion]) -> str:
    """ "6 criteria, each marked from 1 to 5"."""
    number = plural(len(criteria), "criterion", "criteria")
    return f"{number}, each marked from 1 to {len(ratings)}" if ratings else f"{number} and no scale yet"
