"""One command with the services up: what it gets, and what its end looks like from outside."""

import signal
import sys

import pytest

ON_SIGTERM = """
import signal, sys
def end(number, frame):
    print("ended in order")
    sys.exit(3)
signal.signal(signal.SIGTERM, end)
signal.signal(signal.SIGINT, end)
print("up", flush=True)
signal.pause()
"""
GIVEN = {"DATABASE_URL": "postgresql://somebody@elsewhere/talents", "REDIS_URL": "redis://elsewhere"}


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_reaches_the_command_whose_end_is_waited_for(home, number):
    user = home.begin(sys.executable, "-c", ON_SIGTERM)
    assert user.stdout.readline() == "up\n"
    user.send_signal(number)
    output, errors = user.communicate(timeout=30)
    assert (output, errors, user.returncode) == ("ended in order\n", "", 3)
    assert home.running() == []


def test_a_command_ended_by_a_signal_gives_128_and_its_number_as_shells_do(home):
    assert home.run("sh", "-c", "kill -KILL $$").returncode == 128 + 9


def test_a_signal_while_services_start_leaves_nothing_running(empty_home):
    user = empty_home.begin("true")
    assert user.stderr.readline().startswith("Making an empty database")
    user.send_signal(signal.SIGTERM)
    user.communicate(timeout=30)
    assert user.returncode == 128 + 15
    assert empty_home.running() == []
    assert empty_home.run("echo", "up").stdout == "up\n"


def test_standard_input_is_the_commands_own(home):
    user = home.begin("tr", "a-z", "A-Z")
    assert user.communicate("east of england\n", timeout=30)[0] == "EAST OF ENGLAND\n"


def test_a_command_that_is_not_there_is_named(home):
    done = home.run("no-such-command")
    assert (done.stdout, done.stderr, done.returncode) == ("", "no-such-command: No such file or directory\n", 1)
    assert home.running() == []


def test_given_addresses_are_used_and_nothing_is_started(durable_home):
    done = durable_home.run(
        "sh", "-c", "echo $DATABASE_URL $REDIS_URL ${DATABASE_URL_WEB-none} ${TALENTBOARD_DEBUG-none}", **GIVEN
    )
    assert done.stdout == f"{GIVEN['DATABASE_URL']} {GIVEN['REDIS_URL']} none none\n"
    assert list(durable_home.folder.iterdir()) == []


def test_only_what_has_no_address_is_started(durable_home):
    done = durable_home.run(
        "sh", "-c", "echo $DATABASE_URL $REDIS_URL ${TALENTBOARD_DEMO-none}", DATABASE_URL=GIVEN["DATABASE_URL"]
    )
    sockets = durable_home.folder / "services" / "sockets"
    assert done.stdout == f"{GIVEN['DATABASE_URL']} unix://{sockets}/valkey.sock none\n"
    assert not (durable_home.folder / "services" / "postgresql").exists()


def test_nothing_is_started_where_debugging_is_off(durable_home):
    done = durable_home.run("true", TALENTBOARD_DEBUG="0")
    assert (done.stdout, done.returncode) == ("", 1)
    assert done.stderr.startswith("TALENTBOARD_DEBUG is off and DATABASE_URL and REDIS_URL not given.")
    assert list(durable_home.folder.iterdir()) == []


def test_stop_takes_the_services_from_nobody(home):
    with home.used():
        refused = home.launch("stop", *home.kind)
        assert (refused.returncode, refused.stderr) == (
            1,
            f"Something still uses the services in {home.place}: end it first.\n",
        )
        assert home.running() == ["PostgreSQL", "Valkey"]
    assert home.launch("stop", *home.kind).returncode == 0


def test_status_says_what_runs_and_where(home):
    assert home.launch("status", *home.kind).stdout == f"Nothing running in {home.place}\n"
    with home.used():
        assert home.launch("status", *home.kind).stdout == f"PostgreSQL and Valkey running in {home.place}\n"


SHOW_NAMES = "echo $TALENTBOARD_TEST_DATABASE $TALENTBOARD_CACHE_PREFIX"


def test_runs_of_tests_beside_each_other_have_names_of_their_own(home):
    first = home.begin("sh", "-c", f"{SHOW_NAMES}; cat")
    assert first.stdout.readline() == "test_talentboard test_talentboard\n"
    assert home.run("sh", "-c", SHOW_NAMES).stdout == "test_talentboard_2 test_talentboard_2\n"
    first.communicate(timeout=30)
    assert home.run("sh", "-c", SHOW_NAMES).stdout == "test_talentboard test_talentboard\n"


def test_a_name_is_taken_for_as_long_as_the_tests_run_even_when_their_launcher_is_killed(home):
    first = home.begin("sh", "-c", f"{SHOW_NAMES}; cat")
    first.stdout.readline()
    first.kill()
    assert home.run("sh", "-c", SHOW_NAMES).stdout == "test_talentboard_2 test_talentboard_2\n"
    first.stdin.close()


def test_only_tests_have_such_names(durable_home):
    assert durable_home.run("sh", "-c", "echo ${TALENTBOARD_TEST_DATABASE-none}").stdout == "none\n"
