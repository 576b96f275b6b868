"""What was typed on a page: kept as it is, but for what no database can hold."""

import re
from collections.abc import Iterable, Mapping

LONGEST = 2000
UNKEEPABLE = re.compile("[\x00\ud800-\udfff]")


def cleaned(said: Mapping[str, str], columns: Iterable[str]) -> dict[str, str]:
    """The texts of these columns as typed, those that were typed at all."""
    return {name: UNKEEPABLE.sub("", str(said[name]))[:LONGEST] for name in columns if said.get(name) is not None}
