"""The database's side of a table of moves."""

from collections.abc import Sequence

import pgtrigger

# After the row, not before: an upsert that ends as an update is then judged as the update it is.
REFUSE = """
IF TG_OP = 'INSERT' THEN
    IF (NEW.{column} IN ({start})) IS TRUE THEN
        RETURN NULL;
    END IF;
    RAISE EXCEPTION USING ERRCODE = 'check_violation', TABLE = TG_TABLE_NAME, CONSTRAINT = TG_TABLE_NAME || '_moves',
        MESSAGE = format('%s: nothing starts as "%s"', TG_TABLE_NAME, NEW.{column});
ELSIF NEW.{column} = OLD.{column} OR ((OLD.{column}, NEW.{column}) IN ({pairs})) IS TRUE THEN
    RETURN NULL;
END IF;
RAISE EXCEPTION USING ERRCODE = 'check_violation', TABLE = TG_TABLE_NAME, CONSTRAINT = TG_TABLE_NAME || '_moves',
    MESSAGE = format('%s: no move from "%s" to "%s"', TG_TABLE_NAME, OLD.{column}, NEW.{column});
"""


class DeclaredMovesOnly(pgtrigger.Trigger):
    """Refuses every start and every move that was not declared (`check_violation`, constraint `<table>_moves`)."""

    name = "moves"
    when = pgtrigger.After
    operation = pgtrigger.Insert | pgtrigger.Update

    def __init__(self, *, field: str, start: Sequence[str], pairs: Sequence[tuple[str, str]]) -> None:
        super().__init__()
        self.field = field
        self.start = start
        self.pairs = pairs

    def get_func(self, model) -> str:
        return REFUSE.format(
            column=model._meta.get_field(self.field).column,
            start=", ".join(map(quoted, self.start)),
            pairs=", ".join(f"({quoted(source)}, {quoted(target)})" for source, target in self.pairs),
        )


def quoted(text: str) -> str:
    """A slug as an SQL literal."""
    return "'" + text.replace("'", "''") + "'"
