"""What a file of rounds on paper would change, before anything is changed."""

from __future__ import annotations

from dataclasses import dataclass, field

from nominations.models import Nomination, Round
from pools.actions.import_members import ToTell
from pools.models import Candidate
from talentboard.sheets.plans import FilePlan, Judged

from .work import Stated


@dataclass
class Writes:
    """Rows to be stored. nominations: each with what its row states."""

    rounds: list[Round] = field(default_factory=list)
    candidates: list[Candidate] = field(default_factory=list)
    nominations: list[tuple[Nomination, Stated]] = field(default_factory=list)


@dataclass
class NominationsPlan(FilePlan):
    """What a file would change. to_tell: people of the file whom the team must now tell that they are known. unsaid:
    how many nominations of it nobody agreed to, of which the number alone is kept."""

    to_tell: list[ToTell] = field(default_factory=list)
    unsaid: int = 0
    writes: Writes = field(default_factory=Writes)

    @property
    def rounds(self) -> list[Judged]:
        return self.judged.setdefault("rounds", [])

    @property
    def nominations(self) -> list[Judged]:
        return self.judged.setdefault("nominations", [])
