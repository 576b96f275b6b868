"""bin/manage build_panels INSTANCE.json: who sits when, and who sees whom, as JSON."""

import argparse
import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError, CommandParser

from gateway.unusable import Unusable
from talentboard.management.command import HouseCommand

LONGEST = 86_400


def some_seconds(text: str) -> float:
    """A number of seconds, at most a day."""
    try:
        seconds = float(text)
    except ValueError:
        seconds = -1
    if not 0 <= seconds <= LONGEST:
        raise argparse.ArgumentTypeError(f"“{text}” is not a number of seconds from 0 to {LONGEST}")
    return seconds


def a_seed(text: str) -> int:
    """A whole number from 0."""
    if not (text.isascii() and text.isdigit() and len(text) < 10):
        raise argparse.ArgumentTypeError(f"“{text}” is not a seed; write a whole number from 0 to 999999999")
    return int(text)


class Command(HouseCommand):
    help = "Print panels for the nominees of a file, at the least cost that is found in the time (docs/panels.md)."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("instance", metavar="INSTANCE.json", help="sessions, nominees, assessors and what is fixed")
        parser.add_argument("--seconds", type=some_seconds, default=60.0, help="how long to look; 60 otherwise")
        parser.add_argument("--seed", type=a_seed, default=0, help="the same seed finds the same answer; 0 otherwise")

    def handle(self, *, instance: str, seconds: float, seed: int, **options: Any) -> None:
        from gateway.panels import answer_of, build, read_instance

        try:
            with unheard():
                answer = answer_of(build(read_instance(Path(instance)), seconds=seconds, seed=seed))
        except Unusable as unusable:
            raise CommandError(str(unusable)) from unusable
        self.stdout.write(json.dumps(answer, ensure_ascii=False, allow_nan=False))


@contextmanager
def unheard() -> Iterator[None]:
    """Whatever HiGHS says on standard output, past Python, goes to standard error: the output is the answer alone."""
    sys.stdout.flush()
    kept = os.dup(1)
    try:
        os.dup2(2, 1)
        yield
    finally:
        os.dup2(kept, 1)
        os.close(kept)
