"""What an edition of the figures sees: with the confidential forecasts, or as if they did not exist."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from dashboard.metrics.choice import CRITICAL
from dashboard.metrics.matching.reach import OPENINGS
from dashboard.metrics.rows import CELL
from dashboard.metrics.time import HORIZONS, NOW

KEY = [
    "place", "critical", *CELL, "open_horizon", "open_chance", "full_horizon", "full_chance",
]  # fmt: skip
POSTS = [*KEY, "forecasts", "posts", "vacant", "covered", "covered_absence", "posts_fresh"]
HELD = ["held", *KEY, "established"]
ORGANISATIONS = [
    "organisation", "system", "place", "region", "challenged", "return_state", "return_age_days", "posts",
    "posts_without_occupancy", "open_over_a_year", "open_stale", "full_stale", "open_overdue", "full_overdue",
    "open_corrections", "full_corrections",
]  # fmt: skip
OF_AN_EDITION = {
    "stale": "stale_forecasts", "overdue": "overdue_forecasts", "corrections": "corrections_not_signed_off",
}  # fmt: skip
"""Columns of ORGANISATIONS that each edition has of its own, and what quality calls them."""

_SLUGS = np.array([*HORIZONS, None], dtype=object)
"""Horizons by their number; -1 is none."""


@dataclass(frozen=True)
class Edition:
    """What depends on whether confidential forecasts count.

    forecasts: place, critical, role_family, level, horizon, probability, forecasts
    openings: OPENINGS and critical, held (the post's id where a member holds it firmly, else null)
    critical: CRITICAL and held.    organisations: ORGANISATIONS of quality, system and place
    """

    forecasts: pd.DataFrame
    openings: pd.DataFrame
    critical: pd.DataFrame
    organisations: pd.DataFrame


def edition(name: str, posts: pd.DataFrame, organisations: pd.DataFrame, held: pd.DataFrame) -> Edition:
    """An edition by its name, `open` or `full`.

    posts: POSTS.   organisations: ORGANISATIONS.   held: HELD, posts that a member holds firmly; in `posts` too
    """
    places = organisations.drop_duplicates("place").set_index("place")
    together = _seen(name, _without(posts, held), places)
    alone = _seen(name, held.assign(forecasts=1, posts=held["established"].astype(int), vacant=0, covered=0), places)
    standing = pd.concat([together.assign(held=None), alone], ignore_index=True)
    of_all = _seen(name, posts, places)
    coming = of_all[of_all["horizon"].notna()]
    its_own = {f"{name}_{short}": column for short, column in OF_AN_EDITION.items()}
    return Edition(
        forecasts=coming[["place", "critical", *CELL, "horizon", "probability", "forecasts"]],
        openings=_openings(standing),
        critical=_critical(standing),
        organisations=organisations.rename(columns=its_own),
    )


def _seen(name: str, posts: pd.DataFrame, places: pd.DataFrame) -> pd.DataFrame:
    """Posts with the horizon and probability of the edition, and their region and challenge."""
    where = places.loc[posts["place"].to_numpy(), ["region", "challenged"]]
    return posts.assign(
        horizon=_SLUGS[posts[f"{name}_horizon"].to_numpy(dtype=np.int64)],
        probability=posts[f"{name}_chance"].to_numpy(dtype=np.int64) / 10_000,
        region=where["region"].to_numpy(dtype=object),
        challenged=where["challenged"].to_numpy(dtype=bool),
    )


def _without(posts: pd.DataFrame, held: pd.DataFrame) -> pd.DataFrame:
    """The posts less those held."""
    row_of = {key: row for row, key in enumerate(posts[KEY].itertuples(index=False, name=None))}
    rows = np.array([row_of[key] for key in held[KEY].itertuples(index=False, name=None)], dtype=np.int64)
    left = posts[["forecasts", "posts"]].to_numpy(dtype=np.int64, copy=True)
    np.subtract.at(left[:, 0], rows, 1)
    np.subtract.at(left[:, 1], rows, held["established"].to_numpy(dtype=np.int64))
    return posts.assign(forecasts=left[:, 0], posts=left[:, 1])


def _openings(standing: pd.DataFrame) -> pd.DataFrame:
    """Posts open, now; and posts with a forecast that counts, when it says."""
    opened = (standing["vacant"] + standing["covered"]).to_numpy(dtype=np.int64)
    now = standing.assign(horizon=NOW, openings=opened)[opened > 0]
    coming = standing.assign(openings=standing["forecasts"])
    coming = coming[coming["horizon"].notna() & (coming["openings"] > 0)]
    return _numbered(pd.concat([now, coming], ignore_index=True))[[*OPENINGS, "critical", "held"]]


def _critical(standing: pd.DataFrame) -> pd.DataFrame:
    """Critical posts. Without a vacancy to come within 60 months one is measured now: who could step in tomorrow?"""
    posts = standing[standing["critical"].to_numpy(dtype=bool) & (standing["posts"] > 0).to_numpy()]
    measured = posts.assign(
        horizon=posts["horizon"].where(posts["horizon"].notna(), NOW), critical_posts=posts["posts"]
    )
    return _numbered(measured)[[*CRITICAL, "held"]]


def _numbered(openings: pd.DataFrame) -> pd.DataFrame:
    return openings.assign(opening_group=range(len(openings)))
