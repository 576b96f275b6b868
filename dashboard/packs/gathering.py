"""Gathering what a pack says: the snapshot's figures of the open edition, as page models, with charts for paper."""

from __future__ import annotations

from collections.abc import Mapping

from dashboard.charts.picture import Pictures
from dashboard.models import Figure, Snapshot
from dashboard.packs.chapters import WRITERS, section
from dashboard.packs.content import Comment, Section, spoken
from dashboard.packs.facts import Facts
from dashboard.packs.material import Material
from dashboard.packs.models import BoardPack
from dashboard.packs.sections import SECTIONS
from dashboard.pages.changes import Compared
from dashboard.reading.focus import Focus
from dashboard.reading.rows import OF_PLACE, rows_of
from dashboard.reading.stored import page_of
from dashboard.sentences import findings
from dashboard.sentences.headlines import Figures, critical_posts, has_forecasts, number
from dashboard.sentences.names import ALL
from dashboard.sentences.trust import FRESH_DAYS, late_organisations
from talentboard.nhs.words import count, percent_of, plural

EDITION = Figure.Edition.OPEN
"""Of every pack: as if confidential forecasts did not exist."""


def sections_of(pack: BoardPack, material: Material) -> tuple[Section, ...]:
    """The sections of a pack in the order chosen, each with its comments."""
    comments: dict[str, list[Comment]] = {}
    for one in pack.comments.all():
        comments.setdefault(one.section, []).append(Comment(one.text, one.role, one.on))
    return tuple(
        section(key, number, SECTIONS[key], WRITERS[key](material), comments=tuple(comments.get(key, ())),
                includes="dashboard/packs/print/method.html" if key == "method" else "")
        for number, key in enumerate(pack.sections, 1)
    )  # fmt: skip


def gather(pack: BoardPack, facts: Facts) -> Material:
    """Figures, page models and charts; these are drawn, so for a worker alone."""
    snapshot, focus = pack.snapshot, Focus()
    figures = rows_of(snapshot, EDITION, focus).own
    return Material(
        page=page_of(snapshot, EDITION, focus, place=facts.place, known=facts.map),
        figures=figures,
        of_places=figures_of_places(snapshot),
        facts=facts,
        snapshot=snapshot,
        compared=compared(pack),
        is_since_last_pack=pack.after_id is not None,
        pictures=pictures_of(figures, focus),
    )


def rests_on(figures: Figures) -> str:
    """In one line for the cover: "20 of 25 returns of the last 100 days, 213 of 254 posts (84%)"."""
    rows = Focus().total(figures["trust"])
    posts, fresh = number(rows, "posts"), number(rows, "posts_fresh")
    every = sum(row["organisation"] != ALL for row in figures["quality"])
    recent = every - len(late_organisations(figures))
    returns = f"{count(recent)} of {plural(every, 'return')} of the last {FRESH_DAYS} days"
    return f"{returns}, {percent_of(fresh, posts, 'posts')}" if posts else returns


def compared(pack: BoardPack) -> Compared | None:
    """The figures that changes are told from, in the same edition."""
    if pack.since is None:
        return None
    asked = Snapshot(pk=pack.snapshot_id, region=pack.region, as_of=pack.snapshot.as_of, previous_id=pack.since_id)
    return rows_of(asked, EDITION, Focus()).before


def figures_of_places(snapshot: Snapshot) -> Mapping[str, Figures]:
    """Slice -> measure -> rows, of every system and organisation. One query."""
    found: dict[str, dict[str, list]] = {}
    stored = snapshot.figures.filter(edition=EDITION, measure__in=OF_PLACE).exclude(slice__in=("all", "critical"))
    for slice_, measure, payload in stored.values_list("slice", "measure", "payload"):
        found.setdefault(slice_, {})[measure] = payload
    return found


def pictures_of(figures: Figures, focus: Focus) -> dict[str, Pictures]:
    """The charts of the region's page, whose words say the numbers too: paper has no description beside them."""
    from dashboard import charts

    made = {}
    if focus.total(figures["gap"]):
        finding = spoken(findings.gap_finding(figures, focus))
        made["gap"] = charts.gap_chart(figures["gap"], focus, finding=finding, name="pack-gap")
    if sum(critical_posts(figures, focus).values()):
        finding = spoken(findings.choice_finding(figures, focus))
        made["choice"] = charts.choice_chart(figures["choice"], focus, finding=finding, name="pack-choice")
    if any(row["openings"] for row in focus.total(figures["cover"])):
        finding = spoken(findings.cover_finding(figures, focus))
        made["cover"] = charts.cover_chart(figures["cover"], focus, finding=finding, name="pack-cover")
    if has_forecasts(figures, focus):
        finding = spoken(findings.demand_finding(figures, focus))
        made["demand"] = charts.demand_chart(
            figures["demand"], figures["supply"], focus, finding=finding, name="pack-demand"
        )
    return made
