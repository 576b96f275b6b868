"""What the queue of 2,000 nominations costs the web process, beside a bare list of the same rows, and how much it asks.

The nominations are filled up by the database's own moves, so that no rule of theirs is passed by.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from nominations.models import Nomination, Round
from nominations.models.nomination import STANDING
from pools.models import Candidate
from regions.models import Organisation, RoleAssignment
from talentboard.access import Role
from talentboard.clock import now, today
from talentboard.names import sort_key
from tests.bench import floors
from tests.bench.records import Amount, Pair
from tests.bench.subjects.pages import Visit
from tests.fixtures.people import signed_in

REGION, NOMINATIONS, QUERIES = "east", 2_000, 12
State = Nomination.State
WAY = (State.AWAITING_CONSENT, State.AWAITING_REGISTRATION, State.AWAITING_ENDORSEMENT, State.ELIGIBILITY_CHECK)
GIVEN = ("Amara", "Sam", "Lena", "Tomasz", "Zoë", "Kwame", "Mei", "Owen")
FAMILY = ("Nwosu", "Okafor", "Beck", "Kowalski", "O’Brien", "Mensah", "Chen", "Griffiths-Lloyd")
BETWEEN = ("SAVEPOINT", "RELEASE", "BEGIN", "COMMIT")


def prepare() -> None:
    """Fill up the region's queue to 2,000 that go on, in every state of the way, each of somebody of their own."""
    round = Round.objects.published().filter(pool__region=REGION).order_by("title").first()
    by = RoleAssignment.objects.filter(role=Role.HR_DIRECTOR, organisation__placements__region=REGION).first()
    employers = list(Organisation.objects.filter(placements__region=REGION).distinct()[:30])
    day, moment = today(), now()
    kept = Nomination.objects.filter(round__pool__region=REGION, state__in=STANDING).count()
    people, made = [], []
    for number in range(kept, NOMINATIONS):
        name = f"{GIVEN[number % 8]} {FAMILY[number // 8 % 8]}"
        person = Candidate(
            name=name, sort_key=sort_key(name), email=f"q{number}@bench.example.nhs.uk", kept_by_id=REGION,
            employer=employers[number % len(employers)],
        )  # fmt: skip
        since = moment - dt.timedelta(days=number % 40)
        people.append(person)
        made.append(
            Nomination(
                round=round, route="leader", nominator=by.user, candidate=person, employer=person.employer,
                due=day + dt.timedelta(days=number % 30 - 5), sent_at=since, moved_at=since,
            )
        )  # fmt: skip
    Candidate.objects.bulk_create(people, batch_size=1000)
    Nomination.objects.bulk_create(made, batch_size=1000)
    for place, state in enumerate(WAY):
        on = [one.pk for number, one in enumerate(made) if place <= 1 + number % 3]
        Nomination.objects.filter(pk__in=on).update(state=state)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE nominations_nomination; ANALYZE pools_candidate")


def measures() -> Iterator[Pair | Amount]:
    settings.ROOT_URLCONF = "tests.bench.floors"
    team = signed_in(RoleAssignment.objects.filter(role=Role.REGIONAL_TEAM, region=REGION).order_by("pk").first().user)
    floors.shown["queue"] = queue_shown(team)
    ours = Visit(team, f"/{REGION}/nominations/", says="<tbody")
    bare = Visit(team, "/bare/queue/", says="<tbody")
    assert Nomination.objects.filter(round__pool__region=REGION, state__in=STANDING).count() >= NOMINATIONS
    yield Amount("statements", lambda: asked(ours), "", QUERIES, "the session and the trace of the reading among them")
    yield Pair("queue of 2,000", ours, bare, 2.5, "30 rows, filter form; floor: the same rows, one query")


def queue_shown(team: Client) -> list[str]:
    """The ids on the first page of the queue, from its links."""
    page = team.get(f"/{REGION}/nominations/").content.decode()
    return re.findall(rf'href="/{REGION}/nominations/([0-9a-f-]{{36}})/"', page)


def asked(visit: Visit) -> int:
    """How many statements opening it takes, once it is warm."""
    visit()
    with CaptureQueriesContext(connection) as caught:
        visit()
    return len([one for one in caught if not one["sql"].startswith(BETWEEN)])
