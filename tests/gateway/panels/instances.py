"""Rounds of any size, drawn: half-day sessions over some weeks, trusts, leaders who know each other."""

import datetime as dt
import random

FIRST = dt.date(2026, 11, 2)
HALVES = (("09:00", "12:30"), ("13:30", "17:00"))


def drawn(
    seed: int, *, nominees: int, assessors: int | None = None, spare: float = 1.3, rooms: int = 2, free: float = 0.5,
) -> dict:  # fmt: skip
    """An instance as its file has it.

    rooms: sessions at one time. free: share of days on which an assessor can sit.
    assessors: how many; 12 and about one to three nominees otherwise. spare: sessions for each that is needed.
    """
    draw = random.Random(seed)
    people = assessors or 12 + round(0.35 * nominees)
    organisations = [f"R{number:02}" for number in range(max(8, people // 2))]
    sessions = timetable(round(max(2, spare * nominees / 4)), rooms)
    days = sorted({session["starts"][:10] for session in sessions})
    them = [assessor(draw, number, days, sessions, organisations, free) for number in range(people)]
    seen = [nominee(draw, number, sessions, organisations, them) for number in range(nominees)]
    for one in draw.sample(them, people // 5):
        one["ties"] = [draw.choice(seen)["id"]]
    return {"sessions": sessions, "nominees": seen, "assessors": them, "fixed": []}


def timetable(number: int, rooms: int) -> list[dict]:
    """Morning and afternoon in some rooms, day after day, weekends left out."""
    sessions, day = [], FIRST
    while len(sessions) < number:
        for starts, ends in HALVES:
            for room in range(rooms):
                ids = f"{day:%m%d}{'am' if starts == '09:00' else 'pm'}{room + 1}"
                sessions.append({"id": ids, "starts": f"{day}T{starts}", "ends": f"{day}T{ends}", "nominees": 4})
        day += dt.timedelta(days=3 if day.weekday() == 4 else 1)
    return sessions[:number]


def assessor(
    draw: random.Random, number: int, days: list[str], sessions: list[dict], organisations: list[str], share: float
) -> dict:
    free = {day for day in days if draw.random() < share} or {draw.choice(days)}
    can_chair = draw.random() < 0.5
    return {
        "id": f"a{number}",
        "organisation": draw.choice(organisations),
        "past": past(draw, organisations),
        "chief_executive": draw.random() < 0.4,
        "can_chair": can_chair,
        "has_chaired": can_chair and draw.random() < 0.7,
        "inclusion_adviser": number % 4 == 0,
        "accredited_until": "2026-11-20" if draw.random() < 0.05 else "2027-07-01",
        "sessions": [one["id"] for one in sessions if one["starts"][:10] in free and draw.random() < 0.9],
        "most_sessions": draw.choice([4, 6, 8]),
        "ties": [],
    }


def nominee(
    draw: random.Random, number: int, sessions: list[dict], organisations: list[str], assessors: list[dict]
) -> dict:
    ids = [one["id"] for one in sessions]
    return {
        "id": f"n{number}",
        "organisation": draw.choice(organisations),
        "past": past(draw, organisations),
        "sessions": sorted(draw.sample(ids, min(len(ids), draw.randint(3, 10)))),
        "ties": sorted({draw.choice(assessors)["id"] for _ in range(draw.choice([0, 0, 1, 2]))}),
    }


def past(draw: random.Random, organisations: list[str]) -> list[dict]:
    """Where somebody was: now and then lately, now and then long ago."""
    return [
        {
            "organisation": draw.choice(organisations),
            "until": f"{draw.randint(2020, 2026)}-{draw.randint(1, 10):02}-01",
        }
        for _ in range(draw.choice([0, 1, 1, 2]))
    ]
