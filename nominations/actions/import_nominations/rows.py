"""What a row of nominations means by itself, and whether its way holds together; what is wrong is reported on it."""

from __future__ import annotations

import datetime as dt

from nominations.models import Nomination
from nominations.words import words_in
from regions.actions.employers import employer_of
from talentboard.accounts.models import User
from talentboard.nhs.words import long_day, noun_for, plural
from talentboard.sheets import Row
from talentboard.sheets.problems import BLANKS, DATES, TEXTS

from .rounds import round_of
from .sheets import ENDED
from .work import Stated, Work

State, Route = Nomination.State, Nomination.Route
ACCOUNTS = "People without an account"
AGREED = "People who did not agree"
PARTS = "People who take part twice"
WAYS = "Nominations whose way does not hold together"
KEPT = "Nominations that have been kept long enough"
MOST_WORDS = 2000

# What is said of a person, and is kept of nobody who did not agree.
OF_PERSON = (
    "name", "email", "job_title", "employer", "readiness_view", "development_needs", "nominator_said", "nominee_said",
    "endorsed_on", "endorser", "endorsed_as", "endorser_said", "reason",
)  # fmt: skip
BY_A_LEADER = ("readiness_view", "development_needs", "nominator_said")
NEEDED = {
    State.ACCEPTED: ("agreed_on", "endorsed_on", "decided_on", "decided_by"),
    State.ELIGIBILITY_CHECK: ("agreed_on", "endorsed_on"),
    State.NOT_ENDORSED: ("agreed_on", "decided_on", "reason"),
    State.INELIGIBLE: ("agreed_on", "endorsed_on", "decided_on", "decided_by", "reason"),
    State.WITHDRAWN: ("decided_on",),
    State.DECLINED: ("decided_on",),
    State.CONSENT_LAPSED: ("decided_on",),
}
BLANK = {
    State.ACCEPTED: ("reason",),
    State.ELIGIBILITY_CHECK: ("decided_on", "decided_by", "reason"),
    State.NOT_ENDORSED: ("endorsed_on", "endorser_said"),
    State.DECLINED: ("agreed_on",),
    State.CONSENT_LAPSED: ("agreed_on",),
}
DAYS = {
    "nominated_on": "the day it was nominated",
    "agreed_on": "the day the person agreed",
    "endorsed_on": "the day it was endorsed",
    "decided_on": "the day it was decided",
}


def agreed_on(row: Row) -> dt.date | None:
    """When the person agreed; by nominating themself they do."""
    return row.get("agreed_on") or (row.get("nominated_on") if row.get("route") == Route.SELF else None)


def read_row(work: Work, row: Row) -> Stated | None:
    """What the row states but for the candidate; none where anything in it is wrong."""
    region = work.region_of(row)
    round = round_of(work, row) if region is not None else None
    nominator, endorser = account_of(work, row, "nominator"), account_of(work, row, "endorser")
    employer, outside = employer_of(work.codes, row)
    check_way(row)
    check_consent(row)
    check_endorser(row)
    check_people(work, row)
    check_days(work, row, since=round.opens if round else None)
    check_words(row)
    check_bands(work, row)
    check_kept(work, row)
    if round is None or nominator is None or not row.can_be_read:
        return None
    return Stated(row, round, nominator, endorser, employer, outside, None)


def account_of(work: Work, row: Row, column: str) -> User | None:
    """The account of an address, or a report that there is none: whoever takes part answers for it by name."""
    if not row.get(column):
        return None
    account = work.kept.accounts.get(row[column])
    if account is None:
        wrong = f"Nobody has an account with the address {row[column]}"
        row.report(column, wrong, "The address of an account: invite them first.", kind=ACCOUNTS)
    return account


def check_way(row: Row) -> None:
    """What its state needs is there, and what cannot have been is not."""
    if not row.reads("state"):
        return
    state = State(row["state"])
    words = state.label.lower()
    for column in NEEDED[state]:
        if row.reads(column) and not (agreed_on(row) if column == "agreed_on" else row[column]):
            wrong = f"{column} is blank in a nomination that is {words}"
            row.report(column, wrong, row.table.sheet.column(column).kind.right, kind=BLANKS)
    for column in BLANK.get(state, ()):
        if row.get(column):
            row.report(column, f"A nomination that is {words} has no {column}", "A blank, or another state.", kind=WAYS)
    if row.get("route") == Route.SELF:
        check_own(row, state)


def check_own(row: Row, state: State) -> None:
    """One's own: nobody else said anything first, and nobody was asked whether they agree."""
    if state in (State.DECLINED, State.CONSENT_LAPSED):
        wrong = "Whoever nominates themself is not asked whether they agree"
        row.report("state", wrong, "withdrawn, or the route leader.", kind=WAYS, likely="withdrawn")
    for column in BY_A_LEADER:
        if row.get(column):
            row.report(column, f"{column} is what a leader says of somebody else", "A blank.", kind=WAYS)


def check_consent(row: Row) -> None:
    """Of whoever did not agree nothing is kept; of whoever did, who they are."""
    if not row.reads("agreed_on", "route", "nominated_on", "state"):
        return
    if agreed_on(row) is None:
        if "agreed_on" in NEEDED[State(row["state"])]:
            return
        for column in OF_PERSON:
            if row.get(column):
                wrong = "The person did not agree, so the number alone is kept and nothing of them"
                row.report(column, wrong, "A blank, or the day in agreed_on.", kind=AGREED)
        return
    for column in ("name", "email"):
        if row.reads(column) and not row[column]:
            wrong = f"{column} is blank though the person agreed"
            row.report(column, wrong, row.table.sheet.column(column).kind.right, kind=BLANKS)


def check_endorser(row: Row) -> None:
    """An endorser's office and words need an endorser, and the endorser a day."""
    for column in ("endorsed_as", "endorser_said"):
        if row.get(column) and row.reads("endorser") and not row["endorser"]:
            row.report(column, f"{column} is filled in and nobody is named in endorser", "Their address.", kind=WAYS)
    refused = row.get("state") == State.NOT_ENDORSED
    if row.get("endorser") and row.reads("endorsed_on") and not (row["endorsed_on"] or refused):
        wrong = "An endorser is named, and not when they endorsed it"
        row.report("endorser", wrong, "The day in endorsed_on, or no endorser.", kind=WAYS)


def check_people(work: Work, row: Row) -> None:
    """Nobody takes part in two capacities, and nobody loads a nomination that they take part in."""
    nominator, person, endorser = (row.get(column) for column in ("nominator", "email", "endorser"))
    is_own = row.get("route") == Route.SELF
    if is_own and nominator and person and nominator != person:
        row.report("nominator", f"{nominator} is not {person}", "Of one's own the person's address.", kind=PARTS)
    if row.get("route") == Route.LEADER and nominator and nominator == person:
        row.report("nominator", "That is the person's own address", "The leader's, or the route self.", kind=PARTS)
    if endorser and endorser == nominator and not is_own:
        wrong = f"{endorser} made this nomination, so somebody else endorses it"
        row.report("endorser", wrong, "Somebody else, or a blank for the regional team.", kind=PARTS)
    elif endorser and endorser == person:
        wrong = f"{endorser} is the person nominated, so somebody else endorses it"
        row.report("endorser", wrong, "Somebody else, or a blank for the regional team.", kind=PARTS)
    mine = getattr(work.by, "email", "").lower()
    for column in ("nominator", "email"):
        if mine and row.get(column) == mine:
            wrong = "You take part in this nomination yourself, so a colleague loads it"
            row.report(column, wrong, "A file without this row.", kind=PARTS)
            break


def check_days(work: Work, row: Row, *, since: dt.date | None) -> None:
    """Its days follow each other, from the first of the round to the day of the file."""
    before = "the first day of the round"
    for column, words in DAYS.items():
        day = row.get(column)
        if day is None:
            continue
        if day > work.as_of:
            wrong = f"{long_day(day)} is after {long_day(work.as_of)}, the day that the file describes"
            row.report(column, wrong, f"A day up to {long_day(work.as_of)}.", kind=DATES)
        elif since is not None and day < since:
            wrong = f"{long_day(day)} is before {long_day(since)}, {before}"
            row.report(column, wrong, f"A day from {long_day(since)} on.", kind=DATES)
        since, before = day, words


def check_words(row: Row) -> None:
    for column in ("nominator_said", "nominee_said"):
        if row.get(column) and (number := words_in(row[column])) > MOST_WORDS:
            wrong = f"It has {plural(number, 'word')}"
            row.report(column, wrong, f"At most {MOST_WORDS:,} words.", kind=TEXTS)


def check_bands(work: Work, row: Row) -> None:
    if row.get("readiness_view") and row["readiness_view"] not in work.kept.bands:
        right = "The same file after bin/manage load_reference."
        row.report("readiness_view", "The bands of readiness are not loaded yet", right, kind="Reference data")


def check_kept(work: Work, row: Row) -> None:
    """One that ended so long ago that it would be deleted tonight is not loaded today."""
    if row.get("state") not in ENDED or not row.get("decided_on"):
        return
    gone = work.lasts.after(row["decided_on"])
    if gone <= work.today:
        wrong = f"It ended on {long_day(row['decided_on'])}, and nominations are kept {work.lasts} from then"
        row.report("decided_on", wrong, f"A file without {noun_for(1, 'this row', 'these rows')}.", kind=KEPT)
