"""Made-up figures of a region, as stored rows, for tests of charts, sentences and pages."""

HORIZONS = ("now", "0-1", "1-3", "3-5")

# Role family: posts, then a horizon each: posts open or forecast, people ready.
EAST = {
    "nursing": (27, (7, 2), (5, 3), (6, 4), (3, 5)),
    "finance": (27, (6, 2), (4, 2), (5, 6), (4, 4)),
    "digital": (20, (5, 1), (2, 1), (2, 2), (1, 2)),
    "chief-executive": (25, (3, 1), (4, 2), (6, 4), (5, 6)),
    "chair": (25, (2, 2), (5, 2), (7, 3), (2, 1)),
    "medical": (26, (3, 2), (3, 2), (6, 3), (4, 2)),
    "estates": (11, (1, 0), (1, 1), (1, 1), (1, 0)),
    "place": (4, (0, 0), (1, 0), (0, 1), (0, 0)),
    "operations": (26, (5, 4), (4, 5), (3, 6), (2, 4)),
    "governance": (16, (1, 1), (1, 2), (2, 1), (1, 0)),
    "people": (25, (3, 4), (2, 5), (3, 4), (3, 2)),
    "strategy": (22, (2, 5), (1, 4), (2, 3), (2, 2)),
}
TOTAL = (254, (38, 22), (33, 27), (43, 35), (28, 27))
INTERVALS = {"0-1": (23.2, 20, 26), "1-3": (24.1, 20, 28), "3-5": (12.4, 9, 16)}
COVER = {"now": (17, 38), "0-1": (36, 71), "1-3": (66, 114), "3-5": (90, 142)}
RUNGS = {"none": 14, "one": 20, "choice": 21, "spoilt": 23}
LATE = {"digital": 6, "nursing": 3, "finance": 2}


def figures(families=None, *, total=TOTAL, rungs=RUNGS, late=LATE):
    """Measure -> rows, with every family at level "all", the total, and one level per family (executive director)."""
    families = EAST if families is None else families
    cells = [("all", "all", total)]
    for slug, cell in families.items():
        cells += [(slug, "all", cell), (slug, "executive-director", cell)]
    rows = {measure: [] for measure in ("posts", "demand", "supply", "gap", "cover", "choice", "trust", "quality")}
    for family, level, cell in cells:
        keys = {"role_family": family, "level": level}
        rows["posts"].append(keys | _posts(cell))
        rows["trust"].append(keys | _trust(family, cell, late))
        rows["demand"] += [keys | _demand(family, cell, place) for place in range(4)]
        rows["supply"] += [keys | {"horizon": HORIZONS[place], "supply": cell[1 + place][1]} for place in range(4)]
        rows["gap"] += [keys | _gap(cell, place) for place in range(4)]
        rows["cover"] += [keys | _cover(family, cell, place) for place in range(4)]
        if family == "all":
            rows["choice"] += [keys | {"rung": rung, "critical_posts": posts} for rung, posts in rungs.items()]
    rows["quality"] = _quality()
    return rows


def _posts(cell):
    posts, (opened, ready) = cell[0], cell[1]
    vacant = opened // 2 + 2 if opened > 4 else opened
    return {
        "posts": posts,
        "vacant": vacant,
        "covered": opened - vacant,
        "open": opened,
        "covered_absence": 1,
        "vacancy_rate": opened / posts if posts else None,
        "strict_vacancy_rate": vacant / posts if posts else None,
        "spoilt_for_choice_ratio": ready / opened if opened else None,
    }


def _trust(family, cell, late):
    stale = sum(late.values()) if family == "all" else late.get(family, 0)
    people = sum(ready for _, ready in cell[1:])
    return {"posts": cell[0], "posts_fresh": cell[0] - stale, "decisions": people, "decisions_fresh": people - 1}


def _interval(family, cell, place):
    demand = cell[1 + place][0]
    if place == 0:
        return float(demand), demand, demand
    if family == "all" and cell is TOTAL:
        return INTERVALS[HORIZONS[place]]
    return demand * 0.7, demand // 2, demand


def _demand(family, cell, place):
    expected, low, high = _interval(family, cell, place)
    return {
        "horizon": HORIZONS[place],
        "demand_count": cell[1 + place][0],
        "demand_expected": expected,
        "low": low,
        "high": high,
    }


def _gap(cell, place):
    demand, supply = cell[1 + place]
    gaps = [opened - ready for opened, ready in cell[1:]]
    return {
        "horizon": HORIZONS[place],
        "demand_count": demand,
        "demand_expected": demand * 0.7,
        "supply": supply,
        "gap": gaps[place],
        "gap_expected": demand * 0.7 - supply,
        "cumulative_gap": sum(gaps[: place + 1]),
        "gap_per_100": 100 * gaps[place] / cell[0] if cell[0] else None,
    }


def _cover(family, cell, place):
    openings = sum(opened for opened, _ in cell[1 : place + 2])
    filled = min(openings, sum(ready for _, ready in cell[1 : place + 2]))
    if family == "all" and cell is TOTAL:
        filled, openings = COVER[HORIZONS[place]]
    return {
        "horizon": HORIZONS[place],
        "openings": openings,
        "gross": filled,
        "filled": filled,
        "unfilled": openings - filled,
        "netted_cover": filled / openings if openings else None,
    }


def _quality():
    nothing = dict.fromkeys(
        (
            "stale_forecasts",
            "overdue_forecasts",
            "posts_without_occupancy",
            "open_over_a_year",
            "corrections_not_signed_off",
        ),
        0,
    )
    ages = {"RGP": 194, "RAJ": 110, "RYC": 107, "RGN": 40, "RDE": 40}
    rows = [
        {
            "organisation": code,
            "return_state": "signed-off",
            "return_age_days": age,
            "posts": 8,
            "confidence": float(age <= 100),
        }
        for code, age in ages.items()
    ]
    whole = {"organisation": "all", "return_state": None, "return_age_days": 194, "posts": 40, "confidence": 16 / 40}
    return [row | nothing | {"memberships_past_end": None} for row in rows] + [
        whole | nothing | {"memberships_past_end": 2}
    ]
