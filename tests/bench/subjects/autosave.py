"""What saving an answer while it is typed costs the web process, beside a signed-in request that is only echoed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import count

from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from nominations.models import Nomination, Question
from tests.bench.records import Amount, Pair
from tests.bench.subjects.queue import BETWEEN
from tests.fixtures.people import signed_in

QUERIES = 4
TEXT = "She led the merger of two finance teams, and both hospitals kept their staff. " * 20
BACKGROUND = {"X-Background": "1"}


def measures() -> Iterator[Pair | Amount]:
    settings.ROOT_URLCONF = "tests.bench.floors"
    one = Nomination.objects.filter(state=Nomination.State.DRAFT, route=Nomination.Route.LEADER).order_by("pk").first()
    asked = one.round.questions.filter(asked_of=Question.Asked.NOMINATOR).first()
    client = signed_in(one.nominator)
    kept = one.answers.filter(question=asked).values_list("version", flat=True).first() or 0
    ours = Saving(client, reverse("nominations:draft-question", args=[one.access_region, one.pk, asked.pk]), kept)
    bare = Saving(client, "/bare/echo/", kept)
    yield Amount("statements", lambda: statements(ours), "", QUERIES, "the session and the account among them")
    yield Pair("an answer saved as typed", ours, bare, 2.0, "260 words; floor: the same request, echoed", calls=4)


class Saving:
    """Saving by itself, each time with another text and the version that came back the last time."""

    def __init__(self, client: Client, address: str, version: int) -> None:
        self.client, self.address, self.version, self.number = client, address, version, count()

    def __call__(self) -> None:
        typed = {"text": f"{TEXT}{next(self.number)}", "version": self.version}
        answer = self.client.post(self.address, typed, headers=BACKGROUND)
        assert answer.status_code == 200, f"{self.address}: {answer.status_code}"
        self.version = answer.json()["version"]


def statements(does: Callable[[], None]) -> int:
    """How many statements it takes, once it is warm."""
    does()
    with CaptureQueriesContext(connection) as caught:
        does()
    return len([one for one in caught if not one["sql"].startswith(BETWEEN)])
