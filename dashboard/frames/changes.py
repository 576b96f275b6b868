"""Reading what became of posts since an earlier day, in both editions."""

from __future__ import annotations

import datetime as dt
import hashlib
from dataclasses import dataclass

import pandas as pd
from django.db import connection

from dashboard.changes.sql import COUNTED

NATION = "england"


@dataclass(frozen=True)
class Changed:
    """What became of a region's posts, grouped: critical and `metrics.changes.COUNTED`, as each edition sees it."""

    open: pd.DataFrame
    full: pd.DataFrame

    def digest(self) -> str:
        """A digest of all of it."""
        known = hashlib.sha256()
        for frame in (self.open, self.full):
            known.update(frame.to_csv(index=False).encode())
        return known.hexdigest()


def read_changes(region: str, as_of: dt.date, *, since: dt.date) -> Changed:
    """What became of the posts of a region (a slug, or `england`). One statement for each edition."""
    asked = {"region": None if region == NATION else region, "as_of": as_of, "since": since}
    return Changed(open=_counted(asked | {"full": False}), full=_counted(asked | {"full": True}))


def _counted(asked: dict) -> pd.DataFrame:
    with connection.cursor() as cursor:
        cursor.execute(COUNTED, asked)
        return pd.DataFrame(cursor.fetchall(), columns=[column.name for column in cursor.description])
