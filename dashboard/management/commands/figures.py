"""Print the figures of the newest complete snapshot of a day.

Acts as the operator: any region, with confidential forecasts in (the full edition), unless --as-role names a role whose
pages show the open one.
"""

import csv
import datetime as dt
import json

from django.core.management.base import CommandError

from dashboard.models import Figure, Snapshot
from dashboard.printed import COLUMNS, rows_printed
from talentboard.access import Permission, Role
from talentboard.access.table import grants
from talentboard.accounts.operator import operator
from talentboard.audit import Event, record
from talentboard.clock import today
from talentboard.management.command import HouseCommand, a_day

from .snapshot import known_regions


class Command(HouseCommand):
    help = "Print one measure of a region's newest snapshot of a day."

    def add_arguments(self, parser) -> None:
        parser.add_argument("--region", required=True, help="a region's slug, or england")
        parser.add_argument("--as-of", type=a_day, default=None, help="YYYY-MM-DD; today when left out")
        parser.add_argument("--measure", required=True, choices=list(COLUMNS))
        parser.add_argument("--format", choices=["json", "csv", "table"], default="table")
        parser.add_argument("--as-role", choices=[role.value for role in Role], default=None)

    def handle(self, *, region: str, as_of: dt.date | None, measure: str, **options) -> None:
        day = as_of or today()
        snapshot = Snapshot.objects.newest(region, day)
        if snapshot is None and region not in (known := known_regions()):
            raise CommandError(f"“{region}” is not a region. It is one of: {', '.join(known)}.")
        if snapshot is None:
            raise CommandError(
                f"There is no complete snapshot of {region} as of {day:%-d %B %Y}. "
                f"Make one with: bin/manage snapshot --region {region} --as-of {day}"
            )
        figure = snapshot.figures.get(measure=measure, slice="all", edition=self.edition(options["as_role"]))
        record(Event.FIGURES_PRINTED, about=snapshot, by=operator(), changed=[measure])
        getattr(self, f"as_{options['format']}")(snapshot, figure, rows_printed(measure, figure.payload))

    def edition(self, role: str | None) -> str:
        """The edition that a role's pages show; the full one for the operator."""
        if role is None or grants(role, Permission.READ_FULL_FIGURES):
            return Figure.Edition.FULL
        if not grants(role, Permission.READ_FIGURES):
            raise CommandError(f"The role {role} sees no figures.")
        return Figure.Edition.OPEN

    def as_json(self, snapshot: Snapshot, figure: Figure, rows: list[dict]) -> None:
        answer = {
            "region": snapshot.region,
            "as_of": snapshot.as_of.isoformat(),
            "measure": figure.measure,
            "snapshot": str(snapshot.pk),
            "rule": figure.rule,
            "rows": rows,
        }
        self.stdout.write(json.dumps(answer, ensure_ascii=False, allow_nan=False))

    def as_csv(self, snapshot: Snapshot, figure: Figure, rows: list[dict]) -> None:
        writer = csv.DictWriter(self.stdout, COLUMNS[figure.measure], lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)

    def as_table(self, snapshot: Snapshot, figure: Figure, rows: list[dict]) -> None:
        shown = [dict.fromkeys(COLUMNS[figure.measure]) | {name: name for name in COLUMNS[figure.measure]}, *rows]
        cells = [["n/a" if value is None else printed(value) for value in row.values()] for row in shown]
        widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
        for line in cells:
            self.stdout.write("  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip())


def printed(value) -> str:
    """A value in a table: rates and expected numbers to four places."""
    return f"{value:.4f}" if isinstance(value, float) else str(value)
