"""Where the services' files are, whose they are, and who can look into them."""

import os
import shutil
import stat
from pathlib import Path

import psycopg
import pytest

from talentboard.embedded.account import account_of, service_account
from talentboard.embedded.place import find_place
from talentboard.embedded.refusal import Refusal
from talentboard.embedded.servers import programs as wheels

IS_ROOT = os.geteuid() == 0


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_files_are_open_to_the_service_account_only_and_passwords_to_the_caller_only(home):
    with home.used() as up:
        services = home.place / "services"
        folders = ("services", "services/postgresql", "services/sockets", "services/valkey", "services/run")
        assert [mode(home.place / folder) for folder in folders] == [0o700] * 5
        assert mode(home.place / "credentials.json") == 0o600
        assert (home.place / "credentials.json").stat().st_uid == os.geteuid()
        assert up["DATABASE_URL"].endswith(f"?host={services}/sockets")
        server = Path("/proc") / (services / "postgresql" / "postmaster.pid").read_text().split()[0]
        assert services.stat().st_uid == server.stat().st_uid
        assert server.stat().st_uid != 0


def test_a_long_path_moves_the_sockets_and_two_such_homes_do_not_collide(empty_home):
    one, two = (type(empty_home)(empty_home.folder / ("long" * 30) / name, "--test") for name in ("one", "two"))
    empty_home.folder.chmod(0o711)
    with one.used() as first, two.used() as second:
        for number, up in enumerate((first, second)):
            with psycopg.connect(up["DATABASE_URL"]) as owner:
                owner.execute("CREATE TABLE mine (number int)")
                owner.execute("INSERT INTO mine VALUES (%s)", [number])
        folders = [Path(up["DATABASE_URL"].partition("?host=")[2]) for up in (first, second)]
        assert [folder.parent for folder in folders] == [Path("/tmp")] * 2
        assert [mode(folder) for folder in folders] == [0o700] * 2
        for number, up in enumerate((first, second)):
            with psycopg.connect(up["DATABASE_URL"]) as owner:
                assert owner.execute("SELECT number FROM mine").fetchall() == [(number,)]
    assert [folder.exists() for folder in folders] == [False, False]


def test_a_socket_folder_in_the_temporary_folder_that_somebody_else_made_is_not_used(empty_home, monkeypatch):
    long_home = type(empty_home)(empty_home.folder / ("long" * 30), "--test")
    empty_home.folder.chmod(0o711)
    monkeypatch.setenv("TALENTBOARD_HOME", str(long_home.folder))
    trap = find_place(for_tests=True).sockets
    trap.symlink_to(empty_home.folder)
    try:
        refused = long_home.run("true")
    finally:
        trap.unlink()
    assert refused.returncode == 1
    assert refused.stderr.startswith(f"{trap} is not a folder of the account ")


def test_a_home_whose_parent_cannot_be_entered_still_has_services(empty_home):
    """Root's services then have their files in /var/lib; everybody else enters their own folders."""
    shut = empty_home.folder / "shut"
    inner = type(empty_home)(shut / "home", "--test")
    shut.mkdir(mode=0o700)
    with inner.used() as up, psycopg.connect(up["DATABASE_URL_WEB"]) as web:
        assert web.execute("SELECT 1").fetchone() == (1,)
        note = inner.place / "elsewhere"
        assert note.exists() == IS_ROOT
        if IS_ROOT:
            files = Path(note.read_text().splitlines()[0])
            assert files.parent == Path("/var/lib/talentboard")
            assert sorted(path.name for path in inner.place.iterdir()) == ["credentials.json", "elsewhere"]
            assert mode(files / "services") == 0o700
    inner.clear()


def test_an_account_that_cannot_read_the_wheels_runs_copies_with_their_libraries(empty_home, monkeypatch):
    """Where the account is the caller's own it can read them, and nothing is copied."""
    private = empty_home.folder / "private"
    private.mkdir(mode=0o700)
    for part in (wheels.POSTGRESQL_WHEEL, f"{wheels.POSTGRESQL_WHEEL}.libs", wheels.VALKEY_WHEEL):
        shutil.copytree(wheels._site_packages(wheels.POSTGRESQL_WHEEL) / part, private / part, copy_function=os.link)
    monkeypatch.setattr(wheels, "_site_packages", lambda wheel: private)
    monkeypatch.setenv("TALENTBOARD_HOME", str(empty_home.folder))
    place = find_place(for_tests=True)
    found = wheels.programs(place)
    copied = IS_ROOT
    assert found.postgresql.is_relative_to(place.programs) == copied
    assert place.account.run([found.postgresql / "psql", "--version"]).stdout.startswith("psql (PostgreSQL) 18")
    assert place.account.run([found.valkey, "--version"]).stdout.startswith("Valkey server")


def test_the_services_of_another_account_are_left_alone(home, monkeypatch):
    services = home.place / "services"
    monkeypatch.setattr("talentboard.embedded.account.os.geteuid", lambda: services.stat().st_uid + 1)
    with pytest.raises(Refusal, match="belong to another account"):
        service_account(services)
    monkeypatch.undo()


def test_an_account_without_an_entry_is_told_what_postgresql_needs():
    with pytest.raises(Refusal, match="has no entry in /etc/passwd, and PostgreSQL needs one"):
        account_of(3999999999)


@pytest.fixture
def spoilt(home):
    """Spoil one file of the shared home for the length of a test."""
    kept = {}

    def spoil(path: Path, text: str | None) -> None:
        kept[path] = path.read_bytes()
        if text is None:
            path.rename(path.with_suffix(".kept"))
        else:
            path.write_text(text)

    yield spoil
    for path, content in kept.items():
        aside = path.with_suffix(".kept")
        if aside.exists():
            aside.rename(path)
        else:
            path.write_bytes(content)


def test_lost_passwords_are_said_and_not_made_up_again(home, spoilt):
    spoilt(home.place / "credentials.json", None)
    refused = home.run("true")
    assert refused.returncode == 1
    assert refused.stderr.startswith(f"{home.place}/credentials.json is gone, and with it the password")


def test_passwords_that_cannot_be_read_are_said(home, spoilt):
    spoilt(home.place / "credentials.json", "{")
    refused = home.run("true")
    assert refused.returncode == 1
    assert refused.stderr.startswith(f"{home.place}/credentials.json cannot be read")


def test_a_cluster_of_another_version_is_not_touched(home, spoilt):
    spoilt(home.place / "services" / "postgresql" / "PG_VERSION", "17\n")
    refused = home.run("true")
    assert refused.returncode == 1
    assert "was made by PostgreSQL 17, and this is 18." in refused.stderr


def test_a_home_that_cannot_be_made_is_said(home, tmp_path):
    file = tmp_path / "file"
    file.write_text("")
    refused = home.launch("run", "--", "true", TALENTBOARD_HOME=str(file / "home"))
    assert refused.returncode == 1
    assert refused.stderr == (
        f"The folder {file}/home cannot be made (Not a directory). Name a folder of your own in TALENTBOARD_HOME.\n"
    )
