"""The scripts in bin/, from outside: what they print where, and what they return."""

import os
import shutil
import subprocess
import tempfile
from pathlib import Path

import django
import pytest

from tests.fixtures.databases import ADDRESSES

ROOT = Path(__file__).resolve().parents[2]
SCRIPTS = sorted([*(ROOT / "bin").iterdir(), ROOT / ".ci" / "run"])


@pytest.fixture(scope="module")
def used_home():
    """A home for what does not need an empty one: the first command in it makes its database."""
    yield from a_home()


@pytest.fixture
def home():
    yield from a_home()


def a_home():
    folder = Path(os.path.realpath(tempfile.mkdtemp(prefix="talentboard-door-", dir="/tmp")))
    yield folder
    shutil.rmtree(folder)


def door(name: str, *arguments: str, home: Path, cwd: Path = ROOT, **given: str) -> subprocess.CompletedProcess[str]:
    plain = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("TALENTBOARD_", "DATABASE_", "REDIS_", "DJANGO_", "PYTEST_"))
    }
    return subprocess.run(
        [ROOT / "bin" / name, *arguments],
        env=plain | {"TALENTBOARD_HOME": str(home)} | given,
        cwd=cwd,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda script: script.name)
def test_a_front_door_is_plain_shell_that_anybody_may_run(script):
    assert script.read_text().startswith("#!/bin/sh\n")
    assert os.access(script, os.X_OK)
    assert subprocess.run(["sh", "-n", script], capture_output=True, check=False).stderr == b""


def test_setting_up_again_does_nothing_and_says_nothing(home):
    done = door("setup", home=home)
    assert (done.stdout, done.stderr, done.returncode) == ("", "", 0)
    assert list(home.iterdir()) == []


def test_setting_up_what_is_not_known_is_said(home):
    done = door("setup", "--everything", home=home)
    assert (done.stdout, done.returncode) == ("", 1)
    assert done.stderr == "bin/setup takes --tests or nothing, not --everything.\n"


def test_a_command_on_an_empty_folder_prints_its_result_and_nothing_else(home):
    done = door("manage", "version", home=home)
    assert (done.stdout, done.returncode) == (f"{django.get_version()}\n", 0)
    assert done.stderr == f"Making an empty database in {home} ...\n"
    assert not list(home.rglob("postmaster.pid"))


def test_a_command_runs_in_the_callers_folder_with_the_addresses_of_every_login(used_home, tmp_path):
    names = ["TALENTBOARD_LOGIN", *ADDRESSES, "REDIS_URL", "TALENTBOARD_SECRET_KEY"]
    show = f"import os; print(os.getcwd(), *(bool(os.environ.get(name)) for name in {names}))"
    done = door("manage", "shell", "--verbosity", "0", "--command", show, home=used_home, cwd=tmp_path)
    assert done.stdout == f"{tmp_path}{7 * ' True'}\n"


def test_a_command_that_fails_gives_its_exit_code_and_no_output(used_home):
    done = door("manage", "no_such_command", home=used_home)
    assert (done.stdout, done.returncode) == ("", 1)
    assert "Unknown command: 'no_such_command'" in done.stderr


def test_the_demonstration_is_told_a_port_by_number(home):
    done = door("demo", "--port", "http", home=home)
    assert (done.stdout, done.returncode) == ("", 1)
    assert done.stderr == "http is not a port: it takes a number from 1 to 65535.\n"
    assert list(home.iterdir()) == []
