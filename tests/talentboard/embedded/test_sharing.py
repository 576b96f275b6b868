"""What the service account gets to read of a checkout and an environment in somebody's private folder."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from talentboard.embedded.account import ENVIRONMENT
from talentboard.embedded.demonstration import sharing
from talentboard.embedded.place import find_place

IS_ROOT = os.geteuid() == 0


@pytest.fixture
def place(empty_home, monkeypatch):
    monkeypatch.setenv("TALENTBOARD_HOME", str(empty_home.folder))
    return find_place(for_tests=True)


@pytest.fixture
def private(empty_home):
    folder = empty_home.folder / "private"
    folder.mkdir(mode=0o700)
    return folder


def write(folder: Path, **files: str) -> None:
    for name, text in files.items():
        path = folder / name.replace("__", "/").replace("_dot_", ".")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)


def test_code_in_a_private_folder_is_read_from_a_copy_without_tests_and_secrets(place, private, monkeypatch):
    """An ordinary account runs its own checkout, where it is."""
    checkout = private / "checkout"
    write(checkout, manage_dot_py="", talentboard__urls_dot_py="1", templates__page_dot_html="", tests__a_dot_py="")
    write(checkout, _dot_env="SECRET=1")
    (checkout / "manage.py").chmod(0o600)
    monkeypatch.setattr(sharing, "CHECKOUT", checkout)
    monkeypatch.setattr(sharing, "_runs", lambda place, shared: True)
    shared = sharing.share(place)
    if not IS_ROOT:
        assert shared.code == checkout
        return
    assert sorted(path.name for path in shared.code.iterdir()) == ["manage.py", "talentboard", "templates"]
    write(checkout, talentboard__urls_dot_py="2")
    (checkout / "templates" / "page.html").rename(checkout / "templates" / "other.html")
    copy = sharing.share(place).code
    read = place.account.run(
        ["cat", copy / "manage.py", copy / "talentboard" / "urls.py", copy / "templates/other.html"]
    )
    assert (read.stdout, read.stderr) == ("2", "")
    assert not (copy / "templates" / "page.html").exists()


def test_an_environment_in_a_private_folder_runs_from_a_copy(place, private, monkeypatch):
    """Interpreter included, where that is out of reach too; an ordinary account runs its own."""
    prefix = private / "env"
    packages = prefix / "lib" / f"python{sys.version_info.major}.{sys.version_info.minor}" / "site-packages"
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", "--symlinks", prefix], check=True)
    write(packages, django_dot_py="", celery_dot_py="", ours_dot_py="print('ours')")
    monkeypatch.setattr(sys, "prefix", str(prefix))
    monkeypatch.setattr(sys, "executable", str(prefix / "bin" / "python"))
    shared = sharing.share(place)
    assert shared.python.is_relative_to(private) != IS_ROOT
    ran = place.account.run(
        [shared.python, "-P", "-c", "import ours, ssl"], environment=ENVIRONMENT | shared.environment
    )
    assert (ran.stdout, ran.stderr) == ("ours\n", "")
    assert sharing.share(place) == shared
