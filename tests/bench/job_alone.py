"""One snapshot of a region made as the worker makes it, drawn and all: its peak memory in MB on standard output."""

from __future__ import annotations

import os
import resource
import sys

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "talentboard.settings")
django.setup()

from dashboard.drawing.fragments import draw  # noqa: E402
from dashboard.snapshots import compute, store  # noqa: E402
from tests.bench.worlds import DAY  # noqa: E402


def main(region: str) -> None:
    draw(store(compute(region, DAY), by=None))
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)


if __name__ == "__main__":
    main(sys.argv[1])
