"""Pools: what each row of the sheet would change."""

from pools.models import Pool
from talentboard.sheets import Row
from talentboard.sheets.plans import Judged, Verdict

from .work import Work

DOUBLED = "Pools that are in the file twice"
SAYS = ("kind", "role_families", "level")


def plan_pools(work: Work) -> None:
    """Judge every row of the sheet pools. New pools are known to the rows of members from here on."""
    seen: dict[tuple[str, str], Row] = {}
    for row in work.plan.reading.rows_of("pools"):
        region = work.region_of(row)
        key = (row["region"], row["pool"].casefold()) if row.reads("region", "pool") else None
        if key:
            report_doubled(row, seen.setdefault(key, row))
        if key is None or region is None or not row.can_be_read:
            work.unread_pools |= {key} if key else set()
            work.plan.pools.append(Judged(row, Verdict.UNREADABLE))
        else:
            work.plan.pools.append(judge(work, key, row))


def report_doubled(row: Row, first: Row) -> None:
    if first is not row:
        wrong = f"“{row['pool']}” is in {first.seen_from(row)} too"
        row.report("pool", wrong, "Each pool of a region once.", kind=DOUBLED)


def judge(work: Work, key: tuple[str, str], row: Row) -> Judged:
    """What a row would do."""
    pool = work.kept.pools.get(key)
    said = {"kind": row["kind"], "role_families": list(row["role_families"]), "level": row["level"]}
    if pool is None:
        work.kept.pools[key] = pool = Pool(region_id=row["region"], name=row["pool"], **said)
        work.plan.writes.new_pools.append(pool)
        work.plan.touch(pool, "pool")
        return Judged(row, Verdict.NEW)
    changed = [name for name in SAYS if in_order(getattr(pool, name)) != in_order(said[name])]
    if not changed:
        return Judged(row, Verdict.SAME)
    words = [f"{name} was {shown(getattr(pool, name))}" for name in changed]
    for name in changed:
        setattr(pool, name, said[name])
    work.plan.writes.changed_pools.append(pool)
    work.plan.touch(pool, *changed)
    return Judged(row, Verdict.CHANGED, "; ".join(words))


def in_order(value: str | list[str]) -> str | list[str]:
    """A list whatever its order."""
    return sorted(value) if isinstance(value, list) else value


def shown(value: str | list[str]) -> str:
    return ", ".join(value) if isinstance(value, list) else value
