"""Why somebody finds no place: the fewest rules that would have to give for them, everybody else keeping theirs.

Every rule that somebody could decide to bend gets a column that bends it, at about 1 each; so does a session that the
nominee or an assessor cannot attend. What no decision can change (two places at once) stays.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np

from . import rules
from .model import HALF, Model, Rule
from .numbered import Ints, Numbered
from .plan import Plan
from .scope import around

PRICES = {Rule.SITTINGS: 1.0, Rule.ROOM: 1.001, Rule.BAR: 1.003} | dict.fromkeys(
    (Rule.CHIEF, Rule.CHAIR, Rule.ADVISER), 1.01
)
UNABLE, THREE = 1.002, 1.02
"""Of two ways that bend equally many rules, the one that a secretary could sooner arrange."""


class Elastic(Model):
    """The program of a scope in which rules give."""

    price = 0

    def __init__(self, numbered: Numbered, plan: Plan, sessions: set[int], nominee: int) -> None:
        self.columns_of: list[tuple[Ints, Rule, Sequence[tuple[int, ...]]]] = []
        strict = around(plan, sessions, numbered)
        can_attend, can_sit = strict.can_attend.copy(), strict.can_sit.copy()
        can_attend[nominee, strict.sessions] = True
        for session in strict.sessions:
            elsewhere = [s for s in plan if s not in sessions and numbered.overlaps[session, s]]
            busy = [who for s in elsewhere for who in plan[s].people]
            can_sit[:, session] = True
            can_sit[busy, session] = False
        self.strict, self.whose = strict, nominee
        super().__init__(numbered, replace(strict, can_attend=can_attend, can_sit=can_sit))
        self._unable()
        self._keep_places(plan, sessions)

    def _may_give(self, rows: Ints, rule: Rule, about: Sequence[tuple[int, ...]]) -> None:
        """A column for each row that undoes it; of bars only those of the nominee who is asked about."""
        if rule is Rule.BAR:
            kept = [place for place, (nominee, _person) in enumerate(about) if nominee == self.whose]
            rows, about = rows[kept], [about[place] for place in kept]
        bends = self.program.add(
            len(rows), cost=PRICES.get(rule, THREE), upper=3 if rule in (Rule.THREE, Rule.SITTINGS) else 1
        )
        raises = rule in (Rule.THREE, Rule.CHIEF, Rule.CHAIR, Rule.ADVISER)
        self.program.put(rows, bends, 1 if raises else -1)
        self.columns_of.append((bends, rule, about))

    def _unable(self) -> None:
        """Whoever sits or is seen where they cannot attend costs 1."""
        unable = ~self.numbered.can_sit[self.person, self.sits_in]
        self.unable_to_sit = self._one_each(self.marks[unable], self.advises_of[unable])
        self.cannot_sit = list(zip(self.person[unable].tolist(), self.sits_in[unable].tolist(), strict=True))
        missing = ~self.strict.can_attend[self.nominee, self.seen_in]
        self.unable_to_come = self._one_each(self.sees[missing])
        self.cannot_come = self.seen_in[missing].tolist()

    def _one_each(self, *columns: Ints) -> Ints:
        """A column that costs 1 where any of these is 1."""
        costs = self.program.add(len(columns[0]), cost=UNABLE, whole=False)
        rows = self.program.limit(len(costs), most=0)
        self.program.put(rows, costs, -1)
        for column in columns:
            self.program.put(rows[column >= 0], column[column >= 0])
        return costs

    def _keep_places(self, plan: Plan, sessions: set[int]) -> None:
        """Whoever is seen in one of the sessions stays seen, and the one who is asked about is seen."""
        seen = {who for session in sessions if session in plan for who in plan[session].nominees} | {self.whose}
        rows = self.program.limit(
            self.numbered.nominees, least=[float(who in seen) for who in range(self.numbered.nominees)]
        )
        self.program.put(rows[self.nominee], self.sees)

    def bent(self, values: np.ndarray) -> Iterator[str]:
        """A sentence for each rule that gives in an answer."""
        for columns, rule, about in self.columns_of:
            for column, subject in zip(columns, about, strict=True):
                if values[column] > HALF:
                    yield self.words(rule, subject, round(values[column]))
        sessions, people = self.numbered.instance.sessions, self.numbered.instance.assessors
        for column, (who, session) in zip(self.unable_to_sit, self.cannot_sit, strict=True):
            if values[column] > HALF:
                person, held = people[who], sessions[session]
                if held.id in person.sessions and not rules.is_accredited(person, held):
                    yield f"{person.id} would have to be accredited on {rules.said(held.day)}."
                else:
                    yield f"{person.id} would have to be able to sit in {held.id}."
        for column, session in zip(self.unable_to_come, self.cannot_come, strict=True):
            if values[column] > HALF:
                yield f"{self.name} would have to be able to attend {sessions[session].id}."

    @property
    def name(self) -> str:
        return self.numbered.instance.nominees[self.whose].id

    def words(self, rule: Rule, about: tuple[int, ...], times: int) -> str:
        """What would have to give, for whom."""
        instance = self.numbered.instance
        if rule is Rule.BAR:
            nominee, person = instance.nominees[about[0]], instance.assessors[about[1]]
            why = next(words for _day, words in sorted(rules.bars(nominee, person), reverse=True))
            return f"{nominee.id} and {person.id} would have to be allowed to meet on a panel, although {why}."
        if rule is Rule.SITTINGS:
            person = instance.assessors[about[0]]
            return f"{person.id} would have to sit in more than {person.most_sessions} sessions."
        session = instance.sessions[about[0]]
        if rule is Rule.ROOM:
            return f"{session.id} would have to see more than {session.nominees}."
        if rule is Rule.THREE:
            return f"The panel of {session.id} would have to do with {rules.ASSESSORS - times} of three assessors."
        return f"The panel of {session.id} would have to do without {rule.value}."
