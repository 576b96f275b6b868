"""Delete what is past its time, or say what would go."""

from typing import Any

from django.core.management.base import CommandError, CommandParser

from talentboard.accounts.operator import operator
from talentboard.clock import today
from talentboard.management.command import HouseCommand, a_day
from talentboard.nhs.words import join_words, long_day
from talentboard.retention.running import Report, carry_out, look_ahead


class Command(HouseCommand):
    help = "Delete what is past its time, as it is done every night. With --dry-run nothing is deleted."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="say what would be deleted, and delete nothing")
        parser.add_argument("--day", type=a_day, metavar="DAY", help="as of this day (default: today)")

    def handle(self, *args: Any, **options: Any) -> None:
        day = options["day"] or today()
        report = look_ahead(day) if options["dry_run"] else carry_out(day, by=operator())
        self.stdout.write("\n".join(said(report, is_dry=options["dry_run"])))
        if report.failed:
            raise CommandError(f"Nothing could be deleted of {join_words(report.failed)}: the fault has been logged.")


def said(report: Report, *, is_dry: bool) -> list[str]:
    """The report, a chapter in two lines."""
    head = "What would be deleted" if is_dry else "What was deleted"
    lines = [f"{head} on {long_day(report.day)}:"]
    for line in report.lines:
        lines += [
            "",
            f"{line.chapter.what} ({line.chapter.slug})",
            f"  kept {line.chapter.kept(line.lasts)}",
            f"  {line}",
        ]
    return lines
