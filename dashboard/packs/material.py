"""Everything that the sections of a pack are put together from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from dashboard.charts.picture import Pictures
from dashboard.models import Snapshot
from dashboard.packs.content import Part
from dashboard.packs.facts import Facts
from dashboard.pages.changes import Compared
from dashboard.pages.page import Page, Section
from dashboard.reading.places import Place
from dashboard.sentences.headlines import Figures


@dataclass(frozen=True)
class Material:
    """Everything that the sections are put together from.

    figures: of the whole region, by measure; of_places: of each system and organisation, by its slice and measure
    compared: the figures that changes are told from; pictures: by the key of their section on screen
    """

    page: Page
    figures: Figures
    of_places: Mapping[str, Figures]
    facts: Facts
    snapshot: Snapshot
    compared: Compared | None
    is_since_last_pack: bool
    pictures: Mapping[str, Pictures]

    def on_screen(self, key: str) -> Section | None:
        """The section of that key on the region's page."""
        return next((section for section in self.page.sections if section.key == key), None)

    @property
    def places(self) -> tuple[Place, ...]:
        """The region's systems and the organisations in none."""
        return self.facts.map.below(None)


Written = tuple[str, str, tuple[Part, ...]]
"""A section's title, the note under it, and its parts."""
