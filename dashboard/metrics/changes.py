"""What became of the posts between two days, and had it been foreseen?"""

from collections import Counter, defaultdict

import pandas as pd

from dashboard.metrics import rows
from dashboard.metrics.chances import interval

COUNTS = [
    "open_before", "opened", "opened_forecast", "filled", "filled_forecast", "came", "went", "newly_forecast",
    "forecast_ended",
]  # fmt: skip
COUNTED = [*rows.CELL, "due", "posts", *COUNTS]
CHANGES = [*rows.CELL, *COUNTS, "due", "due_expected", "due_low", "due_high"]

_WHOLE = 10**12
"""Probabilities are added as whole numbers of 1e-12, as under demand."""


def changes(counted: pd.DataFrame) -> pd.DataFrame:
    """Posts by what became of them since an earlier day, as recorded now for both days.

    counted: COUNTED, of every cell with a post on either day, without totals; several rows of one cell are added.
        due: the probability of a forecast of the earlier day for a day up to now, else null; posts: how many
        open_before: open on the earlier day; opened: open now and not then (of these opened_forecast had a forecast in
        force then); filled: open then and filled now (of these filled_forecast had one in force when they fell open);
        came, went: open on both days, but only now, or only then, a post of here; newly_forecast: a forecast in force
        now and none then; forecast_ended: one then and none now, without having opened
    returns: CHANGES, one row of the grid of `counted`. Open now = open_before + opened + came - filled - went.
        due: how many forecasts; due_expected: the sum of their probabilities; due_low and due_high: the 80 % interval
        of how many would come true
    """
    known = rows.declared(counted, COUNTED)
    whole = known[[*rows.CELL, *COUNTS]].astype(dict.fromkeys(COUNTS, "int64"))
    grid = rows.grid(whole)
    result = rows.added_up(whole, grid)
    spread = [(*cell, *_foreseen(events)) for cell, events in _likely(known[known["due"].notna()]).items()]
    foreseen = ["due", "parts", "due_low", "due_high"]
    both = pd.DataFrame(spread, columns=[*rows.CELL, *foreseen]).astype(dict.fromkeys(foreseen, "int64"))
    result[foreseen] = rows.complete(both, grid)[foreseen]
    result["due_expected"] = result["parts"] / _WHOLE
    return result[CHANGES]


def _likely(due: pd.DataFrame) -> dict[tuple[str, str], Counter[int]]:
    """Of every row, totals included, how many forecasts there are of each probability in 1e-12."""
    found: dict[tuple[str, str], Counter[int]] = defaultdict(Counter)
    for family, level, probability, posts in due[[*rows.CELL, "due", "posts"]].itertuples(index=False, name=None):
        for cell in ((family, level), (family, rows.ALL), (rows.ALL, level), (rows.ALL, rows.ALL)):
            found[cell][round(float(probability) * _WHOLE)] += int(posts)
    return found


def _foreseen(events: Counter[int]) -> tuple[int, int, int, int]:
    """How many, what is expected of them in 1e-12, and between which numbers."""
    expected = sum(parts * number for parts, number in events.items())
    likely = {parts / _WHOLE: number for parts, number in sorted(events.items())}
    return events.total(), expected, *interval(likely)
