"""What the commands that load files have in common: their arguments, and problems as a table."""

import argparse
import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError

from talentboard.clock import today
from talentboard.management.command import HouseCommand, a_day
from talentboard.nhs.words import count
from talentboard.sheets import Problem, count_by_kind
from talentboard.sheets.plans import FilePlan, Verdict

HEADINGS = ("Sheet", "Row", "Column", "What it says", "What is wrong", "What would be right")
LONGEST_VALUE = 40
MANY = 20


class LoadingCommand(HouseCommand):
    """Loads files, all or nothing. The result goes to standard output, progress and failure to standard error."""

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("files", metavar="FILE", nargs="+", help="an Excel workbook (.xlsx) or CSV files")
        parser.add_argument("--as-of", type=a_day, default=None, help="the day the files describe; today when left out")
        parser.add_argument("--dry-run", action="store_true", help="say what would change, and save nothing")

    def handle(self, *, files: Sequence[str], as_of: dt.date | None, dry_run: bool, **options: Any) -> None:
        named = [(name, Path(name)) for name in files]
        plan = self.load(named, as_of=as_of or today(), dry_run=dry_run, **options)
        for notice in plan.reading.notices:
            self.tell(notice)
        if plan.problems:
            self.stdout.write("\n".join([*table_of(plan.problems), *self.advice(plan)]))
            raise CommandError(f"Nothing has been saved: {plan.reading.to_put_right()}.")
        for sentence in self.result(plan):
            self.stdout.write(sentence)
        if not plan.changes_anything:
            self.stdout.write("Nothing to save: this is what we already have.")
        elif dry_run:
            self.stdout.write("Dry run: nothing has been saved.")
        else:
            self.stdout.write("Saved.")

    def load(self, files: list[tuple[str, Path]], *, as_of: dt.date, dry_run: bool, **options: Any) -> FilePlan:
        """Load the files, or check them on a dry run; the plan."""
        raise NotImplementedError

    def result(self, plan: Any) -> Iterable[str]:
        """What has changed, or would, in lines."""
        raise NotImplementedError

    def advice(self, plan: Any) -> Iterable[str]:
        """What to say below the problems, in lines: an option that would help."""
        return ()

    def tell(self, sentence: str) -> None:
        self.stderr.write(sentence, self.style.NOTICE)


def numbers(what: str, counts: Mapping[Verdict, int], gone: str = "", number_gone: int = 0) -> Iterator[str]:
    """A line such as "Posts: 2 new, 7 no change, 1 closed"; none where the file has none of them."""
    parts = [f"{count(number)} {verdict.value.lower()}" for verdict, number in counts.items()]
    parts += [f"{count(number_gone)} {gone}"] if number_gone else []
    if parts:
        yield f"{what}: {', '.join(parts)}"


def table_of(problems: Sequence[Problem]) -> list[str]:
    """The problems as lines of a table, with the file in front where there are several; then how many of each kind."""
    with_file = len({problem.file for problem in problems}) > 1 or any(not problem.sheet for problem in problems)
    rows = [("File", *HEADINGS)] + [
        (
            problem.file,
            problem.sheet,
            str(problem.row or ""),
            problem.column,
            shown(problem.value if problem.sheet else ""),
            problem.wrong,
            problem.advice,
        )
        for problem in problems
    ]
    rows = [row if with_file else row[1:] for row in rows]
    widths = [max(len(row[place]) for row in rows) for place in range(len(rows[0]) - 1)]
    lines = ["  ".join([*map(str.ljust, row, widths), row[-1]]).rstrip() for row in rows]
    if len(problems) > MANY:
        lines += ["", *(f"{number:6}  {kind}" for kind, number in count_by_kind(problems).items())]
    return lines


def shown(value: str) -> str:
    """A value on one line, cut where it is long."""
    plain = " ".join(value.split())
    return plain if len(plain) <= LONGEST_VALUE else f"{plain[: LONGEST_VALUE - 1]}…"
