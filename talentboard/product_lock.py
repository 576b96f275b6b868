"""The part of `requirements.lock` that the product itself needs, without what only its tests need.

`python -m talentboard.product_lock < requirements.lock` writes it, hashes and all: for images, for the list of what
the product is made of and for the audit of it. The lock says under each package on whose account it is there.
"""

import re
import sys
from collections.abc import Iterator, Mapping

ITSELF = "talentboard (pyproject.toml)"
BEGINS = re.compile(r"^([A-Za-z0-9][\w.-]*)(?:\[[^]]*\])?==")
FOR = re.compile(r"^    #   (?:  )?(\S.*)$|^    # via (\S.*)$")


def packages(lock: str) -> Iterator[tuple[str, str, set[str]]]:
    """Each package's name, its lines, and on whose account it is there."""
    blocks: list[list[str]] = []
    for line in lock.splitlines(keepends=True):
        if BEGINS.match(line):
            blocks.append([])
        if blocks:
            blocks[-1].append(line)
    for lines in blocks:
        found = (FOR.match(line.rstrip("\n")) for line in lines)
        yield BEGINS.match(lines[0])[1], "".join(lines), {match[1] or match[2] for match in found if match}


def needed(reasons: Mapping[str, set[str]]) -> set[str]:
    """The packages that the product names, and all that they need in turn."""
    known = {name for name, on_account_of in reasons.items() if ITSELF in on_account_of}
    while more := {name for name, on_account_of in reasons.items() if name not in known and on_account_of & known}:
        known |= more
    return known


def product_part(lock: str) -> str:
    """The lock without what only tests need. lock: as `uv pip compile` writes it."""
    found = list(packages(lock))
    kept = needed({name: reasons for name, _, reasons in found})
    return "".join(lines for name, lines, _ in found if name in kept)


if __name__ == "__main__":
    sys.stdout.write(product_part(sys.stdin.read()))
