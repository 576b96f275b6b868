"""An instance in numbers: who may do what, as tables. Sessions, nominees and assessors go by their place."""

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from . import rules
from .instance import Instance

Bools = NDArray[np.bool_]
Ints = NDArray[np.int64]


@dataclass(frozen=True)
class Numbered:
    """Tables of an instance; rows and columns are places in its tuples."""

    instance: Instance

    @cached_property
    def sessions(self) -> int:
        return len(self.instance.sessions)

    @cached_property
    def nominees(self) -> int:
        return len(self.instance.nominees)

    @cached_property
    def assessors(self) -> int:
        return len(self.instance.assessors)

    @cached_property
    def session_of(self) -> dict[str, int]:
        return {session.id: place for place, session in enumerate(self.instance.sessions)}

    @cached_property
    def capacity(self) -> Ints:
        return np.array([session.nominees for session in self.instance.sessions], dtype=np.int64)

    @cached_property
    def ordinal(self) -> Ints:
        """The day of each session, as a number that grows by the day."""
        return np.array([session.day.toordinal() for session in self.instance.sessions], dtype=np.int64)

    @cached_property
    def day(self) -> Ints:
        """The day of each session, counted from 0 over the days that there are."""
        return np.unique(self.ordinal, return_inverse=True)[1].astype(np.int64)

    @cached_property
    def days(self) -> int:
        return len(np.unique(self.ordinal))

    @cached_property
    def can_attend(self) -> Bools:
        """nominees x sessions"""
        return self._listed([nominee.sessions for nominee in self.instance.nominees])

    @cached_property
    def can_sit(self) -> Bools:
        """assessors x sessions: can attend and is accredited on the day"""
        until = np.array([one.accredited_until.toordinal() for one in self.instance.assessors], dtype=np.int64)
        listed = self._listed([one.sessions for one in self.instance.assessors])
        return listed & (until[:, None] > self.ordinal[None, :])

    def _listed(self, lists: list[tuple[str, ...]]) -> Bools:
        table = np.zeros((len(lists), self.sessions), dtype=bool)
        for row, sessions in enumerate(lists):
            table[row, [self.session_of[session] for session in sessions]] = True
        return table

    @cached_property
    def barred_before(self) -> Ints:
        """nominees x assessors: the first day on which the two may meet on a panel, 0 for any day"""
        table = np.zeros((self.nominees, self.assessors), dtype=np.int64)
        for nominee, assessor in self._acquainted():
            day = rules.barred_before(self.instance.nominees[nominee], self.instance.assessors[assessor])
            table[nominee, assessor] = day.toordinal() if day else 0
        return table

    def _acquainted(self) -> set[tuple[int, int]]:
        """The pairs that any rule could keep apart."""
        by_organisation, by_id = defaultdict(set), {}
        for place, assessor in enumerate(self.instance.assessors):
            by_id[assessor.id] = place
            by_organisation[assessor.organisation].add((place, True))
            for past in assessor.past:
                by_organisation[past.organisation].add((place, False))
        tied_to = defaultdict(set)
        for place, assessor in enumerate(self.instance.assessors):
            for tie in assessor.ties:
                tied_to[tie].add(place)
        pairs = set()
        for row, nominee in enumerate(self.instance.nominees):
            pairs |= {(row, place) for place, _present in by_organisation[nominee.organisation]}
            for past in nominee.past:
                pairs |= {(row, place) for place, present in by_organisation[past.organisation] if present}
            pairs |= {(row, by_id[tie]) for tie in nominee.ties}
            pairs |= {(row, place) for place in tied_to[nominee.id]}
        return pairs

    def barred(self, session: int) -> Bools:
        """nominees x assessors: who may not meet in the session"""
        return self.barred_before > self.ordinal[session]

    @cached_property
    def most(self) -> Ints:
        return np.array([assessor.most_sessions for assessor in self.instance.assessors], dtype=np.int64)

    @cached_property
    def chief(self) -> Bools:
        return self._facts("chief_executive")

    @cached_property
    def can_chair(self) -> Bools:
        return self._facts("can_chair")

    @cached_property
    def seasoned(self) -> Bools:
        """Can chair, and has."""
        return self.can_chair & self._facts("has_chaired")

    @cached_property
    def adviser(self) -> Bools:
        return self._facts("inclusion_adviser")

    def _facts(self, name: str) -> Bools:
        return np.array([getattr(assessor, name) for assessor in self.instance.assessors], dtype=bool)

    @cached_property
    def organisation(self) -> Ints:
        """The organisation of each assessor, as a number."""
        names = [assessor.organisation for assessor in self.instance.assessors]
        return np.unique(names, return_inverse=True)[1].astype(np.int64)

    @cached_property
    def overlaps(self) -> Bools:
        """sessions x sessions, a session and itself left out"""
        sessions = self.instance.sessions
        table = np.zeros((self.sessions, self.sessions), dtype=bool)
        for row, one in enumerate(sessions):
            for column in range(row + 1, self.sessions):
                table[row, column] = table[column, row] = rules.overlap(one, sessions[column])
        return table

    @cached_property
    def cliques(self) -> list[Ints]:
        """Sessions of which nobody can sit in two, for all overlaps: those under way at the start of one."""
        found = {
            tuple(
                other
                for other in range(self.sessions)
                if other == session
                or (self.overlaps[session, other] and self._is_under_way(other, self.instance.sessions[session].starts))
            )
            for session in range(self.sessions)
        }
        kept = [one for one in found if not any(set(one) < set(other) for other in found)]
        return [np.array(one, dtype=np.int64) for one in sorted(kept)]

    def _is_under_way(self, session: int, moment: object) -> bool:
        held = self.instance.sessions[session]
        return bool(held.starts <= moment < held.ends)  # type: ignore[operator]

    @cached_property
    def fixed_nominees(self) -> dict[int, int]:
        """The session of each nominee who has one fixed."""
        place = {nominee.id: number for number, nominee in enumerate(self.instance.nominees)}
        return {
            place[fixed.nominee]: self.session_of[fixed.session]
            for fixed in self.instance.fixed
            if fixed.nominee is not None
        }

    @cached_property
    def fixed_assessors(self) -> dict[int, list[int]]:
        """Who must sit in each session that has anybody fixed."""
        place = {assessor.id: number for number, assessor in enumerate(self.instance.assessors)}
        found: dict[int, list[int]] = defaultdict(list)
        for fixed in self.instance.fixed:
            if fixed.assessor is not None:
                found[self.session_of[fixed.session]].append(place[fixed.assessor])
        return dict(found)
