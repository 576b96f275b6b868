"""Coming and going: who starts the services, who stops them, and what a hard kill leaves behind."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import psycopg
import redis

from talentboard.embedded.account import account_of
from talentboard.embedded.locks import open_lock, try_lock

BOTH = ["PostgreSQL", "Valkey"]


def postmaster(home) -> int:
    return int((home.place / "services" / "postgresql" / "postmaster.pid").read_text().split()[0])


def keep_a_row(up, *, value: int) -> None:
    with psycopg.connect(up["DATABASE_URL"]) as owner:
        owner.execute("CREATE TABLE IF NOT EXISTS kept (value int)")
        owner.execute("INSERT INTO kept VALUES (%s)", [value])
    with redis.Redis.from_url(up["REDIS_URL"]) as valkey:
        valkey.set(f"kept:{value}", value)


def kept_rows(up) -> tuple[list[int], list[str]]:
    with psycopg.connect(up["DATABASE_URL"]) as owner:
        rows = [row[0] for row in owner.execute("SELECT value FROM kept ORDER BY 1")]
    with redis.Redis.from_url(up["REDIS_URL"], decode_responses=True) as valkey:
        return rows, sorted(valkey.keys("kept:*"))


def test_the_first_start_prints_the_commands_output_and_nothing_else(empty_home):
    done = empty_home.run("sh", "-c", "echo result; exit 7")
    assert (done.stdout, done.returncode) == ("result\n", 7)
    assert done.stderr == f"Making an empty database in {empty_home.place} ...\n"
    assert empty_home.running() == []


def test_the_second_start_says_nothing_and_finds_what_was_written(home):
    with home.used() as up:
        keep_a_row(up, value=1)
    with home.used() as up:
        rows, keys = kept_rows(up)
        assert (rows.count(1), keys.count("kept:1")) == (1, 1)
    assert home.run("true").stderr == ""


def test_a_second_user_joins_and_the_last_one_stops_the_services(home):
    with home.used() as first:
        server = postmaster(home)
        with home.used() as second:
            first["process"].communicate()
            assert home.running() == BOTH
            assert postmaster(home) == server
            assert second["DATABASE_URL"] == first["DATABASE_URL"]
    assert list((home.place / "services" / "sockets").iterdir()) == []
    assert not (home.place / "services" / "postgresql" / "postmaster.pid").exists()


def test_users_who_come_at_the_same_time_to_an_empty_folder_share_one_server(empty_home):
    users = [empty_home.begin("sh", "-c", "echo up; cat") for _ in range(4)]
    assert [user.stdout.readline() for user in users] == ["up\n"] * 4
    said = [user.communicate()[1] for user in users]
    assert [user.returncode for user in users] == [0] * 4
    assert sum("Making an empty database" in words for words in said) == 1
    assert empty_home.running() == []


def test_a_user_killed_hard_takes_the_services_from_nobody_and_keeps_them_up_for_nobody(home, eventually):
    with home.used() as killed, home.used() as other:
        os.killpg(killed["process"].pid, signal.SIGKILL)
        killed["process"].wait()
        keep_a_row(other, value=2)
        os.killpg(other["process"].pid, signal.SIGKILL)
        other["process"].wait()
    eventually(lambda: home.running() == [])


def test_services_stay_up_for_a_command_whose_launcher_was_killed(home, eventually):
    with home.used() as up:
        launcher = up["process"]
        launcher.kill()
        launcher.wait()
        users = open_lock(home.place / "users.lock")
        assert (try_lock(users), try_lock(users, shared=True)) == (False, True)
        os.close(users)
        keep_a_row(up, value=3)
        launcher.stdin.close()
    eventually(lambda: home.running() == [])


def test_the_last_to_leave_stops_the_services_also_when_the_keeper_was_killed(home):
    with home.used():
        keepers = [process for process in Path("/proc").glob("[0-9]*") if is_keeper(process, home)]
        assert len(keepers) == 1
        os.kill(int(keepers[0].name), signal.SIGKILL)
    assert home.running() == []


def is_keeper(process: Path, home) -> bool:
    try:
        command, environment = (process / "cmdline").read_bytes(), (process / "environ").read_bytes()
    except OSError:
        return False
    return b"\0keep\0" in command and f"TALENTBOARD_HOME={home.folder}".encode() in environment


def test_committed_rows_outlive_servers_that_were_killed_hard(durable_home):
    with durable_home.used() as up:
        keep_a_row(up, value=4)
        with redis.Redis.from_url(up["REDIS_URL"]) as valkey:
            os.kill(valkey.info("server")["process_id"], signal.SIGKILL)
        os.kill(postmaster(durable_home), signal.SIGKILL)
        with durable_home.used() as again:
            assert kept_rows(again) == ([4], ["kept:4"])


def test_a_busy_orphan_of_a_killed_server_does_not_keep_the_next_one_from_starting(home):
    with home.used() as up:
        with psycopg.connect(up["DATABASE_URL"]) as owner:
            orphan = owner.info.backend_pid
            endless = subprocess.Popen(
                [sys.executable, "-c", "import psycopg, sys; psycopg.connect(sys.argv[1]).execute(sys.argv[2])",
                 up["DATABASE_URL"], "SELECT count(*) FROM generate_series(1, 10000000000)"],
                stderr=subprocess.DEVNULL,
            )  # fmt: skip
            query = "SELECT count(*) FROM pg_stat_activity WHERE query LIKE '%%10000000000%%' AND pid <> %s"
            while owner.execute(query, [orphan]).fetchone()[0] == 0:
                owner.rollback()
        os.kill(postmaster(home), signal.SIGKILL)
        with home.used() as again:
            keep_a_row(again, value=5)
        endless.wait(timeout=30)
        assert endless.returncode != 0


def test_a_stale_pid_file_that_names_some_other_process_of_the_same_account_is_no_obstacle(home):
    cluster = home.place / "services" / "postgresql"
    account = account_of(cluster.stat().st_uid)
    with subprocess.Popen(["sleep", "60"], **account.popen_options()) as other:
        (cluster / "postmaster.pid").write_text(f"{other.pid}\n{cluster}\n1700000000\n5432\n/nowhere\n\n0 0\nready\n")
        account.own(cluster / "postmaster.pid")
        done = home.run("echo", "up")
        other.kill()
    assert (done.stdout, done.stderr) == ("up\n", "")


def test_a_cluster_that_was_half_made_is_made_again(home):
    assert home.run("true").returncode == 0
    services = home.place / "services"
    (services / "postgresql").rename(services / "making-1")
    done = home.run("echo", "up")
    assert (done.stdout, done.returncode) == ("up\n", 0)
    assert sorted(path.name for path in services.glob("*making*")) == []


def test_the_tests_have_servers_of_their_own_that_trade_safety_for_speed(home):
    with home.used() as up, psycopg.connect(up["DATABASE_URL"]) as owner:
        names = ("fsync", "synchronous_commit", "full_page_writes", "max_connections")
        assert [owner.execute(f"SHOW {name}").fetchone()[0] for name in names] == ["off", "off", "off", "200"]
        assert [path.name for path in home.folder.iterdir()] == ["test"]
        assert up["TALENTBOARD_HOME"] == str(home.folder)


def test_valkey_forgets_nothing_by_itself_and_listens_on_no_port(home):
    with home.used() as up, redis.Redis.from_url(up["REDIS_URL"]) as valkey:
        wanted = ("appendonly", "maxmemory-policy", "port", "unixsocketperm")
        assert [valkey.config_get(name)[name] for name in wanted] == ["yes", "noeviction", "0", "700"]
