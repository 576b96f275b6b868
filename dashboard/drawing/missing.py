"""Drawing what a page found missing: asked for by the web, done by a worker."""

from __future__ import annotations

from celery import shared_task

from dashboard.models import Figure, Snapshot
from dashboard.reading.focus import Focus
from dashboard.reading.places import Place
from dashboard.reading.stored import map_of


def ask_to_draw(snapshot: Snapshot, focus: Focus, at: Place | None = None) -> None:
    """Have a page's charts drawn soon. Where Valkey is away, nothing happens: the page does without them."""
    arguments = [str(snapshot.pk), focus.role_family, focus.level, focus.critical, at.slice if at else ""]
    try:
        draw_missing.apply_async(args=arguments, queue="quick", retry=False, expires=600)
    except draw_missing.OperationalError:
        return


@shared_task(name="dashboard.draw_missing", ignore_result=True)
def draw_missing(snapshot: str, role_family: str, level: str, critical: bool, place: str = "") -> None:
    """Draw a page of a snapshot unless it has been drawn meanwhile. place: the slice of a system or organisation."""
    from dashboard.drawing import fragments

    found = Snapshot.objects.complete().get(pk=snapshot)
    focus = Focus(role_family, level, critical)
    kind, _, code = place.partition(":")
    at = map_of(found.region, found.as_of).find(kind, code) if place else None
    if any(fragments.body_kept(found, edition, focus, at) is None for edition in Figure.Edition.values):
        fragments.draw(found, focuses=[focus], at=at)
