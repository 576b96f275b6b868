"""The criteria of a draft: added, changed, moved and taken out, one at a time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils.text import slugify

from pools.models import Criterion, Framework
from pools.policies import frameworks as rules
from talentboard.access import NotFound

from .taking import taken, touched

LONGEST_SLUG = 50
UNNAMED = "criterion"


@dataclass(frozen=True, slots=True)
class Said:
    """What a criterion says. looks_for: what an assessor listens for, one thing an entry."""

    title: str
    theme: str = ""
    question: str = ""
    looks_for: tuple[str, ...] = ()

    def clean(self) -> Said:
        """Without blanks at the ends, and without empty entries."""
        signs = tuple(sign.strip() for sign in self.looks_for if sign.strip())
        return Said(self.title.strip(), self.theme.strip(), self.question.strip(), signs)


@transaction.atomic
def add_criterion(framework: Framework, said: Said, *, seen: int | None = None, by: Any) -> Criterion:
    """Add a criterion at the end."""
    draft, said = taken(framework, by=by, seen=seen), said.clean()
    kept = list(draft.criteria.all())
    rules.has_room(len(kept))
    rules.is_a_criterion(title=said.title, looks_for=said.looks_for)

    made = Criterion.objects.create(
        framework=draft,
        order=max((one.order for one in kept), default=0) + 1,
        slug=new_slug(said.title, {one.slug for one in kept}),
        theme=said.theme,
        title=said.title,
        question=said.question,
        looks_for=list(said.looks_for),
    )
    touched(draft, "criteria", by=by)
    return made


@transaction.atomic
def change_criterion(criterion: Criterion, said: Said, *, seen: int | None = None, by: Any) -> Criterion:
    """Say something else in a criterion; it stays the same one for marks given with earlier versions."""
    draft, said = taken(criterion.framework, by=by, seen=seen), said.clean()
    kept = still_there(draft, criterion)
    rules.is_a_criterion(title=said.title, looks_for=said.looks_for)

    kept.title, kept.theme, kept.question = said.title, said.theme, said.question
    kept.looks_for = list(said.looks_for)
    kept.save()
    touched(draft, "criteria", by=by)
    return kept


@transaction.atomic
def move_criterion(criterion: Criterion, *, up: bool, by: Any) -> Criterion:
    """Let it change places with the one before it, or after it. At the end of the list it stays."""
    draft = taken(criterion.framework, by=by)
    kept = still_there(draft, criterion)
    beside = draft.criteria.filter(**({"order__lt": kept.order} if up else {"order__gt": kept.order}))
    other = beside.order_by("-order" if up else "order").first()
    if other is None:
        return kept

    kept.order, other.order = other.order, kept.order
    Criterion.objects.bulk_update([kept, other], ["order"])
    touched(draft, "criteria", by=by)
    return kept


@transaction.atomic
def remove_criterion(criterion: Criterion, *, by: Any) -> None:
    """Take a criterion out of a draft."""
    draft = taken(criterion.framework, by=by)
    still_there(draft, criterion).delete()
    for place, one in enumerate(rest := list(draft.criteria.all()), start=1):
        one.order = place
    Criterion.objects.bulk_update(rest, ["order"])
    touched(draft, "criteria", by=by)


def still_there(draft: Framework, criterion: Criterion) -> Criterion:
    """The criterion as it is now. Raises NotFound where somebody has taken it out meanwhile."""
    found = draft.criteria.filter(pk=criterion.pk).first()
    if found is None:
        raise NotFound("This criterion has been taken out.")
    return found


def new_slug(title: str, known: set[str]) -> str:
    """A name for addresses and comparisons that no other criterion of the framework has."""
    first = slugify(title)[:LONGEST_SLUG] or UNNAMED
    candidates = [first, *(f"{first}-{number}" for number in range(2, len(known) + 3))]
    return next(one for one in candidates if one not in known)
