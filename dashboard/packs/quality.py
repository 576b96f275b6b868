"""Data quality in a pack: whose returns are late, and what each organisation has to mend."""

from __future__ import annotations

from dashboard.packs.content import Part, on_paper
from dashboard.packs.material import Material, Written
from dashboard.pages.quality import KINDS
from dashboard.pages.returns import Known, returns_finding, returns_table
from dashboard.pages.table import Cell, Line, Table
from dashboard.reading.focus import Row
from dashboard.sentences.names import ALL
from talentboard.nhs.words import count, noun_for, plural

HEADS = ("Forecasts over 90 days old", "Overdue forecasts", "Nobody recorded", "Open over 12 months", "Not signed off")


def data_quality(material: Material) -> Written:
    """Late returns first, then what there is to mend, the worst first."""
    rows = {str(row["organisation"]): row for row in material.figures["quality"]}
    if not rows:
        return "Nothing is known of the returns", "", ()
    finding = returns_finding(material.figures)
    names = {place.code: place.name for place in material.facts.map.organisations}
    known = {code: Known(names.get(code, code), row.get("posts")) for code, row in rows.items() if code != ALL}
    late = returns_table(material.figures, known, as_of=material.page.source.as_of, most=None)
    parts = [Part(tables=(on_paper(late, caption="Organisations with a late return"),))] if late.lines else []
    parts.append(_to_mend({code: row for code, row in rows.items() if code != ALL}, rows.get(ALL, {}), names))
    return finding.title, finding.note, tuple(parts)


def _to_mend(rows: dict[str, Row], whole: Row, names: dict[str, str]) -> Part:
    """What there is to mend beside returns."""
    worst = sorted(
        (code for code in rows if _sum(rows[code])), key=lambda code: (-_sum(rows[code]), names.get(code, ""))
    )
    past = int(whole.get("memberships_past_end") or 0)
    members = f"{plural(past, 'membership')} {noun_for(past, 'is', 'are')} past {noun_for(past, 'its', 'their')} end."
    if not worst:
        return Part(title="Nothing else is to mend", note=members if past else "")
    heads = ("Organisation", *HEADS)
    table = Table(
        key="to-mend",
        caption="What there is to mend, organisation by organisation",
        columns=heads,
        lines=tuple(Line(names.get(code, code), _cells(rows[code])) for code in worst),
        total=Line("All organisations", _cells(whole)),
        file_columns=(),
        file_rows=(),
        note="; ".join(f"{head}: {name[:1].lower()}{name[1:]}" for head, (_, name) in zip(HEADS, KINDS, strict=True))
        + ".",
    )
    number = len(worst)
    title = f"{plural(number, 'organisation')} {noun_for(number, 'has', 'have')} something else to mend"
    return Part(title=title, note=members if past else "", tables=(table,))


def _sum(row: Row) -> int:
    return sum(int(row.get(key) or 0) for key, _ in KINDS)


def _cells(row: Row) -> tuple[Cell, ...]:
    return tuple(Cell(count(int(row.get(key) or 0))) for key, _ in KINDS)
