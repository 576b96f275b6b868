"""A real mail server that goes away and comes back, and workers in processes of their own."""

import asyncio
import datetime as dt
import os
import socket
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator

import pytest
from aiosmtpd.controller import Controller
from django.utils import timezone

from talentboard.notifications import kinds, queueing
from talentboard.notifications.kinds import Kind, register_kind
from talentboard.notifications.models import Notification
from talentboard.settings.environment import BASE_DIR
from tests.factories import RegionFactory, UserFactory
from tests.fixtures.anywhere import kept_in
from tests.fixtures.databases import DatabaseCopy
from tests.fixtures.demonstration import rows_of

MODULE = "tests.talentboard.notifications.sending_process"
PATIENCE = 60


class Taken:
    """What the server takes. It answers the first mail only when so many workers are connected."""

    def __init__(self, workers: int = 1) -> None:
        self.workers = workers
        self.connected: set[int] = set()
        self.letters: list[tuple[str, str]] = []

    async def handle_EHLO(self, server, session, envelope, hostname, responses):
        session.host_name = hostname
        self.connected.add(id(session))
        return responses

    async def handle_DATA(self, server, session, envelope):
        for _ in range(PATIENCE * 100):
            if len(self.connected) >= self.workers:
                break
            await asyncio.sleep(0.01)
        [number] = [line for line in envelope.content.decode().splitlines() if line.lower().startswith("message-id:")]
        self.letters.append((number, envelope.rcpt_tos[0]))
        return "250 taken"


class MailServer:
    """A mail server at an address that stays the same while it is away."""

    def __init__(self) -> None:
        with socket.create_server(("127.0.0.1", 0)) as probe:
            self.port = probe.getsockname()[1]
        self.running: Controller | None = None

    def comes(self, taken: Taken) -> Taken:
        self.running = Controller(taken, hostname="127.0.0.1", port=self.port)
        self.running.start()
        return taken

    def goes(self) -> None:
        if self.running:
            self.running.stop()
        self.running = None


@pytest.fixture
def mail_server() -> Iterator[MailServer]:
    server = MailServer()
    yield server
    server.goes()


@pytest.fixture
def rows(database_copy: DatabaseCopy, django_db_blocker) -> Iterator[None]:
    """Models are rows of the copy, which the processes use too."""
    register_kind(
        Kind("trial", "Trial", "people/mail/role_ended.txt", lambda mail: {}, lambda mail: True, awaited=True)
    )
    with django_db_blocker.unblock(), rows_of(database_copy.name):
        yield
    kinds._kinds.pop("trial")


def start(database: DatabaseCopy, server: MailServer) -> subprocess.Popen:
    environment = os.environ | database.environment | {
        "DJANGO_SETTINGS_MODULE": "talentboard.settings",
        "TALENTBOARD_LOGIN": "worker",
        "TALENTBOARD_MAIL_HOST": "127.0.0.1",
        "TALENTBOARD_MAIL_PORT": str(server.port),
        "TALENTBOARD_MAIL_TLS": "0",
    }  # fmt: skip
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True}
    return subprocess.Popen([sys.executable, "-m", MODULE], cwd=BASE_DIR, env=environment, **pipes)


def send(database: DatabaseCopy, server: MailServer, *, workers: int = 1) -> list[int]:
    """Have workers send in the same moment; how many mails the server took from each."""
    running = [start(database, server) for _ in range(workers)]
    for process in running:
        assert process.stdout.readline() == "ready\n", process.communicate()[1]
    for process in running:
        process.stdin.write("\n")
        process.stdin.flush()
    ended = [process.communicate(timeout=PATIENCE) for process in running]
    return [int(said) for said, _complaints in ended]


def to_people(number: int) -> set[str]:
    """Queue mails to as many people, every second one without an account; their addresses."""
    about, addresses = RegionFactory(slug="east"), [f"person{one}@example.nhs.uk" for one in range(number)]
    queueing.queue(
        queueing.addressed(
            "trial",
            about=about,
            occasion=1,
            region="east",
            **({"to": UserFactory(email=address)} if one % 2 else {"address": address}),
        )
        for one, address in enumerate(addresses)
    )
    return set(addresses)


def standings() -> Counter:
    return Counter(Notification.objects.values_list("state", "why"))


def test_mails_wait_while_the_server_is_away_and_leave_once_when_it_is_back(database_copy, rows, mail_server):
    addresses = to_people(4)
    assert send(database_copy, mail_server) == [0]
    assert standings() == {("queued", "server-away"): 4}
    assert kept_in("person0@example.nhs.uk") == ["talentboard_notification"]
    Notification.objects.update(due=timezone.now() - dt.timedelta(seconds=1))  # the first wait is over

    taken = mail_server.comes(Taken())
    assert send(database_copy, mail_server) == [4]
    assert {address for _number, address in taken.letters} == addresses
    assert standings() == {("sent", ""): 4}
    assert kept_in("person0@example.nhs.uk") == []
    assert send(database_copy, mail_server) == [0]
    assert len(taken.letters) == 4


def test_two_workers_share_the_mails_and_send_none_twice(database_copy, rows, mail_server):
    addresses = to_people(30)
    taken = mail_server.comes(Taken(workers=2))
    sent = send(database_copy, mail_server, workers=2)
    assert sum(sent) == 30
    assert min(sent) >= 1
    assert Counter(address for _number, address in taken.letters) == dict.fromkeys(addresses, 1)
    assert len({number for number, _address in taken.letters}) == 30
    assert standings() == {("sent", ""): 30}
