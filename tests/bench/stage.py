"""Where it is measured: copies of a demonstration, in a site that is set up as in production."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import redis
from psycopg.conninfo import conninfo_to_dict

from tests.fixtures.databases import ADDRESSES, addresses_of, copied

ROOT = Path(__file__).resolve().parents[2]
STEPS = (["migrate", "--verbosity", "0"], ["load_reference"], ["demo_data"])


class Stage:
    """The demonstration, and static files under names of their content. Made by `set_up`."""

    def __init__(self, static: Path) -> None:
        self.static = static

    @contextmanager
    def copy(self, subject: str) -> Iterator[dict[str, str]]:
        """A copy of the demonstration's database; the addresses at which a process finds it."""
        name = conninfo_to_dict(os.environ["DATABASE_URL"])["dbname"]
        with copied(name, f"{name}_{subject}_{os.getpid()}") as copy:
            yield addresses_of(copy) | {"TALENTBOARD_CACHE_PREFIX": copy}
            forget(copy)

    def environment(self, login: str, addresses: dict[str, str]) -> dict[str, str]:
        """As in production but for HTTPS: no debugging, no demonstration, and no login's address but its own."""
        own = addresses[f"DATABASE_URL_{login.upper()}"] if login != "owner" else addresses["DATABASE_URL"]
        return os.environ | addresses | dict.fromkeys(ADDRESSES, own) | {
            "TALENTBOARD_DEBUG": "0",
            "TALENTBOARD_DEMO": "0",
            "TALENTBOARD_HOSTS": "localhost,testserver",
            "TALENTBOARD_HTTPS": "0",
            "TALENTBOARD_LOGIN": login,
            "TALENTBOARD_STATIC_ROOT": str(self.static),
        }  # fmt: skip


@contextmanager
def set_up() -> Iterator[Stage]:
    """Bring the demonstration up to date: made the first time, continued after that."""
    for step in STEPS:
        manage(step, dict(os.environ))
    with tempfile.TemporaryDirectory(prefix="talentboard-bench-") as folder:
        stage = Stage(Path(folder))
        environment = stage.environment("web", {name: os.environ[name] for name in ADDRESSES})
        manage(["collectstatic", "--noinput", "--verbosity", "0"], environment)
        yield stage


def forget(prefix: str) -> None:
    """Take away what a subject left in Valkey: its cache, and jobs that no worker took."""
    cache = redis.from_url(os.environ["REDIS_URL"])
    for key in cache.scan_iter(f"{prefix}*"):
        cache.delete(key)
    cache.close()


def manage(command: list[str], environment: dict[str, str]) -> None:
    """A management command; what it says goes to standard error."""
    subprocess.run([sys.executable, ROOT / "manage.py", *command], env=environment, stdout=sys.stderr, check=True)
