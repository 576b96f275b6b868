"""Print how much likelier one group was than another to get from stage a to stage b, with the interval.

Of counts typed or in a file; nothing is read from the database and nothing is stored. With --released, what may be
published of the same counts.
"""

import argparse
import json
from dataclasses import asdict, fields
from pathlib import Path
from typing import Any

from defusedcsv import csv
from django.core.management.base import CommandError

from dashboard.counts.comparisons import COMPARISONS, Comparison, comparisons_in, group_from
from dashboard.disclosure.comparison import released_likelihood, shown_alone
from dashboard.disclosure.rules import NoRule, Rule, rule_on
from dashboard.metrics.likelihood import Group, Likelihood, NotCounts, relative_likelihood, to_check
from talentboard.clock import today
from talentboard.management.command import HouseCommand
from talentboard.sheets import read
from talentboard.sheets.writing import safe

KEYS = [field.name for field in fields(Likelihood)]


def a_group(text: str) -> Group:
    """A group as 40/80."""
    try:
        return group_from(text)
    except NotCounts as wrong:
        raise argparse.ArgumentTypeError(str(wrong)) from None


class Command(HouseCommand):
    help = "Print the relative likelihood of two groups, or of each row of a CSV file."
    requires_system_checks = ()

    def add_arguments(self, parser) -> None:
        columns = ", ".join(column.name for column in COMPARISONS.columns)
        parser.add_argument("file", metavar="FILE", nargs="?", default=None, help=f"a CSV file of many: {columns}")
        parser.add_argument("--reference", type=a_group, default=None, help="40/80: 40 of 80 people passed")
        parser.add_argument("--comparison", type=a_group, default=None, help="the same of the comparison group")
        parser.add_argument("--released", action="store_true", help="what may be published: see docs/likelihood.md")
        parser.add_argument("--format", choices=["json", "csv", "table"], default="table")

    def handle(self, *, file: str | None, reference: Group | None, comparison: Group | None, **options) -> None:
        typed = [group for group in (reference, comparison) if group is not None]
        if len(typed) != (0 if file else 2):
            raise CommandError("Give --reference and --comparison, or a file with many comparisons, not both.")
        asked = comparisons_of(file, tell=self.tell) if file else [("", *typed)]
        rule = rule_today() if options["released"] else None
        rows = [(name, answer(*groups, rule)) for name, *groups in asked]
        getattr(self, f"as_{options['format']}")(rows, many=file is not None)
        for name, found in rows:
            self.flag(name, found)

    def as_json(self, rows: list[tuple[str, Likelihood]], *, many: bool) -> None:
        shown = [{"name": name} | asdict(found) for name, found in rows] if many else []
        answer = {"rows": shown} if many else asdict(rows[0][1])
        self.stdout.write(json.dumps(answer, ensure_ascii=False, allow_nan=False))

    def as_csv(self, rows: list[tuple[str, Likelihood]], *, many: bool) -> None:
        writer = csv.writer(self.stdout, lineterminator="\n")
        writer.writerow(["name", *KEYS] if many else KEYS)
        for name, found in rows:
            writer.writerow(map(safe, [*([name] if many else []), *asdict(found).values()]))

    def as_table(self, rows: list[tuple[str, Likelihood]], *, many: bool) -> None:
        lines = [["name", *KEYS], *([name, *map(printed, asdict(found).values())] for name, found in rows)]
        cells = lines if many else [line[1:] for line in lines]
        widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
        for line in cells:
            self.stdout.write("  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip())

    def flag(self, name: str, found: Likelihood) -> None:
        """What should be checked before it is relied on, to standard error."""
        for sentence in to_check(found.relative_likelihood):
            self.tell(f"{name}: {sentence}" if name else sentence)

    def tell(self, sentence: str) -> None:
        self.stderr.write(sentence, self.style.NOTICE)


def answer(reference: Group, comparison: Group, rule: Rule | None) -> Likelihood:
    """The relative likelihood in full, or what a rule releases of it."""
    if rule is None:
        return relative_likelihood(reference, comparison)
    return released_likelihood(shown_alone(reference, rule), shown_alone(comparison, rule), rule)


def rule_today() -> Rule:
    """The rule in force. CommandError where there is none."""
    try:
        return rule_on(today())
    except NoRule as missing:
        raise CommandError(str(missing)) from missing


def comparisons_of(file: str, *, tell) -> list[Comparison]:
    """Every row of a CSV file. CommandError, after a sentence for each, where anything in it is wrong."""
    reading = read([(f"{COMPARISONS.name}.csv", Path(file))], [COMPARISONS])
    found = comparisons_in(reading)
    for notice in reading.notices:
        tell(notice)
    if not reading.is_right:
        for problem in reading.problems:
            where = f"{file}, row {problem.row}" if problem.row else file
            tell(f"{where}: {problem.wrong}. {problem.advice.rstrip('.')}.")
        raise CommandError(f"Nothing has been worked out: {reading.to_put_right()}.")
    return found


def printed(value: Any) -> str:
    """A value in a table: numbers to four places."""
    if value is None:
        return "n/a"
    if isinstance(value, bool):
        return "yes" if value else "no"
    return f"{value:.4f}" if isinstance(value, float) else str(value)
