"""Load pools and their members from files, all or nothing.

Acts as the operator: any region. Prints what has changed and who must now be told; or every problem of every row, and
then nothing is saved and the exit code is 1.
"""

import datetime as dt
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from pools.actions.import_members import MembersPlan, check_members, import_members
from talentboard.accounts.operator import operator
from talentboard.management.loading import LoadingCommand, numbers
from talentboard.nhs.words import join_words, long_day, plural


class Command(LoadingCommand):
    help = "Load pools and their members from files."

    def load(self, files: list[tuple[str, Path]], *, as_of: dt.date, dry_run: bool, **options: Any) -> MembersPlan:
        if dry_run:
            return check_members(files, as_of=as_of, by=operator())
        return import_members(files, as_of=as_of, by=operator(), progress=self.tell)

    def result(self, plan: MembersPlan) -> Iterable[str]:
        yield f"As of {long_day(plan.as_of)}:"
        yield from numbers("Pools", plan.counts("pools"))
        yield from numbers("Members", plan.counts("members"))
        for kept in plan.kept_elsewhere:
            row = kept.row
            yield (
                f"Not taken over: {row.table.name}, row {row.number}, {row['name']}: kept by {kept.region} "
                f"with another {join_words(kept.fields)}"
            )
        if plan.to_tell:
            people = plural(len(plan.to_tell), "person", "people")
            yield f"{people} must now be told that the talent board knows of them:"
            yield from (f"  {person.name} <{person.email}>, {person.region}" for person in plan.to_tell)
