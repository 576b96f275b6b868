"""The table of ratios as people read it."""

from __future__ import annotations

import os
import platform
from collections.abc import Sequence

from tests.bench.records import Result

HEADS = ("", "ours", "floor", "ratio", "target", "")


def table(results: Sequence[Result], *, rounds: int) -> str:
    """One line a result, and under it what it means."""
    rows = [HEADS, *(row(result) for result in results)]
    widths = [max(len(line[column]) for line in rows) for column in range(len(HEADS))]
    lines = ["  ".join(cell.ljust(width) if place == 0 else cell.rjust(width)
                       for place, (cell, width) in enumerate(zip(line, widths, strict=True))).rstrip()
             for line in rows]  # fmt: skip
    missed = sum(not result.is_met for result in results)
    said = "Every target is met." if not missed else f"{missed} of {len(results)} targets are not met."
    return "\n".join([f"{machine()}. Medians of {rounds} samples, taken in turn.", "", *lines, "", said])


def row(result: Result) -> tuple[str, ...]:
    name = f"{result.subject}: {result.name}"
    verdict = "met" if result.is_met else "NOT MET"
    if result.ratio is None:
        return (name, f"{result.ours:,.0f} {result.unit}", "", "", f"{result.target:,.0f} {result.unit}", verdict)
    floor = f"{result.floor:,.2f} {result.unit}"
    return (name, f"{result.ours:,.2f} {result.unit}", floor, f"{result.ratio:.2f}", f"{result.target:.2f}", verdict)


def machine() -> str:
    """The machine in one line."""
    return f"{processor()}, {os.cpu_count()} cores, Python {platform.python_version()}, {platform.system()}"


def processor() -> str:
    try:
        with open("/proc/cpuinfo") as known:
            names = [line.split(":", 1)[1].strip() for line in known if line.startswith("model name")]
    except OSError:
        names = []
    return names[0] if names else platform.machine()
