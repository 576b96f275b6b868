"""What an edition of the figures sees: with the confidential forecasts, or as if they did not exist."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from dashboard.metrics.choice import CRITICAL
from dashboard.metrics.matching.alike import alike
from dashboard.metrics.matching.reach import OPENINGS
from dashboard.metrics.rows import CELL
from dashboard.metrics.time import HORIZONS, NOW

KEY = [
    "place", "critical", *CELL, "open_horizon", "open_chance", "full_horizon", "full_chance",
]  # fmt: skip
POSTS = [*KEY, "forecasts", "posts", "vacant", "covered", "covered_absence", "posts_fresh"]
HELD = ["held", *KEY, "forecasts", "posts", "vacant", "covered"]
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
    of_all = _seen(name, posts)
    alone = _seen(name, held).assign(held=held["held"])
    standing = pd.concat([_without(of_all, posts, held).assign(held=None), alone], ignore_index=True)
    places = organisations.drop_duplicates("place").set_index("place")
    where = places.loc[standing.pop("place").to_numpy(), ["region", "challenged"]].reset_index(drop=True)
    standing = pd.concat([standing, where], axis=1)
    return Edition(
        forecasts=_coming(of_all),
        openings=_openings(standing),
        critical=_critical(standing),
        organisations=organisations.rename(
            columns={f"{name}_{short}": column for short, column in OF_AN_EDITION.items()}
        ),
    )


def established(posts: pd.DataFrame) -> pd.DataFrame:
    """POSTS that stand on the day, without those that will and are there for their forecasts: confidential ones too."""
    return posts[posts["posts"] > 0]


def forecasts_of(name: str, posts: pd.DataFrame) -> pd.DataFrame:
    """The forecasts of an edition alone, as `Edition.forecasts`.   posts: POSTS"""
    return _coming(_seen(name, posts))


def _coming(seen: pd.DataFrame) -> pd.DataFrame:
    columns = ["place", "critical", *CELL, "horizon", "probability", "forecasts"]
    return seen.loc[seen["horizon"].notna().to_numpy(), columns]


def _seen(name: str, posts: pd.DataFrame) -> pd.DataFrame:
    """Posts with the horizon and probability of the edition: place, critical, role_family, level, horizon,
    probability; and how many: forecasts (all of the row), posts, opened."""
    return pd.DataFrame(
        {
            **{column: posts[column] for column in ("place", "critical", *CELL)},
            "horizon": _SLUGS[posts[f"{name}_horizon"].to_numpy(dtype=np.int64)],
            "probability": posts[f"{name}_chance"].to_numpy(dtype=np.int64) / 10_000,
            "forecasts": posts["forecasts"],
            "posts": posts["posts"],
            "opened": posts["vacant"] + posts["covered"],
        }
    )


def _without(seen: pd.DataFrame, posts: pd.DataFrame, held: pd.DataFrame) -> pd.DataFrame:
    """What is seen of the posts, less those held."""
    keys = pd.concat([posts[KEY], held[KEY]], ignore_index=True)
    first, group = alike(*(pd.factorize(keys[name])[0] for name in KEY))
    row = first[group[len(posts) :]]
    fewer = {name: seen[name].to_numpy(dtype=np.int64, copy=True) for name in ("forecasts", "posts")}
    for name, numbers in fewer.items():
        np.subtract.at(numbers, row, held[name].to_numpy(dtype=np.int64))
    return seen.assign(**fewer)


def _openings(standing: pd.DataFrame) -> pd.DataFrame:
    """Posts open, now; and posts with a forecast that counts, when it says."""
    now = standing.assign(horizon=NOW, openings=standing["opened"])[standing["opened"] > 0]
    coming = standing.assign(openings=standing["forecasts"])[standing["horizon"].notna() & (standing["forecasts"] > 0)]
    return _together(pd.concat([now, coming], ignore_index=True), [*OPENINGS[1:], "critical", "held"], "openings")


def _critical(standing: pd.DataFrame) -> pd.DataFrame:
    """Critical posts. Without a vacancy to come within 60 months one is measured now: who could step in tomorrow?"""
    posts = standing[standing["critical"] & (standing["posts"] > 0)]
    measured = posts.assign(horizon=posts["horizon"].fillna(NOW), critical_posts=posts["posts"])
    return _together(measured, [*CRITICAL[1:], "held"], "critical_posts")


def _together(posts: pd.DataFrame, columns: list[str], number: str) -> pd.DataFrame:
    """Alike ones in one row, numbered by `opening_group`."""
    first, group = alike(*(pd.factorize(posts[name])[0] for name in columns if name != number))
    counted = np.zeros(len(first), dtype=np.int64)
    np.add.at(counted, group, posts[number].to_numpy(dtype=np.int64))
    together = posts[columns].iloc[first].assign(**{number: counted})
    return together.assign(opening_group=range(len(first))).reset_index(drop=True)
