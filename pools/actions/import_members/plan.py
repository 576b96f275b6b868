"""What a file of members would change, before anything is changed."""

from dataclasses import dataclass, field

from pools.models import Candidate, Membership, MembershipState, Mobility, Pool, ReadinessDecision
from talentboard.sheets import Row
from talentboard.sheets.plans import FilePlan, Judged


@dataclass(frozen=True, slots=True)
class KeptElsewhere:
    """A person whom another region keeps, or who looks after their record themself: what the row says otherwise is not
    taken over. region: its name, or that it is the person."""

    row: Row
    region: str
    fields: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ToTell:
    """A person who does not know yet that the talent board knows of them. region: the slug of who keeps them."""

    name: str
    email: str
    region: str


@dataclass
class Writes:
    """Rows to be stored. changed ones are kept objects with their new values."""

    new_pools: list[Pool] = field(default_factory=list)
    changed_pools: list[Pool] = field(default_factory=list)
    new_candidates: list[Candidate] = field(default_factory=list)
    changed_candidates: list[Candidate] = field(default_factory=list)
    new_mobility: list[Mobility] = field(default_factory=list)
    dropped_mobility: list[Mobility] = field(default_factory=list)
    new_memberships: list[Membership] = field(default_factory=list)
    changed_memberships: list[Membership] = field(default_factory=list)
    new_states: list[MembershipState] = field(default_factory=list)
    new_decisions: list[ReadinessDecision] = field(default_factory=list)


@dataclass
class MembersPlan(FilePlan):
    """What a file of pools and members would change.

    kept_elsewhere: people whom another region or they themselves keep, with what differs. to_tell: people of the file
    whom the team must now tell. touched: the pools and candidates that change and in which region, with which fields,
    for the audit.
    """

    kept_elsewhere: list[KeptElsewhere] = field(default_factory=list)
    to_tell: list[ToTell] = field(default_factory=list)
    touched: dict[tuple[Pool | Candidate, str], set[str]] = field(default_factory=dict)
    writes: Writes = field(default_factory=Writes)

    @property
    def pools(self) -> list[Judged]:
        return self.judged.setdefault("pools", [])

    @property
    def members(self) -> list[Judged]:
        return self.judged.setdefault("members", [])

    def touch(self, thing: Pool | Candidate, *fields: str, region: str | None = None) -> None:
        """Remember which fields of a pool or a person change. region: of the pool, where a membership changes."""
        self.touched.setdefault((thing, region or thing.access_region), set()).update(fields)
