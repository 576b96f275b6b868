"""Release tables of true counts: small counts hidden, others rounded, further ones hidden so that nothing tells them.

The one place where a `Released` is made.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from dashboard.disclosure.bounds import Reader
from dashboard.disclosure.hiding import Choice, Hidden, fewest_hidden
from dashboard.disclosure.knowledge import CAP, Condition, Expression, Knowledge, add_changes, add_release
from dashboard.disclosure.released import Released, seal
from dashboard.disclosure.rules import Rule, Shown, rule_named
from dashboard.disclosure.tables import Key, NotATable, TrueTable

SECONDS = 60.0


@dataclass(frozen=True, slots=True)
class Before:
    """The last release of the same tables: their true counts then, what was shown, and who came and went since.

    joined, left: at most so many people joined, or left, what the tables count, as is published
    """

    tables: Sequence[TrueTable]
    released: Sequence[Released]
    joined: int
    left: int


@dataclass(frozen=True, slots=True)
class Release:
    """Tables as they may be seen, in the order they were given.

    hidden: cells hidden, each count once however many tables show it. at_least: how many must be in any case
    is_exact: the fewest cells, and among as few the smaller total
    known_before: hidden counts that the last release, with who came and went, bounds more closely than the rule's
        width whatever is hidden now; this release adds nothing to it
    """

    tables: tuple[Released, ...]
    hidden: int
    at_least: int
    is_exact: bool
    known_before: int


def release(
    tables: Sequence[TrueTable], *, rule: Rule, before: Before | None = None, seconds: float = SECONDS
) -> Release:
    """Release the tables of one day together. Raises NotATable where they, or they and the last ones, do not fit."""
    given, tables = tables, [table.in_order() for table in tables]
    knowledge = Knowledge()
    alone = _shown_alone(tables, rule)
    new = add_release(knowledge, tables, alone, rule, can_be_hidden=True)
    must = np.zeros(len(knowledge.truth), dtype=bool)
    must[[new[key] for key, shown in alone.items() if shown is None]] = True
    old: dict[Key, int] = {}
    if before:
        old = _add_before(knowledge, tables, new, before, rule)
        must = np.append(must, np.zeros(len(knowledge.truth) - len(must), dtype=bool))
        must[_changes_told(knowledge, new, old, before, rule)] = True
    reader = Reader(knowledge)
    conditions, known_before = _conditions(reader, new, old, rule, before)
    choice = fewest_hidden(reader, conditions, must, seconds=seconds)
    shown = {key: None if choice.hidden[variable] else alone[key] for key, variable in new.items()}
    return _as_release([_released(table, shown, rule) for table in given], choice, known_before)


def _as_release(tables: Sequence[Released], choice: Choice, known_before: int) -> Release:
    return Release(tuple(tables), int(choice.hidden.sum()), choice.at_least, choice.is_exact, known_before)


def _shown_alone(tables: Sequence[TrueTable], rule: Rule) -> dict[Key, Shown]:
    """Every count as the rule shows it by itself; where tables differ in one, as the first has it."""
    return {
        table.key((row, column)): rule.shown(count)
        for table in reversed(tables)
        for row, counts in enumerate(table.printed())
        for column, count in enumerate(counts)
    }


def _released(table: TrueTable, shown: Mapping[Key, Shown], rule: Rule) -> Released:
    rows, columns = table.printed_row_heads, table.printed_column_heads
    cells = tuple(tuple(shown[table.key((row, column))] for column in range(len(columns))) for row in range(len(rows)))
    digest = seal(rule.name, (table.rows_are, rows, table.columns_are, columns), cells)
    return Released(rule.name, rows, columns, cells, digest, table.rows_are, table.columns_are)


def _add_before(
    knowledge: Knowledge, tables: Sequence[TrueTable], new: Mapping[Key, int], before: Before, rule: Rule
) -> dict[Key, int]:
    """Add what was shown last time, and how the two releases hang together; the variables of the counts then."""
    if before.joined < 0 or before.left < 0:
        raise NotATable("The numbers of people who joined and left are 0 or more.")
    earlier = [table.in_order() for table in before.tables]
    shown = {
        table.key((row, column)): count
        for table, released in zip(before.tables, before.released, strict=True)
        for row, counts in enumerate(released.shown)
        for column, count in enumerate(counts)
    }
    old = add_release(knowledge, earlier, shown, rule_named(before.released[0].rule), can_be_hidden=False)
    if old.keys() != new.keys():
        heads = [{head for key in keys for _, head in key} for keys in (old, new)]
        odd = sorted(heads[0] ^ heads[1])
        raise NotATable(
            f"The two tables differ in their heads ({', '.join(odd)}); give both the same rows and columns."
        )
    add_changes(knowledge, tables, new, old, joined=before.joined, left=before.left)
    return old


def _changes_told(
    knowledge: Knowledge, new: Mapping[Key, int], old: Mapping[Key, int], before: Before, rule: Rule
) -> list[int]:
    """Newer counts that must be hidden because the two shown counts alone tell the change too closely."""
    told = []
    for key, variable in new.items():
        (new_low, new_high), (old_low, old_high) = (
            (knowledge.truth[place] + knowledge.shown[place][0], knowledge.truth[place] + knowledge.shown[place][1])
            for place in (variable, old[key])
        )
        low, high = max(new_low - old_high, -before.left), min(new_high - old_low, before.joined)
        if high - low < rule.least_width:
            told.append(variable)
    return told


def _conditions(
    reader: Reader, new: Mapping[Key, int], old: Mapping[Key, int], rule: Rule, before: Before | None
) -> tuple[list[Condition], int]:
    """What must not be known, and how many hidden counts are known more closely whatever is hidden now."""
    width, knowledge = rule.least_width, reader.knowledge
    new_variables = list(new.values())
    old_hidden = [variable for variable in old.values() if knowledge.shown[variable] == _unseen(knowledge, variable)]
    if before is None:
        return [Condition({variable: 1}, width, when_hidden=variable) for variable in new_variables], 0
    everything: Hidden = np.array(knowledge.can_be_hidden)
    asked: list[Expression] = [{variable: 1} for variable in (*new_variables, *old_hidden)]
    possible = [min(width, found) for found in reader.widths(asked, everything, enough=width)]
    conditions = [
        Condition({variable: 1}, found, when_hidden=variable)
        for variable, found in zip(new_variables, possible, strict=False)
    ]
    conditions += [
        Condition({variable: 1}, found)
        for variable, found in zip(old_hidden, possible[len(new_variables) :], strict=True)
    ]
    conditions += [Condition({new[key]: 1, old[key]: -1}, width, when_shown=new[key]) for key in new]
    return conditions, sum(found < width for found in possible)


def _unseen(knowledge: Knowledge, variable: int) -> tuple[int, int]:
    return -min(knowledge.truth[variable], CAP), CAP
