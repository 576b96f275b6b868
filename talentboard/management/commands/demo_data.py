"""bin/manage demo_data: fill an empty database with the demonstration."""

import argparse
from typing import Any

from django.core.management.base import CommandError

from talentboard.accounts.operator import operator
from talentboard.clock import today
from talentboard.demonstration import NotADemonstration, last_quarter_end, load_demonstration
from talentboard.management.command import HouseCommand, a_day
from talentboard.nhs.words import long_day
from talentboard.reference import load_reference


class Command(HouseCommand):
    help = "Load the demonstration: made-up people and posts in the real organisations of all six talent boards."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument(
            "--as-of", type=a_day, default=None, help="YYYY-MM-DD; the last quarter end before today when left out"
        )

    def handle(self, *, as_of: Any, **options: Any) -> None:
        try:
            load_reference(by=operator())
            loaded = load_demonstration(as_of=as_of, default=last_quarter_end(today()), by=operator(), tell=self.tell)
        except NotADemonstration as refusal:
            raise CommandError(str(refusal)) from refusal
        if not loaded.lines:
            self.stdout.write(f"The demonstration is there already, as of {long_day(loaded.as_of)}. Nothing changed.")
            return
        self.stdout.write(f"The demonstration is there, as of {long_day(loaded.as_of)}:")
        for line in loaded.lines:
            self.stdout.write(f"  {line}")
        self.stdout.write("Who to sign in as: bin/manage demo_people")

    def tell(self, doing: str) -> None:
        self.stderr.write(doing, self.style.NOTICE)
