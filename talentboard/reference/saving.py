"""Bringing tables to what the files say, in a few statements however many rows there are."""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from django.db import models

Key = tuple[Any, ...]


class Tally:
    """How many rows were added, changed and removed, by kind of thing."""

    def __init__(self) -> None:
        self.added: Counter[str] = Counter()
        self.changed: Counter[str] = Counter()
        self.removed: Counter[str] = Counter()

    def __bool__(self) -> bool:
        return bool(self.added or self.changed or self.removed)

    def kinds(self) -> set[str]:
        """The kinds of thing of which any row was touched."""
        return {*self.added, *self.changed, *self.removed}


def bring(
    wanted: Sequence[models.Model], *, key: Sequence[str], says: Sequence[str] = (), tally: Tally
) -> dict[Key, models.Model]:
    """Add the rows that are missing, change those that say something else, and leave all others as they are.

    wanted: unsaved instances of one model. key: the fields that say which row it is. says: the fields that must be
    as wanted. Returns the stored rows by key (foreign keys by their column's value). At most three statements.
    """
    if not wanted:
        return {}
    model = type(wanted[0])
    stored = {_values(row, key): row for row in model._default_manager.all()}
    new = [row for row in wanted if _values(row, key) not in stored]
    other = []
    for row in wanted:
        found = stored.get(_values(row, key))
        if found is not None and _values(found, says) != _values(row, says):
            for name in says:
                setattr(found, model._meta.get_field(name).attname, _values(row, [name])[0])
            other.append(found)
    if other:
        model._default_manager.bulk_update(other, says, batch_size=500)
    model._default_manager.bulk_create(new, batch_size=1000)
    _count(tally.added, model, len(new))
    _count(tally.changed, model, len(other))
    return stored | {_values(row, key): row for row in new}


def replace(wanted: Sequence[models.Model], *, of: str, says: Sequence[str], tally: Tally) -> None:
    """Make the rows of each owner exactly the wanted ones; owners without a wanted row keep theirs.

    For periods, where a moved boundary would overlap a stored row: an owner whose rows differ gets them all anew.
    of: the foreign key to the owner. says: the fields that make a row what it is. At most three statements.
    """
    if not wanted:
        return
    model = type(wanted[0])
    planned = _by_owner(wanted, of, says)
    found = _by_owner(model._default_manager.filter(**{f"{of}__in": list(planned)}), of, says)
    differing = {owner for owner, rows in planned.items() if found.get(owner, Counter()) != rows}
    if not differing:
        return
    gone, _ = model._default_manager.filter(**{f"{of}__in": differing}).delete()
    new = [row for row in wanted if _values(row, [of])[0] in differing]
    model._default_manager.bulk_create(new, batch_size=1000)
    _count(tally.removed, model, gone)
    _count(tally.added, model, len(new))


def _values(row: models.Model, names: Sequence[str]) -> Key:
    return tuple(getattr(row, row._meta.get_field(name).attname) for name in names)


def _by_owner(rows: Iterable[models.Model], of: str, says: Sequence[str]) -> dict[Any, Counter[Key]]:
    owners: dict[Any, Counter[Key]] = {}
    for row in rows:
        owners.setdefault(_values(row, [of])[0], Counter())[_values(row, says)] += 1
    return owners


def _count(counter: Counter[str], model: type[models.Model], number: int) -> None:
    if number:
        counter[model._meta.model_name] += number
