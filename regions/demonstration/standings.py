"""How organisations stand in oversight. All of it is dealt out by chance: nothing here says how any of them does."""

import datetime as dt
from collections.abc import Sequence

from regions.models import Organisation, Standing
from talentboard.demonstration import dice, months_before, quota

from .places import Place

SEGMENTS = {"4": 0.1, "3": 0.34, "1": 0.14}
CHALLENGED = 0.08
CHALLENGED_SINCE = 30  # months


def make_standings(everywhere: Sequence[Place], *, as_of: dt.date) -> int:
    """A segment for every trust, and in every region some that are challenged; how many there are of those."""
    ids = dict(Organisation.objects.values_list("code", "pk"))
    made: list[Standing] = []
    for region in sorted({place.region for place in everywhere}):
        trusts = [p for p in everywhere if p.region == region and p.kind != "integrated-care-board" and p.until is None]
        dealt = quota([place.code for place in trusts], SEGMENTS, by=dice("segments", region))
        segments = {code: int(segment or 2) for segment, codes in dealt.items() for code in codes}
        worst = [code for code, segment in segments.items() if segment == 4]
        challenged = set(worst[: max(2, round(CHALLENGED * len(trusts)))])
        for place in trusts:
            since = max(place.since, months_before(as_of, CHALLENGED_SINCE))
            made.append(
                Standing(
                    organisation_id=ids[place.code],
                    segment=segments[place.code],
                    challenged=place.code in challenged,
                    since=since,
                )
            )
    Standing.objects.bulk_create(made)
    return sum(one.challenged for one in made)
