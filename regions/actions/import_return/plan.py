"""What a file would change, before anything is changed."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from regions.models import Forecast, Occupancy, Organisation, Post, PostShare
from talentboard.sheets.plans import FilePlan, Judged


@dataclass(frozen=True, slots=True)
class Gone:
    """Something that is kept and not in the file any more: a post that would be closed, a forecast withdrawn."""

    organisation: str
    ref: str
    title: str


@dataclass
class Writes:
    """Rows to be stored. Those that are not new are kept objects with their new values.

    restated: holdings of which something has been said anew, among the changed ones. The signed ones are as kept, and
    from now on signed off.
    """

    new_posts: list[Post] = field(default_factory=list)
    changed_posts: list[Post] = field(default_factory=list)
    dropped_posts: list[Post] = field(default_factory=list)
    new_occupancies: list[Occupancy] = field(default_factory=list)
    shrunk_occupancies: list[Occupancy] = field(default_factory=list)
    changed_occupancies: list[Occupancy] = field(default_factory=list)
    restated_occupancies: list[Occupancy] = field(default_factory=list)
    dropped_occupancies: list[Occupancy] = field(default_factory=list)
    new_shares: list[PostShare] = field(default_factory=list)
    dropped_shares: list[PostShare] = field(default_factory=list)
    new_forecasts: list[Forecast] = field(default_factory=list)
    ended_forecasts: list[Forecast] = field(default_factory=list)
    signed_posts: list[Post] = field(default_factory=list)
    signed_occupancies: list[Occupancy] = field(default_factory=list)
    signed_forecasts: list[Forecast] = field(default_factory=list)

    @property
    def signed(self) -> int:
        """How many corrections are signed off by it."""
        return len(self.signed_posts) + len(self.signed_occupancies) + len(self.signed_forecasts)


@dataclass
class ReturnPlan(FilePlan):
    """What a file of posts and forecasts would change.

    closed, withdrawn: what is kept and not in the file, and would be closed or withdrawn on it. missing: what would
    have to be closed, but nobody has said that it may be. organisations: those the file speaks of; homes: the slug of
    each one's region, by its id. returns_to_sign: those whose return would be signed off, or for a later day.
    """

    organisations: list[Organisation] = field(default_factory=list)
    homes: dict[object, str] = field(default_factory=dict)
    closed: list[Gone] = field(default_factory=list)
    withdrawn: list[Gone] = field(default_factory=list)
    missing: list[Gone] = field(default_factory=list)
    returns_to_sign: list[Organisation] = field(default_factory=list)
    touched: dict[object, set[str]] = field(default_factory=dict)
    writes: Writes = field(default_factory=Writes)

    @property
    def posts(self) -> list[Judged]:
        return self.judged.setdefault("posts", [])

    @property
    def forecasts(self) -> list[Judged]:
        return self.judged.setdefault("forecasts", [])

    def besides(self) -> Iterator[str]:
        """What closes, is withdrawn and is signed off."""
        yield from (f"closed {gone}" for gone in self.closed)
        yield from (f"withdrawn {gone}" for gone in self.withdrawn)
        yield from (f"signed off {organisation.code}" for organisation in self.returns_to_sign)
        if self.writes.signed:
            yield f"signed off {self.writes.signed} corrections"

    def touch(self, organisation_id: object, fields: Iterable[str]) -> None:
        """Remember which fields of an organisation's posts and forecasts change, for the audit."""
        self.touched.setdefault(organisation_id, set()).update(fields)
