"""Load rounds that were run on paper and their nominations from files, all or nothing.

Acts as the operator: any region. Prints what is new and who must now be told; or every problem of every row, and then
nothing is saved and the exit code is 1.
"""

import datetime as dt
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from nominations.actions.import_nominations import NominationsPlan, check_nominations, import_nominations
from talentboard.accounts.operator import operator
from talentboard.management.loading import LoadingCommand, numbers
from talentboard.nhs.words import long_day, plural


class Command(LoadingCommand):
    help = "Load rounds that were run on paper and their nominations from files."

    def load(self, files: list[tuple[str, Path]], *, as_of: dt.date, dry_run: bool, **options: Any) -> NominationsPlan:
        if dry_run:
            return check_nominations(files, as_of=as_of, by=operator())
        return import_nominations(files, as_of=as_of, by=operator(), progress=self.tell)

    def result(self, plan: NominationsPlan) -> Iterable[str]:
        yield f"As of {long_day(plan.as_of)}:"
        yield from numbers("Rounds", plan.counts("rounds"))
        yield from numbers("Nominations", plan.counts("nominations"))
        if plan.unsaid:
            yield f"{plural(plan.unsaid, 'nomination')} that nobody agreed to: the number alone is kept."
        if plan.to_tell:
            people = plural(len(plan.to_tell), "person", "people")
            yield f"{people} must now be told that the talent board knows of them:"
            yield from (f"  {person.name} <{person.email}>, {person.region}" for person in plan.to_tell)
