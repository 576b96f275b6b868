"""Two groups to compare: typed as 40/80, or many in a file."""

import re

from dashboard.counts.people import Count
from dashboard.metrics.likelihood import Group, NotCounts
from talentboard.sheets import Column, Reading, Sheet, Text
from talentboard.sheets.problems import NUMBERS, quoted

_PAIR = re.compile(r"\s*([+-]?\d+)\s*/\s*([+-]?\d+)\s*", re.ASCII)


def group_from(text: str) -> Group:
    """A group typed as 40/80: of 80 people at stage a, 40 are at stage b. Raises NotCounts."""
    pair = _PAIR.fullmatch(text)
    if not pair:
        raise NotCounts(f"{quoted(text)} is not two whole numbers; write 40/80 for 40 of 80 people.")
    passed, of = (number[:20] for number in pair.groups())  # more digits than people: refused as too many
    return Group(int(passed), int(of))


COMPARISONS = Sheet(
    "likelihood",
    [
        Column("name", Text(), about="What is compared; printed with the result"),
        Column("reference_passed", Count(), required=True, about="Of the reference group, at stage b"),
        Column("reference_all", Count(), required=True, about="Of the reference group, at stage a"),
        Column("comparison_passed", Count(), required=True, about="Of the comparison group, at stage b"),
        Column("comparison_all", Count(), required=True, about="Of the comparison group, at stage a"),
    ],
    about="One row is one comparison of two groups.",
)
Comparison = tuple[str, Group, Group]


def comparisons_in(reading: Reading) -> list[Comparison]:
    """(name, reference group, comparison group) for every row; what cannot be is reported in the row."""
    found = []
    for row in reading.rows_of(COMPARISONS.name):
        groups = []
        for group in ("reference", "comparison"):
            try:
                groups.append(Group(row.values[f"{group}_passed"], row.values[f"{group}_all"]))
            except KeyError:
                continue  # reported when it was read
            except NotCounts as wrong:
                right = f"At most as many in {group}_passed as in {group}_all."
                row.report(f"{group}_passed", str(wrong).rstrip("."), right, kind=NUMBERS)
        if len(groups) == 2:
            found.append((row.values["name"] or "", *groups))
    return found
