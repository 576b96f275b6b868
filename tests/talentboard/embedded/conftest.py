"""Homes of their own for real services: short paths, open to the service account, gone after the test."""

import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from talentboard.embedded.locks import is_held
from talentboard.embedded.membership import running
from talentboard.embedded.place import find_place

ROOT = Path(__file__).resolve().parents[3]
ADDRESSES = ("DATABASE_URL", "DATABASE_URL_WEB", "DATABASE_URL_WORKER", "DATABASE_URL_RETENTION", "REDIS_URL")
FOR_THE_FRONT_DOOR = ("TALENTBOARD_", "PYTEST_", "DJANGO_")
LAUNCHER = (sys.executable, "-P", "-m", "talentboard.embedded")
SHOW_ENVIRONMENT = "import json, os, sys; print(json.dumps(dict(os.environ)), flush=True); sys.stdin.read()"


class Home:
    """A folder for TALENTBOARD_HOME and the launcher's command line on it.

    kind: `--test` for the quick servers of the tests, which live in a folder of their own; nothing for the others.
    """

    def __init__(self, folder: Path, *kind: str) -> None:
        self.folder = folder
        self.kind = kind
        self.place = folder / "test" if kind else folder
        self.users = []

    def environment(self, **given: str) -> dict[str, str]:
        plain = {
            name: value
            for name, value in os.environ.items()
            if name not in ADDRESSES and not name.startswith(FOR_THE_FRONT_DOOR)
        }
        return plain | {"TALENTBOARD_HOME": str(self.folder), "PYTHONPATH": str(ROOT)} | given

    def launch(self, *arguments: str, **given: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [*LAUNCHER, *arguments],
            env=self.environment(**given),
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )

    def run(self, *command: str, **given: str) -> subprocess.CompletedProcess[str]:
        return self.launch("run", *self.kind, "--", *command, **given)

    def running(self) -> list[str]:
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("TALENTBOARD_HOME", str(self.folder))
            return running(find_place(bool(self.kind)))

    def begin(self, *command: str, **given: str) -> subprocess.Popen[str]:
        """Run a command without waiting for its end, as a group of processes of its own."""
        pipes = dict.fromkeys(("stdin", "stdout", "stderr"), subprocess.PIPE)
        user = subprocess.Popen(
            [*LAUNCHER, "run", *self.kind, "--", *command],
            env=self.environment(**given),
            text=True,
            start_new_session=True,
            **pipes,
        )
        self.users.append(user)
        return user

    @contextmanager
    def used(self) -> Iterator[dict[str, str]]:
        """The services up; the environment that a command sees, and `process`, its launcher."""
        user = self.begin(sys.executable, "-c", SHOW_ENVIRONMENT)
        line = user.stdout.readline()
        assert line, user.stderr.read()
        try:
            yield json.loads(line) | {"process": user}
        finally:
            if user.poll() is None:
                user.communicate(timeout=60)

    @property
    def files(self) -> Path:
        note = self.place / "elsewhere"
        return Path(note.read_text().splitlines()[0]) if note.exists() else self.place

    def end_users(self) -> None:
        """Kill what a test left running, and wait until the services have noticed."""
        for user in self.users:
            if user.poll() is None:
                os.killpg(user.pid, signal.SIGKILL)
                user.wait()
            for pipe in (user.stdin, user.stdout, user.stderr):
                with suppress(BrokenPipeError):
                    pipe.close()
        self.users.clear()
        eventually(lambda: self.running() == [] and not is_held(self.files / "keeper.lock"))

    def clear(self) -> None:
        self.end_users()
        elsewhere = [Path(note.read_text().splitlines()[0]) for note in self.folder.rglob("elsewhere")]
        for folder in [self.folder, *elsewhere]:
            shutil.rmtree(folder)


def eventually(is_so, within: float = 15) -> None:
    """Wait for what another process is about to do."""
    until = time.monotonic() + within
    while not is_so():
        assert time.monotonic() < until, "this never came to be"
        time.sleep(0.05)


@contextmanager
def new_home(*kind: str) -> Iterator[Home]:
    home = Home(Path(os.path.realpath(tempfile.mkdtemp(prefix="talentboard-home-", dir="/tmp"))), *kind)
    yield home
    home.clear()


@pytest.fixture
def empty_home() -> Iterator[Home]:
    with new_home("--test") as home:
        yield home


@pytest.fixture
def durable_home() -> Iterator[Home]:
    """As people have it: nothing traded for speed."""
    with new_home() as home:
        yield home


@pytest.fixture(scope="session")
def made_home() -> Iterator[Home]:
    """A cluster takes a second to make: most tests share this one, and leave it stopped."""
    with new_home("--test") as home:
        assert home.run("true").returncode == 0
        yield home


@pytest.fixture
def home(made_home) -> Iterator[Home]:
    yield made_home
    made_home.end_users()


@pytest.fixture(scope="module")
def up() -> Iterator[dict[str, str]]:
    """The addresses of services that stay up for the whole module."""
    with new_home() as home, home.used() as environment:
        yield environment


@pytest.fixture(name="eventually")
def waits():
    """`eventually(is_so)`: wait for what another process is about to do."""
    return eventually
