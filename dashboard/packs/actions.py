"""What is done with packs: composed, changed, commented, published, withdrawn, opened. Building is a job."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django.db import connection, transaction
from django.db.models import Max

from dashboard.models import Snapshot
from talentboard.access import Permission, require
from talentboard.audit import Event, record
from talentboard.clock import now, today

from . import policies
from .access import role_of
from .models import BoardPack, PackComment, PackState
from .names import people_named_in

LOCKS = 0x7061636B  # the space of our advisory locks: one for each meeting of a board


@transaction.atomic
def compose(
    region: str, *, meeting: dt.date, snapshot: Snapshot, sections: Sequence[str], title: str = "", by: Any
) -> BoardPack:
    """Begin the pack of a meeting, as a draft."""
    require(by, Permission.KEEP_PACKS, about=region)
    _alone(region, meeting)
    others = list(BoardPack.objects.filter(region=region, meeting=meeting))
    pack = BoardPack(
        region=region, meeting=meeting, snapshot=snapshot, sections=list(sections), title=title.strip(),
        revision=max((one.revision for one in others), default=0) + 1,
    )  # fmt: skip
    _compare(pack)
    policies.can_compose(others)
    _is_sound(pack)

    pack.begin(by=by)
    record(Event.PACK_COMPOSED, about=pack, by=by)
    return pack


@transaction.atomic
def change(pack: BoardPack, *, snapshot: Snapshot, sections: Sequence[str], title: str = "", by: Any) -> BoardPack:
    """Choose other figures, sections or another order for a draft."""
    pack = _taken(pack, by=by)
    policies.can_change(pack)
    pack.snapshot, pack.sections, pack.title = snapshot, list(sections), title.strip()
    _compare(pack)
    _is_sound(pack)

    _touched(pack)
    record(Event.PACK_CHANGED, about=pack, by=by, changed=["snapshot", "sections", "title"])
    return pack


@transaction.atomic
def revise(pack: BoardPack, *, by: Any) -> BoardPack:
    """Begin the next revision as a draft with the same figures, sections and comments."""
    _alone(pack.region, pack.meeting)
    pack = _taken(pack, by=by)
    others = list(BoardPack.objects.filter(region=pack.region, meeting=pack.meeting))
    policies.can_revise(pack, others)

    following = BoardPack(
        region=pack.region, meeting=pack.meeting, title=pack.title, snapshot=pack.snapshot, since=pack.since,
        after=pack.after, sections=pack.sections, revision=max(one.revision for one in others) + 1,
    )  # fmt: skip
    following.begin(by=by)
    PackComment.objects.bulk_create(
        PackComment(pack=following, section=one.section, text=one.text, role=one.role, on=one.on, by=one.by,
                    order=one.order)
        for one in pack.comments.select_related("by")
    )  # fmt: skip
    record(Event.PACK_COMPOSED, about=following, by=by)
    return following


@transaction.atomic
def comment(pack: BoardPack, *, section: str, text: str, by: Any) -> PackComment:
    """Say something of a section, dated today and in the name of a role."""
    pack = _taken(pack, by=by)
    policies.can_comment(pack, section, text, named=people_named_in([text]))

    last = pack.comments.aggregate(last=Max("order"))["last"] or 0
    made = PackComment.objects.create(
        pack=pack, section=section, text=text.strip(), role=role_of(by, pack.region), on=today(),
        by=by if getattr(by, "pk", None) else None, order=last + 1,
    )  # fmt: skip
    _touched(pack)
    record(Event.PACK_COMMENTED, about=pack, by=by)
    return made


@transaction.atomic
def take_back(one: PackComment, *, by: Any) -> None:
    """Take a comment out of a draft."""
    pack = _taken(one.pack, by=by)
    policies.can_change(pack)

    one.delete()
    _touched(pack)
    record(Event.PACK_COMMENTED, about=pack, by=by, changed=["taken back"])


@transaction.atomic
def publish(pack: BoardPack, *, by: Any) -> BoardPack:
    """Let the board read it, in place of the revision that it read before."""
    _alone(pack.region, pack.meeting)
    pack = _taken(pack, by=by)
    policies.can_publish(pack)

    for earlier in BoardPack.objects.filter(region=pack.region, meeting=pack.meeting, state=PackState.PUBLISHED):
        earlier.move("replace by a newer revision", by=by)
    pack.published_at, pack.published_by = now(), by if getattr(by, "pk", None) else None
    pack.move("publish", by=by)
    record(Event.PACK_PUBLISHED, about=pack, by=by)
    return pack


@transaction.atomic
def withdraw(pack: BoardPack, *, by: Any) -> BoardPack:
    """Take it from the board; the file is kept."""
    pack = _taken(pack, by=by)
    policies.can_withdraw(pack)

    pack.move("withdraw", by=by)
    record(Event.PACK_WITHDRAWN, about=pack, by=by)
    return pack


def opened(pack: BoardPack, *, how: str, by: Any) -> None:
    """Leave a line that somebody has read the pack. how: "preview" or "download"."""
    record(Event.PACK_OPENED, about=pack, by=by, changed=[how])


def _alone(region: str, meeting: dt.date) -> None:
    """Wait until nobody else begins or publishes a pack of this meeting; let them wait until the transaction ends.

    Taken before any row: two clicks are answered one after the other, the second with the reason of a policy.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, hashtext(%s))", [LOCKS, f"{region} {meeting}"])


def _compare(pack: BoardPack) -> None:
    """With the figures of the last published pack before the meeting; else those its snapshot counts changes from."""
    told = BoardPack.objects.filter(region=pack.region, meeting__lt=pack.meeting, state=PackState.PUBLISHED)
    earlier = told.filter(snapshot__as_of__lt=pack.snapshot.as_of).select_related("snapshot")
    pack.after = earlier.order_by("-meeting").first()
    pack.since = pack.after.snapshot if pack.after else pack.snapshot.previous


def _is_sound(pack: BoardPack) -> None:
    policies.is_of_its_region(pack)
    policies.has_sections(pack.sections)
    policies.names_nobody(people_named_in([pack.title]))


def _taken(pack: BoardPack, *, by: Any) -> BoardPack:
    """The pack as it is now, locked until the transaction ends, for somebody who keeps packs."""
    require(by, Permission.KEEP_PACKS, about=pack)
    return BoardPack.objects.select_for_update(of=("self",)).select_related("snapshot").get(pk=pack.pk)


def _touched(pack: BoardPack) -> None:
    pack.version += 1
    pack.save()
