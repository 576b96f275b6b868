"""Drawing what a page found missing: asked for by the web, done by a worker."""

from __future__ import annotations

from celery import shared_task

from dashboard.focus import Focus
from dashboard.models import Snapshot


def ask_to_draw(snapshot: Snapshot, focus: Focus) -> None:
    """Have a page's charts drawn soon. Where Valkey is away, nothing happens: the page does without them."""
    arguments = [str(snapshot.pk), focus.role_family, focus.level, focus.critical]
    try:
        draw_missing.apply_async(args=arguments, queue="quick", retry=False, expires=600)
    except draw_missing.OperationalError:
        return


@shared_task(name="dashboard.draw_missing", ignore_result=True)
def draw_missing(snapshot: str, role_family: str, level: str, critical: bool) -> None:
    """Draw a page of a snapshot unless it has been drawn meanwhile."""
    from dashboard import fragments

    found = Snapshot.objects.complete().get(pk=snapshot)
    focus = Focus(role_family, level, critical)
    if fragments.body_kept(found, "open", focus) is None or fragments.body_kept(found, "full", focus) is None:
        fragments.draw(found, focuses=[focus])
