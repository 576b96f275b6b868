"""Load returns that were signed on paper: posts and forecasts, all or nothing.

Acts as the operator: any region, confidential rows too. Each organisation's return is signed off with the file as its
source. Prints what has changed; or every problem of every row, and then nothing is saved and the exit code is 1.
"""

import argparse
import datetime as dt
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from regions.actions.import_return import ReturnPlan, check_return, import_return
from talentboard.accounts.operator import operator
from talentboard.management.loading import LoadingCommand, numbers
from talentboard.nhs.words import join_words, long_day


class Command(LoadingCommand):
    help = "Load organisations' posts and forecasts from files."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        super().add_arguments(parser)
        parser.add_argument(
            "--close-missing", action="store_true", help="close posts that the file no longer names, from the as-of day"
        )

    def load(self, files: list[tuple[str, Path]], *, as_of: dt.date, dry_run: bool, **options: Any) -> ReturnPlan:
        asked = {"as_of": as_of, "by": operator(), "close_missing": options["close_missing"]}
        if dry_run:
            return check_return(files, **asked)
        return import_return(files, **asked, progress=self.tell)

    def advice(self, plan: ReturnPlan) -> Iterable[str]:
        if plan.missing:
            yield ""
            yield f"--close-missing closes the posts that the file no longer names, from {long_day(plan.as_of)}."

    def result(self, plan: ReturnPlan) -> Iterable[str]:
        yield f"As of {long_day(plan.as_of)}:"
        yield from numbers("Posts", plan.counts("posts"), "closed", len(plan.closed))
        yield from numbers("Forecasts", plan.counts("forecasts"), "withdrawn", len(plan.withdrawn))
        codes = [organisation.code for organisation in plan.organisations]
        yield f"Returns: {join_words(codes)}"
        for gone in plan.closed:
            yield f"Closed: {gone.ref}, {gone.title}, of {gone.organisation}"
        for gone in plan.withdrawn:
            yield f"Withdrawn: the forecast of {gone.ref}, {gone.title}, of {gone.organisation}"
