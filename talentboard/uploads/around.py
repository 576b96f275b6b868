"""The rows around each problem, as the file has them."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from talentboard.sheets import Problem, Row, Table
from talentboard.sheets.plans import FilePlan

from .kinds import Kind

EACH_WAY = 2
MOST_COLUMNS = 7
LONGEST_CELL = 40


@dataclass(frozen=True, slots=True)
class Place:
    """A cell: what it says, and whether it is to be put right."""

    text: str
    is_wrong: bool = False


@dataclass(frozen=True, slots=True)
class Around:
    """A row of a window. words: what it would do, "Cannot be read" or "Changed: was vacant"."""

    number: int
    cells: list[Place]
    words: str


@dataclass(frozen=True, slots=True)
class Window:
    """Rows of one sheet that stand together around problems; hidden: columns of the file that are not shown."""

    id: str
    file: str
    sheet: str
    first: int
    last: int
    of: int
    columns: list[str]
    hidden: list[str] = field(default_factory=list)
    rows: list[Around] = field(default_factory=list)

    def holds(self, problem: Problem) -> bool:
        """Whether the row of the problem is one of these."""
        return (
            problem.row is not None
            and (problem.file, problem.sheet) == (self.file, self.sheet)
            and any(row.number == problem.row for row in self.rows)
        )


def windows_around(plan: FilePlan, problems: Iterable[Problem], kind: Kind) -> list[Window]:
    """A window for each run of rows that lie around problems, in the order of the file."""
    wrong: dict[tuple[str, str], dict[int, set[str]]] = defaultdict(lambda: defaultdict(set))
    for problem in problems:
        if problem.row is not None:
            wrong[problem.file, problem.sheet][problem.row].add(problem.column)
    words = {id(one.row): one.words for judged in plan.judged.values() for one in judged}
    windows: list[Window] = []
    for table in plan.reading.tables:
        for rows in runs(table, wrong[table.file, table.name]):
            number = len(windows) + 1
            windows.append(window(f"rows-{number}", table, rows, wrong[table.file, table.name], words, kind))
    return windows


def runs(table: Table, numbers: Iterable[int]) -> Iterable[list[Row]]:
    """The rows around these numbers; runs that touch are one."""
    wanted, places = set(numbers), set()
    for place, row in enumerate(table.rows):
        if row.number in wanted:
            places |= set(range(max(0, place - EACH_WAY), min(len(table.rows), place + EACH_WAY + 1)))
    run: list[Row] = []
    for place in sorted(places):
        if run and place - 1 not in places:
            yield run
            run = []
        run.append(table.rows[place])
    if run:
        yield run


def window(
    id_: str, table: Table, rows: Sequence[Row], wrong: dict[int, set[str]], words: dict[int, str], kind: Kind
) -> Window:
    """The rows with the columns by which they are known and those that are wrong."""
    columns = columns_of(table, rows, wrong, kind)
    return Window(
        id=id_,
        file=table.file,
        sheet=table.name,
        first=rows[0].number,
        last=rows[-1].number,
        of=table.last_row,
        columns=columns,
        hidden=[name for name in table.heads if name not in columns],
        rows=[
            Around(
                number=row.number,
                cells=[Place(cut(row.text(name)), name in wrong.get(row.number, ())) for name in columns],
                words=words.get(id(row), ""),
            )
            for row in rows
        ],
    )


def columns_of(table: Table, rows: Sequence[Row], wrong: dict[int, set[str]], kind: Kind) -> list[str]:
    """At most MOST_COLUMNS, or as many as are wrong, in the order of the file."""
    marked = {name for row in rows for name in wrong.get(row.number, ())}
    known = [name for name in kind.known_by[table.name] if name in table.heads and name not in marked]
    chosen = marked | set(known[: max(2, MOST_COLUMNS - len(marked))])
    return [name for name in sorted(table.heads, key=lambda name: table.heads[name]) if name in chosen]


def cut(text: str) -> str:
    return text if len(text) <= LONGEST_CELL else text[: LONGEST_CELL - 1] + "…"
