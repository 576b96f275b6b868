"""The demonstration's pack: East's, of the last figures, published for a meeting three weeks later."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from dashboard.models import Snapshot
from talentboard.access import NotAllowed
from talentboard.demonstration import Scene
from talentboard.demonstration.chapters import Chapter
from talentboard.nhs.words import long_day, plural

from .actions import comment, compose, publish
from .sections import DEFAULT

REGION = "east"
UNTIL_THE_MEETING = dt.timedelta(days=22)
COMMENT = "The board asked in its last meeting which posts have been open longest. They are in section 4."


def in_the_way() -> Iterator[str]:
    """Nothing is: a pack is made from figures."""
    return iter(())


def load(scene: Scene) -> list[str]:
    """Compose, comment on, build and publish it. Without Pango there is none, and it says so."""
    from .facts import read
    from .jobs import keep
    from .printing import build

    snapshot = Snapshot.objects.newest(REGION, scene.as_of)
    if snapshot is None:
        return []
    meeting = scene.as_of + UNTIL_THE_MEETING
    scene.tell(f"East: the board pack for {long_day(meeting)}")
    pack = compose(REGION, meeting=meeting, snapshot=snapshot, sections=DEFAULT, by=scene.by)
    comment(pack, section="headlines", text=COMMENT, by=scene.by)
    pack.refresh_from_db()
    try:
        built = build(pack, read(pack))
    except NotAllowed as refused:
        return [f"A draft of a board pack. {refused}"]
    publish(keep(pack, built, version=pack.version, by=scene.by), by=scene.by)
    return [f"1 board pack of {plural(built.file.pages, 'page')}, published for {long_day(meeting)}"]


chapter = Chapter("packs", in_the_way, load)
