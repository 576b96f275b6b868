"""What changed since the last pack: its figures beside these, and what became of posts as the snapshot counted it."""

from __future__ import annotations

from dataclasses import dataclass

from dashboard.packs.content import Part, on_paper
from dashboard.packs.material import Material
from dashboard.pages.changes import NOTHING, moves_table, then_and_now
from dashboard.reading.focus import Focus
from dashboard.sentences.changes import changes_finding, first_finding, since_said, what_moved_it
from dashboard.sentences.headlines import number
from dashboard.sentences.sentence import Sentence
from talentboard.nhs.words import count, long_day, plural


@dataclass(frozen=True)
class Told:
    """A title, the note under it, the sentences and the parts."""

    title: str
    note: str
    said: tuple[Sentence, ...]
    parts: tuple[Part, ...]


def changes_since(material: Material) -> Told:
    """Since the last published pack, else since the figures about a quarter before; nothing where there are none."""
    compared, focus, as_of = material.compared, Focus(), material.page.source.as_of
    if compared is None:
        first = first_finding()
        return Told(first.title, first.note, (), ())
    table = on_paper(then_and_now(material.figures, compared, focus, as_of=as_of))
    counted = material.snapshot.previous
    row = next(iter(focus.total(material.figures["changes"])), NOTHING)
    if counted is None:
        return Told(_open_then(material), _which(material), (), (Part(tables=(table,)),))
    since = counted.as_of
    before = number(focus.total(compared.figures["posts"]), "open")
    finding = changes_finding(row, since=since, as_of=as_of)
    moved = on_paper(moves_table(row, since=since, as_of=as_of))
    if since == compared.since:
        said = what_moved_it(row, since=since, as_of=as_of, open_before=before, focus=focus)
        part = Part(title="What moved it", said=said, tables=(moved,))
        return Told(finding.title, _which(material), said, (Part(tables=(table,)), part))
    said = what_moved_it(row, since=since, as_of=as_of, open_before=int(row["open_before"]), focus=focus)
    part = Part(title=finding.title, note=finding.note, said=said, tables=(moved,))
    return Told(_open_then(material), _which(material), said, (Part(tables=(table,)), part))


def _which(material: Material) -> str:
    """What it is compared with."""
    assert material.compared
    day = long_day(material.compared.since)
    if material.is_since_last_pack:
        return f"Compared with the last published pack, whose figures are as of {day}."
    return f"No pack was published before this one. Compared with the figures as of {day}."


def _open_then(material: Material) -> str:
    """How many posts were open then and are open now: "Since 30 June: 38 posts are open, 4 more than then"."""
    assert material.compared
    focus, since = Focus(), material.compared.since
    now = number(focus.total(material.figures["posts"]), "open")
    more = now - number(focus.total(material.compared.figures["posts"]), "open")
    than = f"{count(abs(more))} {'more' if more > 0 else 'fewer'} than then" if more else "as many as then"
    verb = "is" if now == 1 else "are"
    return f"Since {since_said(since, material.page.source.as_of)}: {plural(now, 'post')} {verb} open, {than}"
