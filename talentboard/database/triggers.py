"""Triggers that any model can carry."""

import pgtrigger

REFUSE = """
RAISE EXCEPTION USING ERRCODE = 'check_violation', TABLE = TG_TABLE_NAME, CONSTRAINT = TG_TABLE_NAME || '_kept',
    MESSAGE = format('%s is kept as written: %s is refused', TG_TABLE_NAME, TG_OP);
"""


class KeptAsWritten(pgtrigger.Trigger):
    """Rows are added and never changed or removed (`check_violation`, constraint `<table>_kept`).

    A statement is refused even where it would touch no row, as it is for a login that lacks the privilege.
    """

    name = "kept"
    level = pgtrigger.Statement
    when = pgtrigger.Before
    operation = pgtrigger.Update | pgtrigger.Delete | pgtrigger.Truncate
    func = REFUSE


def kept() -> list[pgtrigger.Trigger]:
    """For the `Meta.triggers` of a model with `privileges = KEPT`: the second lock, after the privileges."""
    return [KeptAsWritten()]
