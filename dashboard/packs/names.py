"""Names of people in what a pack would print: found before they are."""

from __future__ import annotations

import re
from collections.abc import Iterable

from pools.models import Candidate
from regions.models import Occupancy
from talentboard.accounts.models import User
from talentboard.names import sort_key

LONGEST = 5  # words of a name
_WORD = re.compile(r"[^\W_][\w.'’-]*", re.UNICODE)


def people_named_in(texts: Iterable[str]) -> set[str]:
    """The runs of two to five words that are the whole name of a candidate, of the holder of a post or of an account.

    A surname alone is not found: too many are words. Three queries.
    """
    runs = {run for text in texts for run in _runs(text)}
    if not runs:
        return set()
    by_key: dict[str, set[str]] = {}
    for run in runs:
        by_key.setdefault(sort_key(run), set()).add(run)
    keys = list(by_key)
    found = set(Candidate.objects.filter(sort_key__in=keys).values_list("sort_key", flat=True))
    found |= set(User.objects.filter(sort_key__in=keys).values_list("sort_key", flat=True))
    held = Occupancy.objects.filter(holders__overlap=list(runs)).values_list("holders", flat=True)
    found |= {sort_key(name) for names in held for name in names}
    return {run for key in found & by_key.keys() for run in by_key[key]}


def _runs(text: str) -> Iterable[str]:
    words = [word.rstrip(".'’-") if len(word) > 2 else word for word in _WORD.findall(text)]
    for length in range(2, LONGEST + 1):
        for start in range(len(words) - length + 1):
            yield " ".join(words[start : start + length])
