"""What keeps the demonstration from starting, before anything is started."""

import socket

import pytest

from talentboard.embedded.demonstration.life import port_from
from talentboard.embedded.locks import open_lock, try_lock
from talentboard.embedded.refusal import Refusal


@pytest.fixture
def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return str(probe.getsockname()[1])


def test_the_port_comes_from_the_command_line_then_from_port_then_it_is_8000(monkeypatch):
    monkeypatch.delenv("PORT", raising=False)
    assert port_from(None) == 8000
    monkeypatch.setenv("PORT", "8080")
    assert (port_from(None), port_from("8181")) == (8080, 8181)


@pytest.mark.parametrize("asked", ["0", "65536", "http", "-1", "８０８０"])
def test_what_is_no_port_is_said(asked):
    with pytest.raises(Refusal, match=f"^{asked} is not a port: it takes a number from 1 to 65535.$"):
        port_from(asked)


def test_a_busy_port_is_said_before_anything_is_started(durable_home):
    with socket.socket() as busy:
        busy.bind(("127.0.0.1", 0))
        busy.listen()
        port = busy.getsockname()[1]
        done = durable_home.launch("demo", "--port", str(port))
    assert (done.stdout, done.returncode) == ("", 1)
    assert done.stderr == f"Port {port} is taken by another program. Choose another: bin/demo --port {port + 1}\n"
    assert not (durable_home.folder / "services").exists()


@pytest.mark.parametrize("arguments", [[], ["--reset"]])
def test_a_second_demonstration_on_the_same_data_is_sent_to_the_first(durable_home, free_port, arguments):
    durable_home.folder.chmod(0o711)
    path = durable_home.folder / "demo.lock"
    path.write_text("http://127.0.0.1:8000, process 1234\n")
    lock = open_lock(path)
    assert try_lock(lock)
    done = durable_home.launch("demo", "--port", free_port, *arguments)
    assert done.stderr == (
        "The demonstration runs already: http://127.0.0.1:8000, process 1234. Stop it there first (Ctrl-C).\n"
    )
    assert done.returncode == 1


def test_a_reset_takes_nothing_from_somebody_who_uses_it(durable_home, free_port):
    with durable_home.used():
        done = durable_home.launch("demo", "--reset", "--port", free_port)
        assert done.stderr == f"Something still uses the services in {durable_home.folder}: end it, then reset.\n"
        assert durable_home.running() == ["PostgreSQL", "Valkey"]
    assert (durable_home.folder / "services" / "postgresql" / "PG_VERSION").exists()


def test_a_reset_deletes_no_data_on_a_server_of_ones_own(durable_home, free_port):
    done = durable_home.launch("demo", "--reset", "--port", free_port, DATABASE_URL="postgresql://elsewhere/talents")
    assert done.returncode == 1
    assert done.stderr.startswith("--reset deletes embedded data only")


@pytest.mark.parametrize("flag", ["TALENTBOARD_DEBUG", "TALENTBOARD_DEMO"])
def test_a_real_system_is_no_demonstration(durable_home, free_port, flag):
    done = durable_home.launch("demo", "--port", free_port, **{flag: "0"})
    assert done.returncode == 1
    assert done.stderr == "TALENTBOARD_DEBUG or TALENTBOARD_DEMO is off, and bin/demo is nothing without them.\n"
