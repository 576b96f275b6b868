"""Stored snapshots with figures small enough to work out by hand."""

import datetime as dt

from dashboard.models import Figure, Snapshot

DAY = dt.date(2026, 9, 30)
NIGHT = dt.datetime(2026, 10, 1, 2, 5, tzinfo=dt.UTC)
HORIZONS = ("now", "0-1", "1-3", "3-5")
NOTHING = {
    "stale_forecasts": 0, "overdue_forecasts": 0, "posts_without_occupancy": 0, "open_over_a_year": 0,
    "corrections_not_signed_off": 0,
}  # fmt: skip


def cell(posts, opened, ready, *, later=(), filled=0, rungs=(0, 0, 0, 0), fresh=None, level="all", family="all"):
    """The rows of one role family and level: measure -> rows. later: a horizon each, how many forecast, people ready,
    and low and high of their interval."""
    keys = {"role_family": family, "level": level}
    pairs = [(opened, ready, opened, opened), *later]
    pairs += [(0, 0, 0, 0)] * (4 - len(pairs))
    gaps = [demand - supply for demand, supply, _, _ in pairs]
    fresh = posts if fresh is None else fresh
    return {
        "posts": [keys | {"posts": posts, "vacant": opened, "covered": 0, "open": opened}],
        "demand": [
            keys | {"horizon": h, "demand_count": demand, "demand_expected": (low + high) / 2, "low": low, "high": high}
            for h, (demand, _, low, high) in zip(HORIZONS, pairs, strict=True)
        ],
        "supply": [
            keys | {"horizon": h, "supply": supply} for h, (_, supply, _, _) in zip(HORIZONS, pairs, strict=True)
        ],
        "gap": [
            keys | {
                "horizon": h, "demand_count": demand, "demand_expected": demand, "supply": supply, "gap": gap,
                "gap_expected": gap, "cumulative_gap": sum(gaps[: place + 1]),
                "gap_per_100": 100 * gap / posts if posts else None,
            }
            for place, (h, (demand, supply, _, _), gap) in enumerate(zip(HORIZONS, pairs, gaps, strict=True))
        ],
        "cover": [keys | {"horizon": "now", "openings": opened, "gross": filled, "filled": filled,
                          "unfilled": opened - filled, "netted_cover": filled / opened if opened else None}],
        "choice": [keys | {"rung": rung, "critical_posts": number}
                   for rung, number in zip(("none", "one", "choice", "spoilt"), rungs, strict=True)],
        "trust": [keys | {"posts": posts, "posts_fresh": fresh, "decisions": 0, "decisions_fresh": 0}],
    }  # fmt: skip


def quality(**organisations):
    """Rows of `quality`: code -> the age of its return, its posts, and whatever there is to mend."""
    rows = []
    for code, (age, posts, found) in organisations.items():
        state = found.pop("return_state", "signed-off")
        row = {"organisation": code, "return_state": state, "return_age_days": age, "posts": posts}
        rows.append(NOTHING | row | found | {"memberships_past_end": None, "confidence": None})
    ages = [row["return_age_days"] for row in rows if row["return_age_days"] is not None]
    whole = {name: sum(row[name] for row in rows) for name in ("posts", *NOTHING)}
    every = {"organisation": "all", "return_state": None, "return_age_days": max(ages, default=None), "confidence": 0.5}
    return [*rows, whole | every | {"memberships_past_end": 0}]


def stored(region, *cells, as_of=DAY, made_at=NIGHT, returns=None, full=None):
    """A complete snapshot with these cells in both editions; `full`: other cells for the full one."""
    snapshot = Snapshot.objects.create(region=region, as_of=as_of, code_version="1", inputs_digest="1", made_at=made_at)
    for edition in ("open", "full"):
        rows = {"quality": returns or quality()}
        for one in full if edition == "full" and full else cells:
            for measure, found in one.items():
                rows.setdefault(measure, [])
                rows[measure] = [*rows[measure], *found]
        for measure, payload in rows.items():
            Figure.objects.create(snapshot=snapshot, edition=edition, measure=measure, payload=payload)
    snapshot.state = Snapshot.State.COMPLETE
    snapshot.save()
    return snapshot
