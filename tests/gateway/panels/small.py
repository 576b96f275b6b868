"""Instances small enough to try everything, drawn so that every rule bites in some."""

import random
from typing import Any

ORGANISATIONS = ["RA1", "RB1", "RC1", "RD1"]


def session(
    number: int, *, day: str = "2026-11-03", starts: str = "09:00", ends: str = "12:30", nominees: int = 2
) -> dict:
    return {"id": f"s{number}", "starts": f"{day}T{starts}", "ends": f"{day}T{ends}", "nominees": nominees}


def nominee(number: int, **facts: Any) -> dict:
    told = {"id": f"n{number}", "organisation": f"RN{number}", "past": [], "sessions": ["s1"], "ties": []}
    return told | facts


def assessor(number: int, **facts: Any) -> dict:
    return {
        "id": f"a{number}", "organisation": f"RP{number}", "past": [], "chief_executive": True, "can_chair": True,
        "has_chaired": True, "inclusion_adviser": True, "accredited_until": "2027-07-01", "sessions": ["s1"],
        "most_sessions": 6, "ties": [],
    } | facts  # fmt: skip


def plain(*, nominees: int = 1, assessors: int = 4, sessions: int = 1, **rest: Any) -> dict:
    """Everybody may do everything."""
    ids = [f"s{number}" for number in range(1, sessions + 1)]
    return {
        "sessions": [session(number, day=f"2026-11-{2 + number:02}") for number in range(1, sessions + 1)],
        "nominees": [nominee(number, sessions=ids) for number in range(1, nominees + 1)],
        "assessors": [assessor(number, sessions=ids) for number in range(1, assessors + 1)],
        "fixed": [],
    } | rest


def drawn_small(draw: random.Random, *, assessors: int = 5) -> dict:
    """Two sessions, now and then at once or on one day, three nominees, a handful of assessors."""
    second = draw.choice(
        [("2026-11-03", "09:00", "12:30"), ("2026-11-03", "13:30", "17:00"), ("2026-11-04", "09:00", "12:30")]
    )
    sessions = [session(1, nominees=draw.choice([1, 2])), session(2, day=second[0], starts=second[1], ends=second[2])]
    return {
        "sessions": sessions,
        "nominees": [
            nominee(
                number,
                organisation=draw.choice(ORGANISATIONS),
                past=past(draw),
                sessions=draw.sample(["s1", "s2"], draw.choice([1, 2])),
                ties=[f"a{draw.randint(1, assessors)}"] if draw.random() < 0.3 else [],
            )
            for number in (1, 2, 3)
        ],
        "assessors": [drawn_assessor(draw, number) for number in range(1, assessors + 1)],
        "fixed": [],
    }


def drawn_assessor(draw: random.Random, number: int) -> dict:
    can_chair = draw.random() < 0.6
    return assessor(
        number,
        organisation=draw.choice([*ORGANISATIONS, f"RP{number}", f"RP{number}"]),
        past=past(draw),
        chief_executive=draw.random() < 0.5,
        can_chair=can_chair,
        has_chaired=can_chair and draw.random() < 0.5,
        inclusion_adviser=number in (1, 2),
        accredited_until="2026-11-03" if draw.random() < 0.1 else "2027-07-01",
        sessions=["s1", "s2"] if draw.random() < 0.8 else [draw.choice(["s1", "s2"])],
        most_sessions=draw.choice([1, 2, 2]),
    )


def past(draw: random.Random) -> list[dict]:
    if draw.random() < 0.6:
        return []
    until = draw.choice(["2020-01-01", "2023-11-03", "2023-11-04", "2025-06-01"])
    return [{"organisation": draw.choice(ORGANISATIONS), "until": until}]
