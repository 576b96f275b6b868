"""The database's side of "a version in use never changes"."""

import pgtrigger

CONTENT_STAYS = """
IF TG_OP = 'DELETE' THEN
    RAISE EXCEPTION USING ERRCODE = 'check_violation', TABLE = TG_TABLE_NAME, CONSTRAINT = 'framework_is_kept',
        MESSAGE = 'a framework is kept: DELETE is refused';
ELSIF OLD.state <> 'draft' AND
        (OLD.slug, OLD.region_id, OLD.title, OLD.version, OLD.kind, OLD.missing_label, OLD.missing_meaning,
         OLD.effective_from, OLD.source, OLD.successor_of_id, OLD.saves)
        IS DISTINCT FROM
        (NEW.slug, NEW.region_id, NEW.title, NEW.version, NEW.kind, NEW.missing_label, NEW.missing_meaning,
         NEW.effective_from, NEW.source, NEW.successor_of_id, NEW.saves) THEN
    RAISE EXCEPTION USING ERRCODE = 'check_violation', TABLE = TG_TABLE_NAME, CONSTRAINT = 'framework_content_stays',
        MESSAGE = 'a version that has been in use never changes: a draft succeeds it';
END IF;
RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
"""

# The framework is read FOR SHARE, so that nothing slips in while another session puts the draft to use. Both are asked
# when a part would be carried from one framework to another.
PARTS_STAY = """
IF TG_OP <> 'INSERT' THEN
    SELECT state INTO framework_state FROM pools_framework WHERE id = OLD.framework_id FOR SHARE;
END IF;
IF TG_OP <> 'DELETE' AND (TG_OP = 'INSERT' OR framework_state = 'draft') THEN
    SELECT state INTO framework_state FROM pools_framework WHERE id = NEW.framework_id FOR SHARE;
END IF;
IF framework_state IS DISTINCT FROM 'draft' THEN
    RAISE EXCEPTION USING ERRCODE = 'check_violation', TABLE = TG_TABLE_NAME, CONSTRAINT = 'framework_parts_stay',
        MESSAGE = format('the framework is no draft: %s of its parts is refused', TG_OP);
END IF;
RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
"""


class ContentStays(pgtrigger.Trigger):
    """What a version says of itself is not changed once it is no draft, and none is removed."""

    name = "content_stays"
    when = pgtrigger.Before
    operation = pgtrigger.Update | pgtrigger.Delete
    func = CONTENT_STAYS


class PartsStay(pgtrigger.Trigger):
    """Criteria and ratings join, change and leave drafts alone."""

    name = "parts_stay"
    when = pgtrigger.Before
    operation = pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete
    declare = [("framework_state", "TEXT")]
    func = PARTS_STAY
