"""What a page is told of a return: every post as it is kept and as it is said, and what is wrong with that."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import dataclass, field
from functools import cached_property

from regions.models import Forecast, Post, Return, ReturnLine
from talentboard.sheets import Problem

TO_CONFIRM = "to-confirm"
Verdict = ReturnLine.Verdict


@dataclass
class ForecastSaid:
    """What is kept and what is said of one kind of forecast of a post.

    said: the texts of `expected_on`, `probability` and `reason` as they stand now; empty where there is none.
    verdict: "none", "as-kept", "new", "changed" or "withdrawn".
    """

    confidential: bool
    kept: Forecast | None
    said: dict[str, str]
    verdict: str
    differences: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


@dataclass
class Stated:
    """One post of a return. post: none for a new one; line: none where nothing has been said of it yet.

    kept, said: the texts of the sheet's columns, as kept and as they stand now. closes_on: as typed, of a closing one.
    forecasts: by kind (False open, True confidential), only those that may be seen. closed_to: why this person may say
    nothing of a kind, whether or not there is one. changed_since: what is kept is not what it was when this was said.
    unsigned: what has been corrected since the last return, in sentences.
    """

    post: Post | None
    line: ReturnLine | None
    ref: str
    title: str
    verdict: str
    kept: dict[str, str]
    said: dict[str, str]
    closes_on: str = ""
    differences: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    changed_since: bool = False
    forecasts: dict[bool, ForecastSaid] = field(default_factory=dict)
    closed_to: dict[bool, str] = field(default_factory=dict)
    unsigned: list[str] = field(default_factory=list)
    said_by: str = ""
    said_at: dt.datetime | None = None
    hidden_problems: int = field(default=0, repr=False)

    @property
    def name(self) -> str:
        return ", ".join(filter(None, [self.ref, self.title])) or "A new post"


@dataclass
class Statement:
    """A return as somebody may see it. gone: what was said of posts that are not kept any more."""

    one: Return
    rows: list[Stated]
    gone_lines: list[Stated]

    @property
    def problems(self) -> list[Problem]:
        return [problem for row in self.rows for problem in row.problems]

    @cached_property
    def counts(self) -> dict[str, int]:
        """How many posts have each verdict: `to-confirm`, `confirmed`, `changed`, `new`, `closing`."""
        counted = Counter(row.verdict for row in self.rows)
        return {verdict: counted[verdict] for verdict in (TO_CONFIRM, *Verdict.values)}

    @property
    def to_confirm(self) -> list[str]:
        return [row.name for row in self.rows if row.verdict == TO_CONFIRM]

    @property
    def changed(self) -> list[str]:
        return [row.name for row in self.rows if row.changed_since]

    @property
    def gone(self) -> list[str]:
        return [row.name for row in self.gone_lines]

    @property
    def to_put_right(self) -> list[str]:
        """A sentence for each problem; what this person may not see is said in general."""
        seen = [f"{row.name}: {problem.wrong}" for row in self.rows for problem in row.problems]
        hidden = sum(row.hidden_problems for row in self.rows)
        return [*seen, *(["something that somebody else said, and has to put right"] if hidden else [])]

    @property
    def is_complete(self) -> bool:
        """Whether it can be handed over as far as what it says goes."""
        return not (self.to_confirm or self.to_put_right or self.changed or self.gone)
