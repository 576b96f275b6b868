"""One process that looks after several: starts them, says when one dies and starts it again, stops them in order."""

import ctypes
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import FrameType

from talentboard.embedded.account import Account
from talentboard.embedded.place import say

LOOK_EVERY = 0.2
FIRST_PAUSE = 1.0
LONGEST_PAUSE = 30.0
# A process that lived this long had started well: its next death is a new story.
SETTLED_AFTER = 60.0
PR_SET_PDEATHSIG = 1


@dataclass
class Process:
    """One process to look after. `patience` is how many seconds it gets to end by itself when asked to."""

    name: str
    command: Sequence[str]
    environment: Mapping[str, str]
    folder: Path
    account: Account
    patience: float
    inherits: Sequence[int] = ()
    running: subprocess.Popen[bytes] | None = None
    started: float = 0.0
    pause: float = FIRST_PAUSE
    again: float = 0.0

    def start(self) -> None:
        """Start it, in a session of its own: Ctrl-C reaches the supervisor only, which then stops things in order."""
        self.started = time.monotonic()
        self.running = subprocess.Popen(
            list(self.command),
            cwd=self.folder,
            env=dict(self.environment),
            stdin=subprocess.DEVNULL,
            stdout=sys.stderr,
            pass_fds=tuple(self.inherits),
            start_new_session=True,
            preexec_fn=_end_with_parent if sys.platform == "linux" else None,
            **self.account.popen_options(),
        )

    def look(self) -> None:
        """Notice its death, say so, and start it again after a pause that doubles each time."""
        now = time.monotonic()
        if self.running is None:
            if now >= self.again:
                say(f"Starting {self.name} again.")
                self.start()
        elif (code := self.running.poll()) is not None:
            if now - self.started > SETTLED_AFTER:
                self.pause = FIRST_PAUSE
            say(f"{self.name.capitalize()} ended ({_ended(code)}); it starts again in {self.pause:.0f} s.")
            self.running, self.again = None, now + self.pause
            self.pause = min(self.pause * 2, LONGEST_PAUSE)

    def stop(self, hurry: Callable[[], bool]) -> None:
        """Ask it to end and wait; kill it when its time is up or the person at the terminal asks again."""
        if self.running is None or self.running.poll() is not None:
            return
        self.running.terminate()
        until = time.monotonic() + self.patience
        while self.running.poll() is None:
            if time.monotonic() > until or hurry():
                say(f"{self.name.capitalize()} does not end by itself and is killed.")
                self.running.kill()
                self.running.wait()
            time.sleep(0.05)


@dataclass
class Supervisor:
    """Looks after processes until it is told to stop, by Ctrl-C or SIGTERM."""

    processes: Sequence[Process]
    asked_to_stop: int = 0

    def watch(self, every_round: Callable[[], None]) -> None:
        """Start everything, in the order given, and return when everything is stopped, in the opposite order.

        every_round is called between looks, a few times a second.
        """
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, self._stop)
        try:
            for process in self.processes:
                process.start()
            while not self.asked_to_stop:
                for process in self.processes:
                    process.look()
                every_round()
                time.sleep(LOOK_EVERY)
        finally:
            self._stop_all()

    def _stop(self, _number: int, _frame: FrameType | None) -> None:
        self.asked_to_stop += 1

    def _stop_all(self) -> None:
        already = self.asked_to_stop  # counted before it is said: whoever reads it may press at once
        say("Stopping; Ctrl-C once more kills what takes too long.")
        for process in reversed(self.processes):
            process.stop(hurry=lambda: self.asked_to_stop > already)


def _ended(code: int) -> str:
    return f"exit code {code}" if code >= 0 else signal.Signals(-code).name


def _end_with_parent() -> None:
    """Ask Linux to end this process when the supervisor is killed: a web server without its database helps nobody."""
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
