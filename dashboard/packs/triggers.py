"""The database's side of "a revision never changes once it is built"."""

import pgtrigger

CONTENT_STAYS = """
IF TG_OP = 'DELETE' THEN
    RAISE EXCEPTION USING ERRCODE = 'check_violation', TABLE = TG_TABLE_NAME, CONSTRAINT = 'pack_is_kept',
        MESSAGE = 'a board pack is kept: DELETE is refused';
ELSIF OLD.state <> 'draft' AND
        (OLD.region, OLD.meeting, OLD.title, OLD.revision, OLD.snapshot_id, OLD.since_id, OLD.after_id, OLD.sections,
         OLD.version)
        IS DISTINCT FROM
        (NEW.region, NEW.meeting, NEW.title, NEW.revision, NEW.snapshot_id, NEW.since_id, NEW.after_id, NEW.sections,
         NEW.version) THEN
    RAISE EXCEPTION USING ERRCODE = 'check_violation', TABLE = TG_TABLE_NAME, CONSTRAINT = 'pack_content_stays',
        MESSAGE = 'a revision that has been built never changes: make the next one';
END IF;
RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
"""

# The pack is read FOR SHARE, so that no comment slips in while another session ends the draft.
COMMENTS_STAY = """
SELECT state INTO pack_state FROM dashboard_boardpack
 WHERE id = CASE WHEN TG_OP = 'INSERT' THEN NEW.pack_id ELSE OLD.pack_id END FOR SHARE;
IF TG_OP = 'UPDATE' OR pack_state IS DISTINCT FROM 'draft' THEN
    RAISE EXCEPTION USING ERRCODE = 'check_violation', TABLE = TG_TABLE_NAME, CONSTRAINT = 'pack_comments_stay',
        MESSAGE = format('%s of a comment is refused: comments are added to a draft, or taken back from it', TG_OP);
END IF;
RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
"""


class ContentStays(pgtrigger.Trigger):
    """What a built revision says of itself is not changed, and no pack is removed."""

    name = "content_stays"
    when = pgtrigger.Before
    operation = pgtrigger.Update | pgtrigger.Delete
    func = CONTENT_STAYS


class CommentsStay(pgtrigger.Trigger):
    """Comments join and leave drafts alone, and are never rewritten."""

    name = "comments_stay"
    when = pgtrigger.Before
    operation = pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete
    declare = [("pack_state", "TEXT")]
    func = COMMENTS_STAY
