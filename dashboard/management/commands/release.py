"""Print what may be shown of a table of true counts, with totals; hidden cells say `hidden`.

Nothing is read from the database and nothing is stored. Standard error says how many cells are hidden and whether fewer
would do.
"""

import argparse
from collections.abc import Iterable
from dataclasses import replace

from defusedcsv import csv
from django.core.management.base import CommandError

from dashboard.counts.tables import table_in
from dashboard.disclosure.released import Released
from dashboard.disclosure.rules import NoRule, Rule, rule_on
from dashboard.disclosure.tables import NotATable, TrueTable
from talentboard.clock import today
from talentboard.management.command import HouseCommand
from talentboard.nhs.words import noun_for, plural

HIDDEN = "hidden"


def people(text: str) -> int:
    """A number of people."""
    if not (text.isascii() and text.isdigit() and len(text) <= 11):
        raise argparse.ArgumentTypeError(f"“{text}” is not a number of people; write a whole number, 0 or more")
    return int(text)


def seconds(text: str) -> float:
    """A time to search."""
    try:
        if 0 < float(text) <= 3600:
            return float(text)
    except ValueError:
        pass
    raise argparse.ArgumentTypeError(f"“{text}” is not a time; write a number of seconds, above 0 and up to 3600")


class Command(HouseCommand):
    help = "Print a table of true counts as it may be released."
    requires_system_checks = ()

    def add_arguments(self, parser) -> None:
        parser.add_argument("table", metavar="TABLE", help="a CSV file of true counts with heads and without totals")
        parser.add_argument("--before", metavar="FILE", default=None, help="the true counts of the last release")
        parser.add_argument("--joined", type=people, default=None, help="how many people joined since then, at most")
        parser.add_argument("--left", type=people, default=None, help="how many people left since then, at most")
        parser.add_argument("--seconds", type=seconds, default=60.0, help="how long to look for the fewest; 60")

    def handle(self, *, table: str, before: str | None, joined: int | None, left: int | None, **options) -> None:
        from dashboard.disclosure.release import Before, Release, release  # loads SciPy

        if len({before is None, joined is None, left is None}) > 1:
            raise CommandError("Give --before, --joined and --left together, or none of them.")
        rule = rule_today()

        def released(new: TrueTable, last: Before | None) -> Release:
            return release([new], rule=rule, before=last, seconds=options["seconds"])

        try:
            new, last = table_in(table), None
            if before is not None and joined is not None and left is not None:
                old = replace(table_in(before), rows_are=new.rows_are, columns_are=new.columns_are)
                last = Before([old], released(old, None).tables, joined, left)
            found = released(new, last)
        except NotATable as mistake:
            *others, final = str(mistake).split("\n")
            self.tell(others)
            raise CommandError(final) from mistake
        self.show(found.tables[0], corner="" if new.rows_are == "rows" else new.rows_are)
        self.tell(said_of(found.hidden, found.at_least, is_exact=found.is_exact))
        self.tell(said_of_before(found.known_before, last.joined + last.left, rule) if last else ())

    def show(self, table: Released, *, corner: str) -> None:
        writer = csv.writer(self.stdout, lineterminator="\n")
        writer.writerow([corner, *table.column_heads])
        for head, row in zip(table.row_heads, table.shown, strict=True):
            writer.writerow([head, *(HIDDEN if count is None else count for count in row)])

    def tell(self, sentences: Iterable[str]) -> None:
        for sentence in sentences:
            self.stderr.write(sentence, self.style.NOTICE)


def rule_today() -> Rule:
    """The rule in force. CommandError where there is none."""
    try:
        return rule_on(today())
    except NoRule as missing:
        raise CommandError(str(missing)) from missing


def said_of(hidden: int, at_least: int, *, is_exact: bool) -> list[str]:
    """How many cells are hidden, and whether that is proven to be the fewest."""
    if not hidden:
        return ["No cell is hidden."]
    are = f"{plural(hidden, 'cell')} {noun_for(hidden, 'is', 'are')} hidden, totals included"
    if is_exact:
        return [f"{are}: proven to be the fewest, and among as few those of the smaller total."]
    if hidden == at_least:
        return [f"{are}: proven to be the fewest. Whether as few of a smaller total would do is not."]
    return [f"{are}. It was not proven in the time given that fewer will not do: at least {at_least} must."]


def said_of_before(known: int, moved: int, rule: Rule) -> list[str]:
    """What the last release, and who came and went, tell already."""
    said = []
    if moved < rule.least_width:
        said.append(
            f"Fewer than {rule.least_width} people joined or left, so nothing new is shown beside the last release."
        )
    if known:
        said.append(
            f"{plural(known, 'hidden count')} {noun_for(known, 'was', 'were')} told more closely than the rule allows "
            "by the last release and who joined and left already. This release adds nothing to it."
        )
    return said
