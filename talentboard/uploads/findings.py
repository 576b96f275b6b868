"""What came of checking a file, as its page shows it: plain values that can be stored and read back."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from talentboard.nhs.words import count, join_words, plural
from talentboard.sheets import Problem, count_by_kind
from talentboard.sheets.plans import FilePlan, Verdict

from .around import Window, windows_around
from .kinds import Kind, Line, Noun, Person

MOST_SHOWN = 50
MOST_OF_A_KIND = 100
LONGEST_VALUE = 120
UNKEPT = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")  # what neither JSON in PostgreSQL nor a page can hold
ORDER = {
    "Closed": 0,
    "Withdrawn": 1,
    Verdict.CHANGED: 2,
    Verdict.NEW: 3,
    Verdict.CONFIRMED: 4,
    Verdict.SAME: 5,
    Verdict.UNREADABLE: 6,
}


@dataclass(frozen=True, slots=True)
class Shown:
    """A problem on the page. window: the id of the rows around it, if there are any.

    each: where it stands for several of one kind that belong to no row, what each of them says.
    """

    where: str
    file: str
    sheet: str
    row: int | None
    column: str
    value: str
    wrong: str
    right: str
    likely: str
    lead: str
    window: str
    each: list[str] = field(default_factory=list)


@dataclass
class Findings:
    """What a file would change, or everything that is wrong with it.

    wrong_rows: rows to put right; other_things: problems that belong to no row; refused: files that were not read.
    total: of the problems, of which the first MOST_SHOWN are in `problems`; by_kind: how many there are of each kind.
    readable: how much of it can be read. counts: (what would happen, how much of it) in words; besides: what else.
    lines: every row and everything that is gone. digest: of the plan. changes: whether saving would change anything.
    amount: what would be saved, in words.
    """

    wrong_rows: int = 0
    other_things: int = 0
    refused: int = 0
    total: int = 0
    problems: list[Shown] = field(default_factory=list)
    by_kind: list[tuple[str, int]] = field(default_factory=list)
    windows: list[Window] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)
    readable: str = ""
    counts: list[tuple[str, str]] = field(default_factory=list)
    besides: list[tuple[str, str]] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    people: list[Person] = field(default_factory=list)
    elsewhere: list[Line] = field(default_factory=list)
    amount: str = ""
    changes: bool = False
    digest: str = ""

    def kept(self) -> dict[str, Any]:
        """As it is stored: without characters that cannot be."""
        return clean(asdict(self))

    @classmethod
    def read_back(cls, kept: dict[str, Any]) -> dict[str, Any]:
        """As it was stored; what an earlier version of the product did not find yet is empty."""
        return asdict(cls()) | kept


def findings_of(plan: FilePlan, kind: Kind) -> Findings:
    """Everything that the page says of a plan."""
    problems = in_groups(plan.problems)
    found = Findings(
        wrong_rows=len({(one.file, one.sheet, one.row) for one in plan.problems if one.row is not None}),
        other_things=sum(group[0].row is None and bool(group[0].sheet) for group in problems),
        refused=len(plan.reading.refused),
        total=len(problems),
        by_kind=list(count_by_kind(plan.problems).items()),
        notices=list(plan.reading.notices),
        counts=list(counts_of(plan, kind)),
        besides=list(kind.besides(plan)),
        changes=plan.changes_anything,
        digest=plan.digest,
        amount=join_words(said(number, noun) for number, noun in kind.amount(plan) if number),
    )
    if not problems:
        found.lines = lines_of(plan, kind)
        found.people = list(kind.people(plan))
        found.elsewhere = list(kind.elsewhere(plan))
        return found
    found.lines = list(kind.gone(plan))
    found.readable = readable(plan, kind)
    found.windows = windows_around(plan, [group[0] for group in problems[:MOST_SHOWN]], kind)
    found.problems = [shown(group, found.windows) for group in problems[:MOST_SHOWN]]
    return found


def in_groups(problems: Sequence[Problem]) -> list[list[Problem]]:
    """The problems in the order of the file; several of one kind that belong to no row are one, after those of rows."""
    sheets = {place: number for number, place in enumerate(dict.fromkeys((one.file, one.sheet) for one in problems))}
    groups: dict[tuple, list[Problem]] = {}
    for number, one in enumerate(problems):
        place = (sheets[one.file, one.sheet], one.row is None, one.row or 0)
        together = one.row is None and one.sheet
        groups.setdefault((*place, one.kind) if together else (*place, number), []).append(one)
    return [groups[key] for key in sorted(groups, key=lambda key: key[:3])]


def shown(group: Sequence[Problem], windows: Iterable[Window]) -> Shown:
    """A problem, or several of one kind, with the rows around it found."""
    first, several = group[0], len(group) > 1
    window = next((one.id for one in windows if one.holds(first)), "")
    return Shown(
        where=first.where,
        file=first.file,
        sheet=first.sheet,
        row=first.row,
        column=first.column,
        value=cut(first.value) if first.row is not None else "",
        wrong=f"{count(len(group))} {first.kind[:1].lower()}{first.kind[1:]}" if several else first.wrong,
        right=first.right,
        likely=(first.likely or "") if not several else "",
        lead=first.lead,
        window=window,
        each=each_of(group) if several else [],
    )


def each_of(group: Sequence[Problem]) -> list[str]:
    """What each of several says; of very many the first, and how many more there are."""
    said_of = [one.wrong for one in group[:MOST_OF_A_KIND]]
    more = len(group) - MOST_OF_A_KIND
    return [*said_of, f"and {count(more)} more"] if more > 0 else said_of


def counts_of(plan: FilePlan, kind: Kind) -> Iterable[tuple[str, str]]:
    """How many rows of each sheet do what: ("Changed", "2 posts and 1 forecast")."""
    by_sheet = {sheet.name: plan.counts(sheet.name) for sheet in kind.sheets}
    for verdict in (Verdict.SAME, Verdict.CHANGED, Verdict.NEW, Verdict.CONFIRMED, Verdict.UNREADABLE):
        parts = [said(counts[verdict], kind.nouns[name]) for name, counts in by_sheet.items() if counts.get(verdict)]
        if parts:
            yield str(verdict), join_words(parts)


def readable(plan: FilePlan, kind: Kind) -> str:
    """How many rows can be read beside those that cannot: "11 posts and 4 forecasts", or nothing."""
    numbers = {
        sheet.name: sum(number for verdict, number in plan.counts(sheet.name).items() if verdict != Verdict.UNREADABLE)
        for sheet in kind.sheets
    }
    return join_words(said(number, kind.nouns[name]) for name, number in numbers.items() if number)


def lines_of(plan: FilePlan, kind: Kind) -> list[Line]:
    """Every row and everything that is gone, what matters most first, else in the order of the file."""
    rows = []
    for sheet in kind.sheets:
        for one in plan.judged.get(sheet.name, ()):
            line = kind.describe(one.row)
            rows.append(Line(line.what, line.place, line.says, str(one.verdict), one.detail))
    return sorted([*kind.gone(plan), *rows], key=lambda line: ORDER.get(line.verdict, 0))


def said(number: int, noun: Noun) -> str:
    return plural(number, *noun)


def cut(text: str, longest: int = LONGEST_VALUE) -> str:
    return text if len(text) <= longest else text[: longest - 1] + "…"


def clean(value: Any) -> Any:
    """The same with every character that cannot be stored or shown replaced."""
    if isinstance(value, str):
        return UNKEPT.sub("\ufffd", value)
    if isinstance(value, dict):
        return {name: clean(held) for name, held in value.items()}
    return [clean(held) for held in value] if isinstance(value, list | tuple) else value
