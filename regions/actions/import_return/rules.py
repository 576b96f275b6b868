"""What must be so of a row of posts, beyond each cell by itself; what is not is reported on the row."""

import datetime as dt

from regions.actions.organisation_codes import KIND, NoSuchCode, OrganisationCodes
from regions.models import Organisation
from talentboard.nhs.words import long_day
from talentboard.sheets import Row

from .occupancies import Clash

DOUBLED = "Posts that are in the file twice"
CLASHES = "Dates that clash"
HOLDERS = "Holders and occupancy that do not fit"


def check_post(row: Row, as_of: dt.date, *, moved: bool = False) -> None:
    """Report what does not fit together in the row. moved: the post was held before it came to the organisation."""
    check_holder(row)
    check_days(row, as_of, moved=moved)


def check_holder(row: Row) -> None:
    """Nobody holds a vacant post, nor covers an absence in it. Any other occupancy may leave the holder unnamed."""
    if row.get("occupancy") != "vacant":
        return
    if row.get("holder"):
        wrong = f"“{row.text('holder')}” cannot hold a post that is vacant"
        row.report("holder", wrong, "No holder, or another occupancy.", kind=HOLDERS)
    if row.get("returns_on"):
        row.report(
            "returns_on",
            "Nobody covers an absence in a post that is vacant",
            "No day, or the occupancy of whoever covers: interim, acting or secondment-in.",
            kind=HOLDERS,
        )


def check_days(row: Row, as_of: dt.date, *, moved: bool) -> None:
    """since is no later than the file's day and no earlier than the post; what ends, ends after it began."""
    since, established = row.get("since"), row.get("established_from")
    if established and established > as_of:
        check_post_to_come(row, as_of)
        return
    if since and since > as_of:
        row.report(
            "since",
            f"{long_day(since)} is after {long_day(as_of)}, the day that the file describes",
            f"A day up to {long_day(as_of)}, or blank.",
            kind=CLASHES,
        )
    if since and established and since < established and not moved:
        row.report(
            "since",
            f"{long_day(since)} is before {long_day(established)}, the first day of the post",
            f"{long_day(established)} or later.",
            kind=CLASHES,
        )
    for column in ("expected_end", "returns_on"):
        ends = row.get(column)
        if since and ends and ends <= since:
            row.report(
                column,
                f"{long_day(ends)} is not after {long_day(since)}, when this began",
                f"A day after {long_day(since)}, or blank.",
                kind=CLASHES,
            )


def check_post_to_come(row: Row, as_of: dt.date) -> None:
    """A post that is established later is vacant until then."""
    established = row["established_from"]
    if row.reads("occupancy") and row["occupancy"] != "vacant":
        row.report(
            "occupancy",
            f"The post begins on {long_day(established)}, so nobody holds it on {long_day(as_of)}",
            "vacant, or an earlier established_from.",
            kind=HOLDERS,
            likely="vacant",
        )
    if row.get("since") not in (None, established):
        row.report(
            "since",
            f"{long_day(row['since'])} is not {long_day(established)}, the first day of the post",
            "Blank: a post to come is vacant from its first day.",
            kind=CLASHES,
        )


def report_doubled(row: Row, first: Row) -> None:
    """Report that the post is in an earlier row already."""
    if first is row:
        return
    wrong = f"“{row['post_ref']}” of {row['organisation']} is in {first.seen_from(row)} too"
    row.report("post_ref", wrong, "Each post once.", kind=DOUBLED)


def report_clash(row: Row, clash: Clash) -> None:
    """Report what cannot be so beside what is kept."""
    row.report(clash.column, clash.wrong, clash.right, kind=CLASHES)


def report_share(row: Row, code: str, codes: OrganisationCodes, lead: Organisation | None) -> Organisation | None:
    """The other organisation of a shared post, or a report of why there is none."""
    other = codes.find_anywhere(code)
    if isinstance(other, NoSuchCode):
        row.report("shared_with", other.wrong, other.right, kind=KIND, likely=other.likely)
        return None
    if other == lead:
        row.report(
            "shared_with",
            f"{code} is the post's own organisation",
            "The other organisations that it serves, or blank.",
            kind=KIND,
        )
        return None
    return other
