"""A program that HiGHS solves in a process of its own, while this one goes on looking for an answer by itself.

HiGHS cannot be told to stop once it has begun; a process can.
"""

import math
import pickle
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO

from .program import Found, Program

ROOT = Path(__file__).resolve().parents[2]
COMMAND = (sys.executable, "-m", "gateway.panels.apart")
NOTHING = Found(None, math.inf, -math.inf, is_best=False, is_impossible=False)


@dataclass(frozen=True)
class Beside:
    """The process, and the file in which it writes what it found."""

    process: subprocess.Popen[bytes]
    answer: IO[bytes]

    def found(self, *, seconds: float = 0) -> Found | None:
        """What was found, waited for so long at most; None while nobody knows. Nothing from a process that failed."""
        try:
            failed = self.process.wait(timeout=max(seconds, 0))
        except subprocess.TimeoutExpired:
            return None
        if failed:
            return NOTHING
        self.answer.seek(0)
        found: Found = pickle.load(self.answer)  # noqa: S301 (written by ourselves)
        return found

    def is_decided(self) -> bool:
        """Whether it is known by now: there is an answer, or there is none."""
        found = self.found()
        return found is not None and (found.is_impossible or found.values is not None)


@contextmanager
def beside(program: Program, *, seconds: float, gap: float) -> Iterator[Beside]:
    """The program is being solved; at the end the process is stopped, however far it is."""
    with TemporaryFile() as answer:
        process = subprocess.Popen(COMMAND, stdin=subprocess.PIPE, stdout=answer, cwd=ROOT)  # noqa: S603 (ourselves)
        try:
            ask(process, (program, seconds, gap))
            yield Beside(process, answer)
        finally:
            process.kill()
            process.wait()


def ask(process: subprocess.Popen[bytes], what: tuple[Program, float, float]) -> None:
    """Large programs pass through a pipe, which needs no room anywhere. A process that has failed reads nothing."""
    assert process.stdin is not None
    with suppress(BrokenPipeError), process.stdin as asked:
        pickle.dump(what, asked)
