"""Compute and store a snapshot, in this process, and return when it is complete.

Acts as the operator: any region. Prints one line a snapshot: region, as-of day, id.
"""

import datetime as dt

from django.core.management.base import CommandError

from regions.models import Region
from talentboard.accounts.operator import operator
from talentboard.clock import today
from talentboard.management.command import HouseCommand, a_day

NATION = "england"


def known_regions() -> list[str]:
    """The slugs that --region takes. CommandError when there are no regions yet."""
    regions = list(Region.objects.values_list("slug", flat=True))
    if not regions:
        raise CommandError("There are no regions yet: run bin/manage load_reference first.")
    return [*regions, NATION]


class Command(HouseCommand):
    help = "Compute and store the figures of a region as of a day."

    def add_arguments(self, parser) -> None:
        parser.add_argument("--region", required=True, help="a region's slug, england, or all (six and england)")
        parser.add_argument("--as-of", type=a_day, default=None, help="YYYY-MM-DD; today when left out")

    def handle(self, *, region: str, as_of: dt.date | None, **options) -> None:
        from dashboard.drawing.fragments import draw
        from dashboard.snapshots import compute, store

        for slug in self.asked(region):
            snapshot = store(compute(slug, as_of or today(), tell=self.tell(slug)), by=operator())
            draw(snapshot)
            self.stdout.write(f"{slug} {snapshot.as_of} {snapshot.pk}")

    def asked(self, region: str) -> list[str]:
        """The slugs meant by --region. CommandError when there is no such region."""
        known = known_regions()
        if region == "all":
            return known
        if region not in known:
            raise CommandError(f"“{region}” is not a region. It is one of: {', '.join(known)}, or all.")
        return [region]

    def tell(self, slug: str):
        """Progress, to standard error."""
        return lambda doing: self.stderr.write(f"{slug}: {doing}", self.style.NOTICE) if self.verbose else None

    def execute(self, *args, **options):
        self.verbose = options["verbosity"] > 1
        return super().execute(*args, **options)
