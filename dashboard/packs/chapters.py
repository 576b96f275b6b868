"""The sections of a pack: the same page models as on screen, in the same words and order."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from dashboard.packs.appendix import appendix
from dashboard.packs.changed import changes_since
from dashboard.packs.content import Part, Section, on_paper
from dashboard.packs.material import Material, Written
from dashboard.packs.quality import data_quality
from dashboard.pages.longest import SHOWN, longest_finding, longest_table
from dashboard.pages.region import ready_now
from dashboard.reading.focus import Focus
from talentboard.nhs.words import long_day

NO_NAMES = "Packs hold no names of people: how a post is held is said, not by whom."


def headlines(material: Material) -> Written:
    """What is open, who is ready, where it is short, how far to trust it, and what moved since the last pack."""
    page, trust = material.page, material.page.trust
    findings = tuple((one.sentence, one == page.careful) for one in page.findings)
    warning = (trust.warning,) if trust.warning else ()
    distrust = (trust.distrust,) if trust.distrust else ()
    halves = tuple(
        (section.finding.title, material.pictures[key].narrow)
        for key in ("choice", "cover")
        if key in material.pictures and (section := material.on_screen(key))
    )
    parts = [
        Part(findings=findings, figures=page.key_figures),
        Part(halves=halves),
        Part(title="How far to trust this", boxed=(*warning, *distrust, *trust.rests_on)),
    ]
    if material.compared and "changes" in material.figures:
        told = changes_since(material)
        parts.append(Part(title=told.title, said=told.said[:2]))
    return page.lead.sentence.plain(), "", tuple(parts)


def gap(material: Material) -> Written:
    """Where the gap is, and how sure the demand behind it is."""
    first = _charted(material, "gap", key_of_gap=True)
    return first.title, first.note, (replace(first, title="", note=""), _charted(material, "demand"))


def cover_and_choice(material: Material) -> Written:
    """Who could step in, and how many open posts the pools would fill."""
    first = _charted(material, "choice")
    return first.title, first.note, (replace(first, title="", note=""), _charted(material, "cover"))


def open_posts(material: Material) -> Written:
    """Every post open on the day, the longest open first."""
    facts, source, focus = material.facts, material.page.source, Focus()
    finding = longest_finding(facts.posts[:SHOWN], focus, day=source.as_of)
    read = f"As recorded on {long_day(facts.read_on)} for {long_day(source.as_of)}. {NO_NAMES}"
    note = f"Open means vacant, or held by an interim or acting person. {read}"
    if not facts.posts:
        return finding.title, note, ()
    shown = longest_table(facts.posts, source, ready_now(material.figures), shown=len(facts.posts))
    table = on_paper(shown, caption=f"All posts open on {long_day(source.as_of)}, the longest open first")
    return finding.title, note, (Part(tables=(table,)),)


def changes(material: Material) -> Written:
    """What moved since the last pack."""
    told = changes_since(material)
    return told.title, told.note, told.parts


def method(material: Material) -> Written:
    """How the figures are made."""
    return "How the figures are made, and what the words mean", "", ()


def _charted(material: Material, key: str, *, key_of_gap: bool = False) -> Part:
    """A section of the screen on paper: finding, chart, table."""
    section = material.on_screen(key)
    assert section
    assert section.table
    drawn = material.pictures.get(key)
    note = f"{section.finding.note} {section.finding.key}".strip() if drawn else section.finding.note
    return Part(
        title=section.finding.title, note=note, chart=drawn.print if drawn else "",
        key_of_gap=key_of_gap and drawn is not None, tables=(on_paper(section.table),), key=key,
    )  # fmt: skip


WRITERS: dict[str, Callable[[Material], Written]] = {
    "headlines": headlines,
    "gap": gap,
    "cover-and-choice": cover_and_choice,
    "open-posts": open_posts,
    "changes": changes,
    "data-quality": data_quality,
    "method": method,
    "appendix": appendix,
}


def section(key: str, number: int, name: str, written: Written, **more) -> Section:
    """A section from what has been written of it."""
    title, note, parts = written
    return Section(key, number, name, title, note, parts, **more)
