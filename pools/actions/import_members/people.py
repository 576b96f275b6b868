"""People: the rows of one person agree, and what they say of the person against what is kept."""

from collections.abc import Sequence
from typing import Any

from pools.models import Candidate, Mobility
from talentboard.names import sort_key
from talentboard.sheets import Row

from .plan import KeptElsewhere, ToTell
from .work import Stated, Work

DISAGREE = "Rows of one person that do not agree"
AGREE_IN = ("name", "email", "employer", "current_post", "mobility", "challenged")
OF_THE_TEAM = ("current_post",)
THEMSELF = "The person"
FIELDS = {"employer_outside": "employer", "accepts_challenged": "challenged"}


def check_agreement(rows: Sequence[Row]) -> None:
    """Report every row that says otherwise of a person than the first row of the same reference or e-mail."""
    by_ref: dict[tuple[str, str], Row] = {}
    by_email: dict[str, Row] = {}
    for row in rows:
        if not row.reads("candidate_ref", "email"):
            continue
        file = row.table.file
        report_differences(row, by_ref.setdefault((file, row["candidate_ref"]), row))
        first = by_email.setdefault(row["email"], row)
        if first.table.file != file:
            report_differences(row, first)
        elif first["candidate_ref"] != row["candidate_ref"]:
            row.report(
                "candidate_ref",
                f"{row['email']} is {first['candidate_ref']} in {first.seen_from(row)}",
                "One reference for one person, and one e-mail address.",
                kind=DISAGREE,
                likely=first["candidate_ref"],
            )


def check_addresses(work: Work, rows: Sequence[Stated]) -> None:
    """Note every row that names somebody by the address of a duplicate that was merged, and report where rows of one
    person under two addresses do not agree."""
    first = rows[0].row
    for stated in rows:
        row = stated.row
        candidate = work.kept.candidates.get(row["email"])
        if candidate is not None and candidate.email.lower() != row["email"]:
            work.plan.reading.notices.append(
                f"{row.table.name}, row {row.number}: {row['email']} is another address of {said_of(work, candidate)}. "
                "The row is theirs."
            )
        if row["email"] != first["email"]:
            report_differences(row, first, columns=[column for column in AGREE_IN if column != "email"])


def said_of(work: Work, candidate: Candidate) -> str:
    """Somebody as a notice names them. The address of whom another region keeps is not shown to a region's team."""
    if work.region is None or candidate.kept_by == work.region:
        return f"{candidate.name}, whom we keep as {candidate.email}"
    return f"somebody whom {candidate.kept_by.name} keeps"


def report_differences(row: Row, first: Row, columns: Sequence[str] = AGREE_IN) -> None:
    if first is row:
        return
    for column in columns:
        if row.reads(column) and first.reads(column) and alike(row[column]) != alike(first[column]):
            was = first.text(column)
            row.report(
                column,
                f"{row['candidate_ref']} has {f'“{was}”' if was else 'nothing'} here in {first.seen_from(row)}",
                "The same in every row of one person.",
                kind=DISAGREE,
                likely=was or None,
            )


def alike(value: Any) -> Any:
    """What counts when two rows are compared: lists whatever their order, a blank as no."""
    return sorted(value) if isinstance(value, tuple) and value else value or None


def person_of(work: Work, rows: Sequence[Stated]) -> tuple[Candidate, dict[Row, list[str]]]:
    """The candidate whom the rows speak of, with what they change; what has changed by row, in words.

    Whom another region keeps is not changed, nor what somebody says of themself who looks after their record: the
    differences are listed.
    """
    email = rows[0].row["email"]
    candidate = work.kept.candidates.get(email)
    if candidate is None:
        candidate = new_person(work, rows[0])
        tell(work, candidate)
        return candidate, {}
    own = next((one for one in rows if one.pool.region_id == candidate.kept_by_id), None)
    changes = differences(work, candidate, own or rows[0])
    if own is None:
        if changes:
            region = candidate.kept_by.name
            work.plan.kept_elsewhere.append(KeptElsewhere(rows[0].row, region, tuple(changes)))
        return candidate, {}
    tell(work, candidate)
    if candidate.user_id and (theirs := [name for name in changes if name not in OF_THE_TEAM]):
        work.plan.kept_elsewhere.append(KeptElsewhere(own.row, THEMSELF, tuple(theirs)))
        changes = [name for name in changes if name in OF_THE_TEAM]
    if not changes:
        return candidate, {}
    take_over(work, candidate, own)
    work.plan.touch(candidate, *changes)
    return candidate, {own.row: [f"{name} was different" for name in changes]}


def new_person(work: Work, stated: Stated) -> Candidate:
    """A candidate whom the pool's region keeps from now on."""
    row = stated.row
    candidate = Candidate(
        name=row["name"],
        sort_key=sort_key(row["name"])[:150],
        email=row["email"],
        employer=stated.employer,
        employer_outside=stated.employer_outside,
        current_post=stated.current_post,
        accepts_challenged=bool(row["challenged"]),
        kept_by_id=stated.pool.region_id,
    )
    work.kept.candidates[row["email"]] = candidate
    work.plan.writes.new_candidates.append(candidate)
    work.plan.writes.new_mobility += [Mobility(candidate=candidate, region_id=slug) for slug in row["mobility"]]
    work.plan.touch(candidate, "candidate")
    return candidate


def says(stated: Stated) -> dict[str, Any]:
    """What the row says of the person's own fields. A column that the file lacks is not said; a blank is nothing."""
    row = stated.row
    said: dict[str, Any] = {"name": row["name"]}
    if row.table.has("employer"):
        said |= {"employer": stated.employer, "employer_outside": stated.employer_outside}
    if row.table.has("current_post"):
        said["current_post"] = stated.current_post
    if row.table.has("challenged"):
        said["accepts_challenged"] = bool(row["challenged"])
    return said


def differences(work: Work, candidate: Candidate, stated: Stated) -> list[str]:
    """The columns in which the row says otherwise than what is kept."""
    found = [
        FIELDS.get(name, name) for name, value in says(stated).items() if kept_value(candidate, name) != key(value)
    ]
    if {one.region_id for one in work.kept.mobility[candidate.pk]} != set(stated.row["mobility"]):
        found.append("mobility")
    return list(dict.fromkeys(found))


def kept_value(candidate: Candidate, name: str) -> Any:
    return getattr(candidate, candidate._meta.get_field(name).attname)


def key(value: Any) -> Any:
    """A thing by its key, anything else as it is."""
    return getattr(value, "pk", value)


def take_over(work: Work, candidate: Candidate, stated: Stated) -> None:
    """Set what the row says; of whoever looks after their record only what the team knows better."""
    for name, value in says(stated).items():
        if candidate.user_id is None or name in OF_THE_TEAM:
            setattr(candidate, name, value)
    candidate.sort_key = sort_key(candidate.name)[:150]
    work.plan.writes.changed_candidates.append(candidate)
    if candidate.user_id is not None:
        return
    kept = {one.region_id: one for one in work.kept.mobility[candidate.pk]}
    wanted = stated.row["mobility"]
    work.plan.writes.new_mobility += [
        Mobility(candidate=candidate, region_id=slug) for slug in wanted if slug not in kept
    ]
    work.plan.writes.dropped_mobility += [one for slug, one in kept.items() if slug not in wanted]


def tell(work: Work, candidate: Candidate) -> None:
    """List a person who has not been told."""
    if candidate.told_on is None:
        work.plan.to_tell.append(ToTell(candidate.name, candidate.email, candidate.kept_by_id))
