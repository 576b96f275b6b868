"""The figures of what has changed: of all posts and of the critical ones, in both editions. Pure."""

from __future__ import annotations

from collections.abc import Iterator

from dashboard.figures import Made
from dashboard.frames.changes import Changed
from dashboard.metrics import rows
from dashboard.metrics.changes import changes


def figures_of_changes(changed: Changed) -> Iterator[Made]:
    """The measure `changes`."""
    for edition, counted in (("open", changed.open), ("full", changed.full)):
        critical = counted[counted["critical"].astype(bool)]
        for name, frame in (("all", counted), ("critical", critical)):
            yield Made(edition, "changes", name, rows.plain(changes(frame)))
