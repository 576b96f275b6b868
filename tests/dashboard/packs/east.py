"""East's made-up figures with places below the region, and the pack that is built from them."""

import datetime as dt
import io
import re
import uuid
from functools import cache

import pikepdf
from pypdf import PdfReader

from dashboard.models import BoardPack, Figure, Snapshot
from dashboard.packs.facts import Facts
from dashboard.packs.models import PackComment
from dashboard.packs.printing import Built, build
from dashboard.packs.sections import DEFAULT
from regions.posts.open_longest import OpenPost
from talentboard.clock import LONDON
from tests.dashboard.figures_of_east import figures
from tests.factories import RegionFactory

DAY, BEFORE = dt.date(2026, 9, 30), dt.date(2026, 6, 30)
NUMBER = uuid.UUID("7f3c21d8-1111-4222-8333-444455556666")
DIGEST = "9b1e44c072ad" + "0" * 52
MEETING = dt.date(2026, 10, 22)
PLACED = (
    ("RGP", "James Paget University Hospitals", "QMM", "Norfolk and Waveney"),
    ("RAJ", "Mid and South Essex", "QH8", "Essex"),
    ("RYC", "East of England Ambulance Service", None, None),
)
OF_PLACE = ("posts", "demand", "trust", "quality")
CHANGES = {
    "role_family": "all", "level": "all", "open_before": 34, "opened": 10, "opened_forecast": 6, "filled": 6,
    "filled_forecast": 2, "came": 0, "went": 0, "newly_forecast": 4, "forecast_ended": 1, "due": 7, "due_expected": 6.5,
    "due_low": 5, "due_high": 9,
}  # fmt: skip


def stored(region="east", as_of=DAY, *, pk=NUMBER, previous=None, full=None) -> Snapshot:
    """A complete snapshot of the region with its places, in both editions."""
    made = dt.datetime.combine(as_of, dt.time(1, 5), tzinfo=dt.UTC) + dt.timedelta(days=1)
    snapshot = Snapshot.objects.create(
        pk=pk, region=region, as_of=as_of, code_version="1", inputs_digest=DIGEST, made_at=made, previous=previous
    )
    for edition, rows in (("open", figures()), ("full", full or figures())):
        rows = rows | ({"changes": [CHANGES]} if previous else {})
        keep(snapshot, edition, "all", rows)
        for code, _, system, _ in PLACED:
            keep(snapshot, edition, f"organisation:{code}", {name: rows[name] for name in OF_PLACE})
            if system:
                keep(snapshot, edition, f"system:{system}", {name: rows[name] for name in OF_PLACE})
    Snapshot.objects.filter(pk=pk).update(state=Snapshot.State.COMPLETE)
    snapshot.refresh_from_db()
    return snapshot


def keep(snapshot, edition, slice_, rows):
    Figure.objects.bulk_create(
        Figure(snapshot=snapshot, edition=edition, measure=measure, slice=slice_, payload=payload)
        for measure, payload in rows.items()
    )


def both(**facts) -> Snapshot:
    """The snapshot of September, which counts its changes from that of June."""
    RegionFactory(slug="east", name="East")
    june = stored(as_of=BEFORE, pk=uuid.uuid5(NUMBER, "june"))
    return stored(previous=june, **facts)


def draft(snapshot=None, *, sections=DEFAULT, **facts) -> BoardPack:
    """A draft with a comment on the gap."""
    snapshot = snapshot or both()
    pack = BoardPack(
        region="east", meeting=MEETING, snapshot=snapshot, since=snapshot.previous, sections=list(sections), **facts
    )
    pack.begin(by=None)
    text = "Digital rests on late returns."
    PackComment.objects.create(pack=pack, section="gap", text=text, role="Regional lead", on=MEETING, order=1)
    return pack


def facts(**more) -> Facts:
    """What a pack reads beside the snapshot, with as many open posts as fill more than a page."""
    kinds = ("vacant", "interim", "acting")
    posts = tuple(
        OpenPost(uuid.UUID(int=0), f"Director number {n}", PLACED[n % 3][1], PLACED[n % 3][0], "finance",
                 "executive-director", kinds[n % 3], DAY - dt.timedelta(days=500 - n), 40, 60)
        for n in range(60)
    )  # fmt: skip
    known = {"posts": posts, "placed": PLACED, "place": "East", "read_on": dt.date(2026, 10, 12)}
    return Facts(built_at=dt.datetime(2026, 10, 12, 9, 40, tzinfo=LONDON), **(known | more))


@cache
def built() -> Built:
    """The pack, printed once for all tests of a process. The first who asks lends the database."""
    return build(draft(), facts())


@cache
def pdf() -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(built().file.content))


@cache
def pages() -> list[str]:
    """The words of each page."""
    return [re.sub(r"\s+", " ", page.extract_text()) for page in PdfReader(io.BytesIO(built().file.content)).pages]
