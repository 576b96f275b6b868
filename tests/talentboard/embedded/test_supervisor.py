"""Real processes under the supervisor: their order, their deaths, and the death of the supervisor."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from talentboard.embedded.account import account_of
from talentboard.embedded.demonstration.supervisor import LONGEST_PAUSE, Process

SUPERVISE = """
import os, sys
from pathlib import Path
from talentboard.embedded.account import account_of
from talentboard.embedded.demonstration.supervisor import Process, Supervisor

folder = Path(sys.argv[1])
commands = dict(argument.split("=", 1) for argument in sys.argv[2:])
Supervisor([
    Process(name, ["sh", "-c", command], os.environ, folder, account_of(os.geteuid()), patience=30)
    for name, command in commands.items()
]).watch(lambda: None)
"""
# Announces itself in the file `said`, and its end too.
WILLING = 'trap "echo $0 ended >> said; exit" TERM; echo up >> said; while :; do sleep 0.05; done'
DEAF = 'trap "" TERM; echo up >> said; while :; do sleep 0.05; done'


@pytest.fixture
def supervise(tmp_path):
    begun = []

    def begin(**commands: str) -> subprocess.Popen[str]:
        arguments = [f"{name.replace('_', ' ')}={command}" for name, command in commands.items()]
        supervisor = subprocess.Popen(
            [sys.executable, "-c", SUPERVISE, str(tmp_path), *arguments], stderr=subprocess.PIPE, text=True
        )
        begun.append(supervisor)
        return supervisor

    yield begin
    for supervisor in begun:
        supervisor.kill()
        supervisor.wait()
        supervisor.stderr.close()


def said(folder: Path) -> list[str]:
    path = folder / "said"
    return path.read_text().splitlines() if path.exists() else []


def named(name: str) -> str:
    return WILLING.replace("$0", name)


def test_what_started_last_is_stopped_first(supervise, tmp_path, eventually):
    supervisor = supervise(web=named("web"), worker=named("worker"), timetable=named("timetable"))
    eventually(lambda: said(tmp_path) == ["up"] * 3)
    supervisor.terminate()
    assert supervisor.wait(timeout=30) == 0
    assert said(tmp_path)[3:] == ["timetable ended", "worker ended", "web ended"]


def test_a_process_that_dies_is_started_again_and_both_are_said(supervise, tmp_path, eventually):
    once = f"test -e died || {{ touch died; exit 3; }}; {WILLING}"
    supervisor = supervise(the_worker=once)
    eventually(lambda: said(tmp_path) == ["up"])
    supervisor.send_signal(signal.SIGINT)
    words = supervisor.communicate(timeout=30)[1].splitlines()
    assert words == [
        "The worker ended (exit code 3); it starts again in 1 s.",
        "Starting the worker again.",
        "Stopping; Ctrl-C once more kills what takes too long.",
    ]


def test_a_second_ctrl_c_kills_what_will_not_end(supervise, tmp_path, eventually):
    supervisor = supervise(worker=DEAF)
    eventually(lambda: said(tmp_path) == ["up"])
    supervisor.send_signal(signal.SIGINT)
    assert supervisor.stderr.readline().startswith("Stopping")
    supervisor.send_signal(signal.SIGINT)
    assert supervisor.communicate(timeout=20)[1] == "Worker does not end by itself and is killed.\n"
    assert supervisor.returncode == 0


def test_nothing_outlives_a_supervisor_that_is_killed_hard(supervise, tmp_path, eventually):
    supervisor = supervise(web=named("web"), worker=named("worker"))
    eventually(lambda: said(tmp_path) == ["up", "up"])
    supervisor.kill()
    eventually(lambda: sorted(said(tmp_path)[2:]) == ["web ended", "worker ended"])


def test_the_pause_before_a_new_start_doubles_up_to_half_a_minute(tmp_path, capfd):
    process = Process("web", ["false"], os.environ, tmp_path, account_of(os.geteuid()), patience=1)
    pauses = []
    for _ in range(7):
        process.start()
        process.running.wait()
        process.look()
        assert process.running is None
        pauses.append(round(process.again - time.monotonic()))
    assert pauses == [1, 2, 4, 8, 16, LONGEST_PAUSE, LONGEST_PAUSE]
    assert "Web ended (exit code 1); it starts again in 30 s." in capfd.readouterr().err
