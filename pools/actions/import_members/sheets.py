"""The sheets of a file of members: one row a pool, one row a decision on a member's readiness."""

import re
from dataclasses import dataclass

from pools.models import Membership, Pool
from regions.models import Level, RoleFamily
from talentboard.sheets import Choice, Code, Column, Day, Email, Several, Sheet, Text, Unreadable, YesNo
from talentboard.sheets.cells import Cell, cell_of
from talentboard.sheets.problems import CODES, quoted

REGIONS = (
    ("london", "London"),
    ("south-west", "South West"),
    ("south-east", "South East"),
    ("midlands", "Midlands"),
    ("east", "East"),
    ("north", "North"),
)
READINESS = (
    ("ready-now", "Ready now"),
    ("within-a-year", "Within a year"),
    ("one-to-three-years", "One to three years"),
    ("three-to-five-years", "Three to five years"),
    ("developing", "Developing"),
)
REGION = Choice(REGIONS, "region")


@dataclass(frozen=True)
class PostLink:
    """A post by its organisation's code and its reference, as RAJ:RAJ-7; read into the two."""

    right = "The organisation's ODS code, a colon and the post's reference, as RAJ:RAJ-7."

    def read(self, cell: Cell) -> tuple[str, str]:
        code, colon, ref = cell.plain.partition(":")
        if not (colon and ref.strip() and re.fullmatch(r"\s*[A-Za-z0-9]{3,10}\s*", code)):
            raise Unreadable(f"{quoted(cell.text)} does not name a post", self.right, kind=CODES)
        return Code().read(cell_of(code.strip())), Text(40).read(cell_of(ref.strip()))


POOLS = Sheet(
    "pools",
    (
        Column("region", REGION, required=True, about="The region that keeps the pool.", example="east"),
        Column("pool", Text(100), required=True, about="Its name, once in a region.", example="Finance directors"),
        Column("kind", Choice(tuple(Pool.Kind.choices), "kind of pool"), required=True, example="director"),
        Column(
            "role_families",
            Several(Choice(tuple(RoleFamily.choices), "role family")),
            required=True,
            about="The role families its members are readied for.",
            example="finance; strategy",
        ),
        Column("level", Choice(tuple(Level.choices), "level"), required=True, example="executive-director"),
    ),
    about="One row for each pool. Pools that are not listed stay as they are.",
)

MEMBERS = Sheet(
    "members",
    (
        Column(
            "candidate_ref",
            Text(40),
            required=True,
            about="Your reference of the person: the rows of one person have the same.",
            example="C-014",
        ),
        Column("name", Text(150), required=True, example="Sam Okafor"),
        Column("email", Email(), required=True, about="The work e-mail: one for each person.", example="sam@nhs.net"),
        Column("employer", Text(150), about="An ODS code, or a name outside the NHS.", example="RAJ"),
        Column("current_post", PostLink(), about="The post they hold now.", example="RAJ:RAJ-7"),
        Column("region", REGION, required=True, about="The region that keeps the pool.", example="east"),
        Column("pool", Text(100), required=True, example="Finance directors"),
        Column("readiness", Choice(READINESS, "band of readiness"), required=True, example="within-a-year"),
        Column("decided_on", Day(), required=True, about="When this readiness was decided.", example="12/05/2026"),
        Column(
            "mobility", Several(REGION), required=True, about="The regions they would go to.", example="east; midlands"
        ),
        Column("challenged", YesNo(), about="Whether they would go to a challenged organisation.", example="no"),
        Column(
            "state",
            Choice(tuple(Membership.State.choices), "state of a membership"),
            about="How the membership stands on the day the file describes; active when blank.",
            example="active",
        ),
    ),
    about="One row for each decision on a member's readiness. Members that are not listed stay as they are.",
)

MEMBER_SHEETS = (POOLS, MEMBERS)
