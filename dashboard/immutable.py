"""The database's side of "a complete snapshot never changes"."""

import pgtrigger

COMPLETE_STAYS = """
IF OLD.state = 'complete' THEN
    RAISE EXCEPTION USING ERRCODE = 'check_violation', TABLE = TG_TABLE_NAME, CONSTRAINT = 'snapshot_complete_stays',
        MESSAGE = format('snapshot %s is complete: %s is refused', OLD.id, TG_OP);
END IF;
RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
"""

# The parent is read FOR SHARE, so that a figure cannot slip in while another session completes the snapshot.
# Both parents are asked when a figure would be moved from one snapshot to another.
FIGURES_STAY = """
IF TG_OP <> 'INSERT' THEN
    SELECT state INTO parent_state FROM dashboard_snapshot WHERE id = OLD.snapshot_id FOR SHARE;
END IF;
IF parent_state IS DISTINCT FROM 'complete' AND TG_OP <> 'DELETE' THEN
    SELECT state INTO parent_state FROM dashboard_snapshot WHERE id = NEW.snapshot_id FOR SHARE;
END IF;
IF parent_state = 'complete' THEN
    RAISE EXCEPTION USING ERRCODE = 'check_violation', TABLE = TG_TABLE_NAME,
        CONSTRAINT = 'figure_of_complete_snapshot',
        MESSAGE = format('the snapshot is complete: %s of its figures is refused', TG_OP);
END IF;
RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
"""

NOT_EMPTIED = """
RAISE EXCEPTION USING ERRCODE = 'check_violation', TABLE = TG_TABLE_NAME, CONSTRAINT = TG_TABLE_NAME || '_not_emptied',
    MESSAGE = format('%s is never emptied', TG_TABLE_NAME);
"""


class CompleteStays(pgtrigger.Trigger):
    """A snapshot that is complete is neither changed nor removed."""

    name = "complete_stays"
    when = pgtrigger.Before
    operation = pgtrigger.Update | pgtrigger.Delete
    func = COMPLETE_STAYS


class FiguresStay(pgtrigger.Trigger):
    """No figure joins, changes or leaves a snapshot that is complete."""

    name = "figures_stay"
    when = pgtrigger.Before
    operation = pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete
    declare = [("parent_state", "TEXT")]
    func = FIGURES_STAY


class NotEmptied(pgtrigger.Trigger):
    """TRUNCATE passes row triggers by, so it has a trigger of its own."""

    name = "not_emptied"
    level = pgtrigger.Statement
    when = pgtrigger.Before
    operation = pgtrigger.Truncate
    func = NOT_EMPTIED
