"""How each post of a region stands on a day, post by post, from sections 1 and 2 of the measures."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from .days import horizon_of, on
from .rows import Row, World, by


@dataclass
class Standing:
    """One post on the day. `horizon`: of its vacancy, `now` when open; none when none is expected in sixty months.

    `holding`: its occupancy on the day. `forecast`: the live one of the edition; none where it does not count, because
    the post is open, or will have closed by then. `overdue`: its day has come, and the post is not open.
    """

    post: Row
    organisation: Row
    region: str
    system: str | None
    challenged: bool
    established: bool
    holding: Row | None
    forecast: Row | None
    open: bool = False
    vacant: bool = False
    overdue: bool = False
    horizon: str | None = None

    @property
    def cell(self) -> tuple[str, str]:
        return self.post["role_family"], self.post["level"]

    @property
    def filled(self) -> bool:
        return self.established and not self.open

    @property
    def chance(self) -> float:
        return 1.0 if self.open else float(self.forecast["probability"])


def posts_on(world: World, region: str, day: dt.date, *, full: bool) -> list[Standing]:
    """The posts that are, or will be, of organisations placed in the region on the day."""
    organisations = {row["id"]: row for row in world["organisations"]}
    systems = {row["id"]: row["code"] for row in world["systems"]}
    homes = {row["organisation_id"]: row for row in world["placements"] if on(row, day)}
    challenged = {row["organisation_id"] for row in world["standings"] if row["challenged"] and on(row, day)}
    occupancies, forecasts = by(world["occupancies"], "post_id"), by(world["forecasts"], "post_id")
    found = []
    for post in world["posts"]:
        home = homes.get(post["organisation_id"])
        if home is None or region not in ("england", home["region_id"]):
            continue
        if post["established_until"] is not None and post["established_until"] <= day:
            continue
        held = [row for row in occupancies.get(post["id"], []) if on(row, day)]
        standing = Standing(
            post=post,
            organisation=organisations[post["organisation_id"]],
            region=home["region_id"],
            system=systems.get(home["system_id"]),
            challenged=post["organisation_id"] in challenged,
            established=post["established_from"] <= day,
            holding=held[0] if held else None,
            forecast=live_forecast(forecasts.get(post["id"], []), day, full=full),
        )
        judge(standing, day)
        found.append(standing)
    return found


def live_forecast(forecasts: list[Row], day: dt.date, *, full: bool) -> Row | None:
    """The newest open forecast not withdrawn by the day; in the full edition the confidential one where it is live."""
    live = {}
    for confidential in (False, True):
        known = [row for row in forecasts if row["confidential"] is confidential and row["as_of"] <= day]
        newest = max(known, key=lambda row: (row["as_of"], row["id"]), default=None)
        if newest and (newest["withdrawn_on"] is None or newest["withdrawn_on"] > day):
            live[confidential] = newest
    if full and True in live:
        return live[True]
    return live.get(False)


def judge(standing: Standing, day: dt.date) -> None:
    """Fill in whether the post is vacant, open or overdue, and the horizon of its vacancy."""
    held = standing.holding
    if standing.established:
        standing.vacant = held is None or held["kind"] == "vacant"
        covered = held is not None and held["kind"] in ("interim", "acting") and held["returns_on"] is None
        standing.open = standing.vacant or covered
    if standing.open:
        standing.horizon, standing.forecast = "now", None
        return
    if standing.forecast is None:
        return
    expected, closing = standing.forecast["expected_on"], standing.post["established_until"]
    if closing is not None and expected >= closing:
        standing.forecast = None
        return
    standing.overdue = expected <= day
    standing.horizon = "0-1" if standing.overdue else horizon_of(expected, as_of=day)
