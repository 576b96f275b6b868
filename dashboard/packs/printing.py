"""A pack as HTML and as PDF: the same content, printed where a worker has WeasyPrint."""

from __future__ import annotations

import functools
import hashlib
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import unescape
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

from django.template.loader import render_to_string

from dashboard.packs.content import Section
from dashboard.packs.facts import Facts
from dashboard.packs.gathering import EDITION, gather, rests_on, sections_of
from dashboard.packs.models import BoardPack
from dashboard.pages.page import said_of_confidential
from dashboard.reading.stored import source_of
from dashboard.sentences.definitions import WORDS_OF_POSTS
from talentboard.access import NotAllowed
from talentboard.clock import LONDON

if TYPE_CHECKING:
    from talentboard.pdf.printing import Printed

ROOT = Path(__file__).resolve().parents[2]
STYLE = Path(__file__).with_name("print.css")
SOURCES = (
    "dashboard/charts", "dashboard/packs", "dashboard/pages", "dashboard/reading", "dashboard/sentences",
    "dashboard/templatetags", "talentboard/nhs", "talentboard/pdf", "templates/components",
    "templates/dashboard/method-notes.html", "templates/dashboard/packs/print",
)  # fmt: skip
BEGINS, ENDS = "<!-- renderer -->", "<!-- /renderer -->"
"""Between these stands what printed the pack: its own words, which differ when the renderer does."""
NO_PANGO = (
    "Packs cannot be printed on this machine: Pango is missing. Whoever runs the site installs the packages "
    "libpango-1.0-0 and libpangoft2-1.0-0. Nothing has been built."
)
Tell = Callable[[int, int, str], None]


@dataclass(frozen=True)
class Built:
    """A pack that is not kept yet: its file, the same content as HTML, and what it was made from and by."""

    file: Printed
    html: str
    facts: Facts
    renderer: dict[str, str]


def build(pack: BoardPack, facts: Facts, *, tell: Tell = lambda done, of, doing: None) -> Built:
    """Gather, draw and print. Takes a few seconds; for a worker alone. Raises NotAllowed where Pango is missing."""
    try:
        from talentboard.pdf import printing
    except OSError as missing:
        raise NotAllowed(NO_PANGO) from missing
    tell(1, 4, "drawing the charts")
    material = gather(pack, facts)
    sections = sections_of(pack, material)
    renderer = {"Template": template_digest(), **printing.renderer(), "Charts": version("vl-convert-python")}
    tell(2, 4, "putting the sections together")
    html = content(pack, facts, sections, renderer, rests_on=rests_on(material.figures))
    tell(3, 4, "laying out the pages")
    return Built(
        printing.print_pdf(document(pack, facts, html), STYLE.read_text(encoding="utf-8")), html, facts, renderer
    )


def content(
    pack: BoardPack, facts: Facts, sections: Sequence[Section], renderer: dict[str, str], *, rests_on: str
) -> str:
    """Everything that is printed, from the cover to the last page, as it is previewed too."""
    return render_to_string(
        "dashboard/packs/print/content.html",
        {
            **_around(pack, facts),
            "sections": sections,
            "rests_on": rests_on,
            "renderer": list(renderer.items()),
            "words_of_posts": WORDS_OF_POSTS,
            "confidential": said_of_confidential(EDITION),
        },
    )


def document(pack: BoardPack, facts: Facts, html: str) -> str:
    """A whole page around the content."""
    return render_to_string("dashboard/packs/print/document.html", {**_around(pack, facts), "content": html})


def words_of(html: str) -> str:
    """Every word of a pack but those on its renderer."""
    before, _, rest = html.partition(BEGINS)
    text = before + rest.partition(ENDS)[2]
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", text)).split())


@functools.cache
def template_digest() -> str:
    """A digest of everything of ours that decides how a pack looks and what it says."""
    known = hashlib.sha256()
    for name in SOURCES:
        at = ROOT / name
        for path in sorted(at.rglob("*") if at.is_dir() else [at]):
            if path.suffix in {".py", ".html", ".json", ".css"}:
                known.update(path.relative_to(ROOT).as_posix().encode() + path.read_bytes())
    return known.hexdigest()[:16]


def in_fours(digest: str) -> str:
    """The beginning of a digest as people compare it: "9b1e 44c0 72ad"."""
    return " ".join(digest[place : place + 4] for place in (0, 4, 8))


def _around(pack: BoardPack, facts: Facts) -> dict:
    """What cover, foot and last page say."""
    snapshot = pack.snapshot
    return {
        "pack": pack,
        "snapshot": snapshot,
        "facts": facts,
        "source": source_of(snapshot, EDITION, facts.place),
        "made_at": snapshot.made_at.astimezone(LONDON),
        "snapshot_short": str(snapshot.pk)[:8],
        "digest_short": in_fours(snapshot.inputs_digest),
    }
