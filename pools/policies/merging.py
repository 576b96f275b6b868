"""When two records of one person may be merged, and when that may be undone."""

import datetime as dt
from collections.abc import Collection, Iterable, Mapping
from typing import Any
from uuid import UUID

from pools.models import Candidate, Merge, Pool
from pools.models.merge import UNDO_DAYS
from talentboard.access import NotAllowed
from talentboard.accounts.models import User
from talentboard.nhs.words import join_words, long_day


def are_two(kept: Candidate, merged: Candidate) -> None:
    """Two records, of which neither has been merged already."""
    if kept.pk == merged.pk:
        raise NotAllowed("These are one and the same record. Choose two.")
    for person in (kept, merged):
        if person.merged_into_id:
            raise NotAllowed(f"{person.name} ({person.email}) has been merged already. Look at the list again.")


def is_as_seen(seen: str | None, digest: str) -> None:
    """Nothing of the two has changed since. seen: what stood on the page; none where nobody looked at one."""
    if seen is not None and seen != digest:
        raise NotAllowed("One of the two records has changed while you had them open. Look at them again.")


def keeps_them(region: str, kept: Candidate, merged: Candidate, *, take: Collection[str]) -> None:
    """A region merges what it keeps, and changes nothing that another region keeps.

    take: the fields that are taken from the record that is merged.
    """
    if merged.kept_by_id != region:
        raise NotAllowed(
            f"{merged.kept_by.name} keeps the record of {merged.name} ({merged.email}). A record that another region "
            "keeps can stand for both; it is not merged into yours."
        )
    if kept.kept_by_id != region and take:
        raise NotAllowed(
            f"{kept.kept_by.name} keeps the record of {kept.name} that is to stand. It stays as it is: choose nothing "
            "from the other one."
        )


def account_stays(kept: Candidate, merged: Candidate, *, accounts: Mapping[UUID, Collection[User]]) -> None:
    """Whoever could sign in to see one record is not shown another's by a merge: one open account is of both at most,
    and a record that somebody looks after by it is the one that stands.

    accounts: those of each record (`merging.accounts`), by its id.
    """
    both = {*accounts[kept.pk], *accounts[merged.pk]}
    if len(both) > 1:
        raise NotAllowed(
            f"There are two accounts, of {join_words(sorted(account.email for account in both))}. The records stay two "
            "until one account is closed; ask the person which."
        )
    if merged.user in both:
        raise NotAllowed(
            f"{merged.name} looks after the record with {merged.email} themself, by an account. Let that record stand."
        )


def is_not_held(person: Candidate, *, held: bool) -> None:
    """What is under a legal hold stays under its own name: nothing of it moves to another record."""
    if held:
        raise NotAllowed(
            f"The record of {person.name} with {person.email} is under a legal hold, so nothing is moved out of it "
            "until the hold is lifted."
        )


def every_collision_is_decided(pools: Iterable[Pool], decided: Collection[Any]) -> None:
    """Of two memberships of one pool at one time it is said which stands. decided: the ids of the pools."""
    open_ones = [pool.name for pool in pools if pool.pk not in decided]
    if open_ones:
        raise NotAllowed(f"Choose which membership of {join_words(open_ones)} stands.")


def are_two_people(one: Candidate, other: Candidate) -> None:
    """Two records that are not the same."""
    if one.pk == other.pk:
        raise NotAllowed("These are one and the same record. Choose two.")


def can_undo(merge: Merge, *, on: dt.date) -> None:
    """In force, within its days, while it is known what was before, and with nothing merged on top of it."""
    if merge.undone_at:
        raise NotAllowed("This merge has been undone already.")
    if on > merge.last_day or not merge.was:
        raise NotAllowed(
            f"A merge can be undone for {UNDO_DAYS} days. This one could be until {long_day(merge.last_day)}."
        )
    later = Merge.objects.in_force().filter(kept=merge.kept_id, made_at__gt=merge.made_at).first()
    if found := merge.kept.merges_away.in_force().first() or later:
        raise NotAllowed(
            f"{found.merged.name} ({found.merged.email}) was merged into {found.kept.name} after this. Undo that first."
        )


def memberships_fit(pools: Iterable[Pool], *, name: str) -> None:
    """Nobody has two open memberships of a pool after it. pools: those in which they would have."""
    if found := [pool.name for pool in pools]:
        raise NotAllowed(
            f"{name} has joined {join_words(found)} since the merge, where an earlier membership would come back. "
            "End one of the two memberships first."
        )


def address_is_free(merge: Merge, *, taken_by: str) -> None:
    """The address that goes back to the other record is nobody else's. taken_by: whose it has become since."""
    if taken_by:
        raise NotAllowed(
            f"The address that {merge.merged.name} had before the merge is {taken_by}’s now. One address is one "
            "person’s."
        )
