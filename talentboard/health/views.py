"""`/healthz`: this process lives. `/readyz`: it can work. `/metrics`: numbers, for whoever knows the token."""

import os

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.crypto import constant_time_compare
from django.views.decorators.cache import never_cache
from prometheus_client import CONTENT_TYPE_LATEST, REGISTRY, CollectorRegistry, generate_latest
from prometheus_client.multiprocess import MultiProcessCollector

from .parts import state_of_parts
from .waiting import Waiting

PLAIN = "text/plain; charset=utf-8"


@login_not_required
@never_cache
def healthz(request: HttpRequest) -> HttpResponse:
    """This process answers. Nothing else is asked: restarting it would mend nothing else."""
    return HttpResponse("ok\n", content_type=PLAIN)


@login_not_required
@never_cache
def readyz(request: HttpRequest) -> HttpResponse:
    """A line for each part, and 503 when one of them is not there: whoever sends people here sends them elsewhere."""
    parts = state_of_parts()
    lines = "".join(f"{name}: {said}\n" for name, said in parts.items())
    return HttpResponse(lines, content_type=PLAIN, status=200 if set(parts.values()) == {"ok"} else 503)


@login_not_required
@never_cache
def metrics(request: HttpRequest) -> HttpResponse:
    """What Prometheus reads. Without the token of the settings there is no such page."""
    given = request.headers.get("Authorization", "").removeprefix("Bearer ")
    if not settings.METRICS_TOKEN or not constant_time_compare(given, settings.METRICS_TOKEN):
        raise Http404
    registry = CollectorRegistry()
    registry.register(Waiting())
    return HttpResponse(counted() + generate_latest(registry), content_type=CONTENT_TYPE_LATEST)


def counted() -> bytes:
    """What all web processes of this machine have counted; without a folder that they share, this one alone."""
    if not os.environ.get("PROMETHEUS_MULTIPROC_DIR"):
        return generate_latest(REGISTRY)
    registry = CollectorRegistry()
    MultiProcessCollector(registry)
    return generate_latest(registry)
