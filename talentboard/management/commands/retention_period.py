"""How long things are kept: shown, and set from a day on. Runs with the owner's login, as migrations do."""

import re
from typing import Any

from django.core.management.base import CommandError, CommandParser

from talentboard.accounts.operator import operator
from talentboard.clock import today
from talentboard.management.command import HouseCommand, a_day
from talentboard.nhs.words import long_day
from talentboard.retention import Lasts
from talentboard.retention.actions import set_period
from talentboard.retention.chapters import chapters
from talentboard.retention.periods import lasting

PERIOD = re.compile(r"(\d{1,4}) (year|month|day)s?")


class Command(HouseCommand):
    help = 'Show how long things are kept, or set it: retention_period audit "7 years" --since 2027-01-01'

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("chapter", nargs="?", help="what is kept: a name from the list")
        parser.add_argument("period", nargs="?", help='how long: "7 years", "84 months" or "28 days"')
        parser.add_argument("--since", type=a_day, metavar="DAY", help="from this day on (default: today)")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["chapter"]:
            since = options["since"] or today()
            set_period(options["chapter"], period(options["period"]), since=since, by=operator())
            self.stdout.write(f"From {long_day(since)} on:")
            self.show(since)
        else:
            self.show(options["since"] or today())

    def show(self, day: Any) -> None:
        lasts = lasting(day)
        for chapter in sorted(chapters(), key=lambda chapter: chapter.slug):
            self.stdout.write(f"{chapter.slug:16} {chapter.what}: {chapter.kept(lasts[chapter.slug])}")


def period(text: str | None) -> Lasts:
    """ "7 years", "84 months", "28 days"."""
    found = PERIOD.fullmatch((text or "").strip().lower())
    if not found:
        raise CommandError(f'“{text or ""}” is not a period; write it as "7 years", "84 months" or "28 days".')
    number, unit = int(found[1]), found[2]
    return Lasts(days=number) if unit == "day" else Lasts(months=number * (12 if unit == "year" else 1))
