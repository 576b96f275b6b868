"""Posts that serve two organisations: group chief executives, joint chairs, a digital officer across two regions."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from talentboard.demonstration import dice

from .jobs import CHAIR, CHIEF_EXECUTIVE, DIGITAL
from .places import Place

TITLES = {
    CHIEF_EXECUTIVE: "Group chief executive",
    CHAIR: "Joint chair",
    DIGITAL: "Joint chief digital and information officer",
}
ACROSS = ("london", "south-east")


@dataclass
class Sharing:
    """led: by code of the lead and number of the job, the code of the other. served: those others, with the number."""

    led: dict[tuple[str, int], str] = field(default_factory=dict)
    served: set[tuple[str, int]] = field(default_factory=set)

    def pair(self, lead: Place, other: Place, job: int) -> None:
        self.led[lead.code, job] = other.code
        self.served.add((other.code, job))


def sharing(everywhere: Sequence[Place]) -> Sharing:
    """Three pairs of trusts in every region, of one kind each where there are; and one pair across a boundary."""
    shared = Sharing()
    spare: dict[str, list[Place]] = {}
    for region in sorted({place.region for place in everywhere}):
        able = [place for place in everywhere if place.region == region and is_able(place)]
        able = sorted(dice("sharing", region).sample(able, min(9, len(able))), key=lambda place: place.kind)
        pairs = list(zip(able[::2], able[1::2], strict=False))
        for job, (lead, other) in zip(TITLES, pairs, strict=False):
            shared.pair(lead, other, job)
        spare[region] = able[6:]
    leads, others = (spare.get(region, []) for region in ACROSS)
    if leads and others:
        shared.pair(leads[-1], others[-1], DIGITAL)
    return shared


def is_able(place: Place) -> bool:
    """Trusts that send their returns in time, so that both are there on every day."""
    return place.kind in {"acute", "mental-health", "community"} and place.until is None and place.lateness == ""
