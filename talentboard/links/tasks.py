"""The timetable's door: links that are long over are forgotten."""

from celery import shared_task

from talentboard.clock import now

from .models import Link


@shared_task(name="talentboard.links.forget")
def forget() -> None:
    """Delete what was over 30 days ago. Whoever opens one then is told that it is not known."""
    Link.objects.long_over(now()).delete()
