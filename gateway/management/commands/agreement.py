"""bin/manage agreement MARKS.csv: how well the assessors of a round agree, as JSON."""

import argparse
import json
import re
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError, CommandParser

from gateway.agreement.marks import HIGHEST, LOWEST, Scale
from gateway.unusable import Unusable
from talentboard.management.command import HouseCommand


def a_scale(text: str) -> Scale:
    """Lowest and highest mark, as 1-5."""
    found = re.fullmatch(r"(\d{1,3})-(\d{1,3})", text.strip(), re.ASCII)
    low, high = (int(found[1]), int(found[2])) if found else (0, 0)
    if not LOWEST <= low < high <= HIGHEST:
        raise argparse.ArgumentTypeError(
            f"“{text}” is not a scale; write its lowest and highest mark, from {LOWEST} to {HIGHEST}, as 1-5"
        )
    return low, high


class Command(HouseCommand):
    help = "Print how well the assessors of a file of marks agree, and how high each of them marks (docs/agreement.md)."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("marks", metavar="MARKS.csv", help="columns candidate, assessor, criterion, mark")
        parser.add_argument("--scale", type=a_scale, default=(LOWEST, HIGHEST), help="marks there are; 0-100 otherwise")

    def handle(self, *, marks: str, scale: Scale, **options: Any) -> None:
        from gateway.agreement import agreement, read_marks

        try:
            found = agreement(read_marks(marks, Path(marks), scale=scale, tell=self.stderr.write))
        except Unusable as unusable:
            raise CommandError(str(unusable)) from unusable
        self.stdout.write(json.dumps(found, ensure_ascii=False, allow_nan=False))
