"""Compose and build a board pack in this process, and write it to a file where one is named.

Acts as the operator: any region. Prints one line: region, meeting, revision, pages, the digest of the file.
"""

import datetime as dt
from pathlib import Path

from django.core.management.base import CommandError

from talentboard.accounts.operator import operator
from talentboard.management.command import HouseCommand, a_day

from .snapshot import known_regions


class Command(HouseCommand):
    help = "Build the board pack of a region's meeting from its newest figures, or from those of a day."

    def add_arguments(self, parser) -> None:
        parser.add_argument("--region", required=True, help="a region's slug")
        parser.add_argument("--meeting", type=a_day, required=True, help="the day of the meeting, YYYY-MM-DD")
        parser.add_argument("--as-of", type=a_day, default=None, help="YYYY-MM-DD; the newest figures when left out")
        parser.add_argument("--to", type=Path, default=None, help="a file to write the PDF to")

    def handle(self, *, region: str, meeting: dt.date, as_of: dt.date | None, to: Path | None, **options) -> None:
        from dashboard.models import Snapshot
        from dashboard.packs.actions import compose
        from dashboard.packs.facts import read
        from dashboard.packs.jobs import keep
        from dashboard.packs.printing import build
        from dashboard.packs.sections import DEFAULT

        known = [slug for slug in known_regions() if slug != "england"]
        if region not in known:
            raise CommandError(f"“{region}” is not a region. It is one of: {', '.join(known)}.")
        snapshot = Snapshot.objects.newest(region, as_of)
        if snapshot is None:
            raise CommandError(f"There are no figures of {region} {f'as of {as_of}' if as_of else 'yet'}.")
        pack = compose(region, meeting=meeting, snapshot=snapshot, sections=DEFAULT, by=operator())
        built = build(pack, read(pack))
        keep(pack, built, version=pack.version, by=operator())
        if to:
            to.write_bytes(built.file.content)
        self.stdout.write(f"{region} {meeting} {pack.revision} {built.file.pages} {built.file.digest}")
