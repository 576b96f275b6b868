"""What a load says: how many of each there are, and by name what was left out, is provisional or has no place."""

import datetime as dt

from talentboard.nhs.words import long_day, plural

from .planning import Area, Structure

A_DAY = dt.timedelta(days=1)
DERIVED = "Kinds of trusts are derived from their names, or from our own list: the published file has none."


def report(structure: Structure) -> list[str]:
    """The lines, in the order: counts; left out; provisional; not placed; derived."""
    parts = (_counts, _welsh, _closed, _provisional, _unplaced)
    return [line for part in parts for line in part(structure)] + [DERIVED]


def _counts(structure: Structure) -> list[str]:
    areas = structure.areas.values()
    lines = [plural(len(structure.boards), "talent board"), plural(len(structure.coverage), "NHS England region")]
    days = sorted({area.since for area in areas})
    for day, following in zip(days, [*days[1:], None], strict=True):
        boards = plural(sum(_is_open(area, day) for area in areas), "integrated care board")
        lines.append(f"{boards} from {long_day(day)}" + (f" to {long_day(following - A_DAY)}" if following else ""))
    closed = sum(trust.until is not None for trust in structure.trusts)
    lines.append(f"{len(structure.trusts) - closed} open and {closed} closed English trusts")
    return lines


def _welsh(structure: Structure) -> list[str]:
    if not structure.welsh:
        return []
    return [
        f"{plural(len(structure.welsh), 'Welsh trust')} left out, because Wales has no talent board here:",
        *(f"  {trust.code}  {trust.name}" for trust in structure.welsh),
    ]


def _closed(structure: Structure) -> list[str]:
    closed = [trust for trust in structure.trusts if trust.until is not None]
    if not closed:
        return []
    return [
        f"{plural(len(closed), 'closed trust')} kept, with the last day open:",
        *(f"  {trust.code}  {trust.name}, {long_day(trust.until - A_DAY)}" for trust in closed),
    ]


def _provisional(structure: Structure) -> list[str]:
    new = [area for area in structure.areas.values() if area.provisional]
    if not new:
        return []
    lines = [f"{plural(len(new), 'new integrated care board')} with a provisional code, until one is published:"]
    for area in new:
        known_as = structure.real_codes.get(area.code)
        lines.append(f"  {area.code}  {area.name}" + (f" (also {known_as})" if known_as else ""))
    return lines


def _unplaced(structure: Structure) -> list[str]:
    names = {body.code: body.name for body in structure.bodies()}
    stays = [stay for stay in structure.stays if stay.system is None]
    if not stays:
        return []
    return [
        f"{plural(len(stays), 'trust')} not placed in a system; each counts in its region and in no system:",
        *(f"  {stay.code}  {names[stay.code]}, since {long_day(stay.since)}: {stay.basis}" for stay in stays),
    ]


def _is_open(area: Area, day: dt.date) -> bool:
    return area.since <= day and (area.until is None or day < area.until)
