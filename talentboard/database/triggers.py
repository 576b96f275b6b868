"""Triggers that any model can carry."""

from __future__ import annotations

from dataclasses import dataclass

import pgtrigger

from talentboard.retention.lasting import Lasts

REFUSE = """
RAISE EXCEPTION USING ERRCODE = 'check_violation', TABLE = TG_TABLE_NAME, CONSTRAINT = TG_TABLE_NAME || '_kept',
    MESSAGE = format('%s is kept as written: %s is refused', TG_TABLE_NAME, TG_OP);
"""
REFUSE_ALL_BUT_RETENTION = f"""
IF TG_OP = 'DELETE' AND public.is_retention() THEN
    RETURN NULL;
END IF;
{REFUSE.strip()}
"""
# `since` may speak of OLD and of other tables; where it gives nothing, the row's time has not begun to run out.
REFUSE_BEFORE_ITS_TIME = """
IF ({since}) + coalesce(
    (SELECT make_interval(months => setting.months, days => setting.days)
       FROM talentboard_retentionperiod setting
      WHERE setting.chapter = '{chapter}' AND setting.since <= (now() AT TIME ZONE 'Europe/London')::date
      ORDER BY setting.since DESC, setting.id DESC LIMIT 1),
    make_interval(months => {months}, days => {days})
) <= (now() AT TIME ZONE 'Europe/London')::date{unless_held} THEN
    RETURN OLD;
END IF;
RAISE EXCEPTION USING ERRCODE = 'check_violation', TABLE = TG_TABLE_NAME, CONSTRAINT = TG_TABLE_NAME || '_until',
    MESSAGE = format('%s: a row is kept until its time is over', TG_TABLE_NAME);
"""
UNLESS_HELD = """ AND NOT EXISTS (
    SELECT FROM talentboard_legalhold held
     WHERE held.about_kind = 'candidate' AND held.about_id = ({person})::text AND held.lifted_at IS NULL
)"""


@dataclass(frozen=True, slots=True)
class Until:
    """When a kept row may be deleted, said once more in SQL: the second lock behind a chapter of retention.

    chapter, lasts: as in the chapter. since: the day from which it counts, of the row OLD; null while it does not.
    person: the id of the candidate it is about, whose legal hold keeps it; empty where it is about none.
    """

    chapter: str
    lasts: Lasts
    since: str
    person: str = ""


class KeptAsWritten(pgtrigger.Trigger):
    """Rows are added and never changed or removed (`check_violation`, constraint `<table>_kept`).

    A statement is refused even where it would touch no row, as it is for a login that lacks the privilege.
    """

    name = "kept"
    level = pgtrigger.Statement
    when = pgtrigger.Before
    operation = pgtrigger.Update | pgtrigger.Delete | pgtrigger.Truncate
    func = REFUSE


class KeptItsTime(KeptAsWritten):
    """The same, but that the login `retention` gets as far as each row's own lock."""

    func = REFUSE_ALL_BUT_RETENTION


class NotBeforeItsTime(pgtrigger.Trigger):
    """A row is not removed before its time is over (`check_violation`, constraint `<table>_until`), by the server's own
    clock and the setting that holds today."""

    name = "until"
    level = pgtrigger.Row
    when = pgtrigger.Before
    operation = pgtrigger.Delete

    def __init__(self, until: Until) -> None:
        super().__init__()
        self.until = until

    def get_func(self, model) -> str:
        until = self.until
        return REFUSE_BEFORE_ITS_TIME.format(
            since=until.since,
            chapter=until.chapter,
            months=until.lasts.months,
            days=until.lasts.days,
            unless_held=UNLESS_HELD.format(person=until.person) if until.person else "",
        )


def kept(until: Until | None = None) -> list[pgtrigger.Trigger]:
    """For the `Meta.triggers` of a model with `privileges = KEPT`: the second lock, after the privileges.

    until: with `privileges = KEPT_ITS_TIME`, when the login `retention` may delete a row; without it nobody may.
    """
    return [KeptItsTime(), NotBeforeItsTime(until)] if until else [KeptAsWritten()]
