"""Counting the answers of the web process, by kind of page: no address, no person."""

import time

from django.conf import settings
from django.core.exceptions import MiddlewareNotUsed
from django.http import HttpRequest, HttpResponse
from prometheus_client import Counter, Histogram

METHODS = {"GET", "HEAD", "POST"}
NOWHERE = "none"  # static files, and addresses that lead nowhere
BUCKETS = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10)
answered = Counter("talentboard_answers", "Answers of the web process.", ["page", "method", "status"])
took = Histogram("talentboard_answer_seconds", "Time until the answer was ready.", ["page"], buckets=BUCKETS)


class CountAnswers:
    """Counts every answer and its time, by the name of the page's pattern. Stands first; only where it is read."""

    def __init__(self, get_response) -> None:
        if not settings.METRICS_TOKEN:
            raise MiddlewareNotUsed
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        began = time.perf_counter()
        response = self.get_response(request)
        page = page_of(request)
        method = request.method if request.method in METHODS else "other"
        answered.labels(page, method, str(response.status_code)).inc()
        took.labels(page).observe(time.perf_counter() - began)
        return response


def page_of(request: HttpRequest) -> str:
    """The name of a page, as `regions:post`; never its address, in which there are ids and secrets."""
    match = request.resolver_match
    return (match.view_name if match else "") or NOWHERE
