"""What kind of trust it is. The published file does not say, so it is derived from the name."""

import re
from collections.abc import Mapping

from regions.models import Organisation

Kind = Organisation.Kind

# The first that fits counts. Trusts whose names say nothing of the kind stand in regions/data/trust_kinds.csv.
RULE: tuple[tuple[str, Kind], ...] = (
    (r"AMBULANCE", Kind.AMBULANCE),
    (r"MENTAL HEALTH|PARTNERSHIP", Kind.MENTAL_HEALTH),
    (r"COMMUNITY", Kind.COMMUNITY),
    (r"CHILDREN|CHILDREN'S|WOMEN'S|CANCER|HEART|ORTHOPAEDIC|EYE", Kind.SPECIALIST),
)


def kind_of(code: str, name: str, *, named: Mapping[str, str]) -> Kind:
    """The kind of a trust: the one named for its code, else by the words of its published name, else acute."""
    if code in named:
        return Kind(named[code])
    for words, kind in RULE:
        if re.search(rf"\b({words})\b", name):
            return kind
    return Kind.ACUTE
