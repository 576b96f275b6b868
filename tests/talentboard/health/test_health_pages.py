"""What whoever watches over the site is told: that it lives, that it can work, and numbers about nobody."""

import re
import uuid
from typing import ClassVar

import pytest
from django.core.exceptions import MiddlewareNotUsed
from django.db import OperationalError, connection, connections
from django.test import Client
from prometheus_client.parser import text_string_to_metric_families
from psycopg_pool import PoolTimeout

from regions.models import Post
from talentboard.access import Role
from talentboard.health import parts, seen
from talentboard.health.answers import CountAnswers
from talentboard.jobs.models import Job
from tests.factories import PostFactory
from tests.fixtures.people import signed_in, with_role

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_limits_yet")]
TOKEN = "a-token-of-the-tests-that-nobody-knows"
WITH_TOKEN = {"Authorization": f"Bearer {TOKEN}"}
FAMILIES = {
    "talentboard_part_ready", "talentboard_jobs", "talentboard_jobs_oldest_queued_seconds",
    "talentboard_jobs_failed_in_a_day", "talentboard_mails_waiting", "talentboard_mails_oldest_due_seconds",
    "talentboard_mails_failed_in_a_day", "talentboard_queue_messages", "talentboard_last_seen_timestamp_seconds",
    "talentboard_answers", "talentboard_answer_seconds",
}  # fmt: skip


@pytest.fixture
def watched(settings):
    settings.METRICS_TOKEN = TOKEN


def read(client: Client | None = None) -> dict:
    """Every number by its name and the values of its labels, in the order of their names."""
    said = (client or Client()).get("/metrics", headers=WITH_TOKEN).content.decode()
    return {
        (sample.name, *(value for _, value in sorted(sample.labels.items()))): sample.value
        for family in text_string_to_metric_families(said)
        for sample in family.samples
    }


def test_a_site_that_can_work_says_so_part_by_part():
    answer = Client().get("/readyz")
    assert (answer.status_code, answer.content.decode()) == (200, "database: ok\nmigrations: ok\nvalkey: ok\n")


def test_a_site_without_its_database_says_which_part_is_missing_and_quotes_nothing(monkeypatch):
    def gone():
        raise OperationalError("connection to server at 10.1.2.3 failed for user priya")

    monkeypatch.setitem(parts.PARTS, "database", gone)
    answer = Client().get("/readyz")
    assert answer.status_code == 503
    assert answer.content.decode() == "database: no answer\nmigrations: not asked\nvalkey: ok\n"
    assert Client().get("/healthz").status_code == 200


def test_a_connection_of_the_pool_is_waited_for_two_seconds(monkeypatch):
    class Empty:
        asked: ClassVar[list] = []

        def open(self):
            self.asked.append("open")

        def connection(self, timeout):
            self.asked.append(timeout)
            raise PoolTimeout

    monkeypatch.setattr(type(connections["default"]), "pool", Empty(), raising=False)
    assert parts.state_of_parts()["database"] == "no answer"
    assert Empty.asked == ["open", 2.0]


def test_a_site_whose_valkey_is_away_is_not_ready(settings):
    settings.CACHES = {
        "default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": "unix:///nowhere/valkey.sock"}
    }
    answer = Client().get("/readyz")
    assert (answer.status_code, answer.content.decode().splitlines()[2]) == (503, "valkey: no answer")


def test_a_site_with_a_migration_still_to_be_run_is_not_ready():
    with connection.cursor() as cursor:
        cursor.execute(
            "DELETE FROM django_migrations WHERE app = 'talentboard'"
            " AND name = (SELECT max(name) FROM django_migrations WHERE app = 'talentboard')"
        )
    parts._all_migrated.cache_clear()
    answer = Client().get("/readyz")
    parts._all_migrated.cache_clear()
    assert (answer.status_code, "migrations: 1 still to be run" in answer.content.decode()) == (503, True)


@pytest.mark.parametrize("page", ["/readyz", "/metrics"])
def test_whoever_watches_is_not_moved_to_https(page, settings, watched):
    settings.SECURE_SSL_REDIRECT = True
    assert Client().get(page, headers=WITH_TOKEN).status_code == 200


@pytest.mark.parametrize(
    "headers", [{}, {"Authorization": "Bearer "}, {"Authorization": f"Bearer {TOKEN}x"}, {"Authorization": "Basic x"}]
)
def test_without_the_token_there_are_no_numbers(headers, watched):
    assert Client().get("/metrics", headers=headers).status_code == 404


def test_where_no_token_is_set_nothing_opens_the_numbers(settings):
    settings.METRICS_TOKEN = ""
    for headers in ({}, {"Authorization": "Bearer "}, WITH_TOKEN):
        assert Client().get("/metrics", headers=headers).status_code == 404


def test_being_signed_in_opens_no_numbers(watched):
    assert signed_in(with_role(Role.SYSTEM_ADMINISTRATOR)).get("/metrics").status_code == 404


def test_the_numbers_say_what_waits(watched):
    Job.objects.create(kind="snapshot", key="one", region="east")
    seen.note(seen.TIMETABLE)
    numbers = read()
    assert numbers["talentboard_jobs", "snapshot", "queued"] == 1
    assert numbers["talentboard_jobs_oldest_queued_seconds",] >= 0
    assert numbers["talentboard_part_ready", "migrations"] == 1
    assert numbers["talentboard_mails_waiting",] == 0
    assert ("talentboard_queue_messages", "quick") in numbers
    assert numbers["talentboard_last_seen_timestamp_seconds", "timetable"] > 1_700_000_000
    assert ("talentboard_last_seen_timestamp_seconds", "worker") not in numbers


def test_the_numbers_are_still_read_while_the_database_is_away(watched, monkeypatch):
    def gone():
        raise OperationalError

    monkeypatch.setitem(parts.PARTS, "database", gone)
    numbers = read()
    assert numbers["talentboard_part_ready", "database"] == 0
    assert ("talentboard_mails_waiting",) not in numbers


def test_answers_are_counted_by_the_name_of_the_page_and_hold_no_address(watched):
    post = PostFactory(organisation__placed="east")
    person = with_role(Role.REGIONAL_TEAM, "east", name="Priya Nair", email="priya.nair@example.org")
    client = signed_in(person)
    before = read(client).get(("talentboard_answers_total", "GET", "regions:post", "200"), 0)
    assert client.get(f"/east/posts/{post.pk}/").status_code == 200
    assert read(client)["talentboard_answers_total", "GET", "regions:post", "200"] == before + 1

    client.get(f"/accounts/invitation/{uuid.uuid4()}/")
    said = client.get("/metrics", headers=WITH_TOKEN).content.decode()
    assert {family.name for family in text_string_to_metric_families(said)} >= FAMILIES
    assert not re.search(r"[0-9a-f]{8}-[0-9a-f]{4}|priya|nair|@|/east/", said, re.IGNORECASE)
    assert Post.objects.get().title.lower() not in said.lower()


def test_where_no_token_is_set_nothing_is_counted(settings):
    settings.METRICS_TOKEN = ""
    with pytest.raises(MiddlewareNotUsed):
        CountAnswers(lambda request: None)
