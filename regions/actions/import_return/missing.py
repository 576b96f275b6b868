"""Posts that are kept and that the file no longer names."""

import datetime as dt
from collections.abc import Mapping

from regions.models import Organisation, Post
from talentboard.nhs.words import long_day
from talentboard.sheets import Row, Table

from .plan import Gone
from .work import Work

KIND = "Posts that are not in the file any more"


def plan_missing(work: Work, named: Mapping[Organisation, Mapping[str, Row]]) -> None:
    """Close them where that was asked for, else report them. An organisation with a row without reference is left."""
    unclear = {work.organisation_of(row) for row in work.plan.reading.rows_of("posts") if not row.reads("post_ref")}
    for organisation, rows in named.items():
        if organisation in unclear:
            continue
        for post in work.kept.posts_of[organisation.pk]:
            if post.ref not in rows and is_expected(work, post):
                miss(work, organisation, post, next(iter(rows.values())).table)


def is_expected(work: Work, post: Post) -> bool:
    """Whether the file ought to name it: a post of the day, or one to come unless a later return has spoken of it."""
    if post.established_until is not None and post.established_until <= work.as_of:
        return False
    return post.established_from <= work.as_of or not work.kept.is_older(post.organisation_id, work.as_of)


def miss(work: Work, organisation: Organisation, post: Post, table: Table) -> None:
    """Close a post from the day of the file, or say that it is missing."""
    gone = Gone(organisation.code, post.ref, post.title)
    if not work.close_missing or work.kept.is_older(organisation.pk, work.as_of):
        work.plan.missing.append(gone)
        report(work, gone, table)
        return
    work.plan.closed.append(gone)
    work.plan.touch(organisation.pk, ["established_until"])
    if post.established_from >= work.as_of and not post.spoken_of:
        work.plan.writes.dropped_posts.append(post)  # it was never a post on any day
        return
    close(work, post, work.as_of)


def close(work: Work, post: Post, on: dt.date) -> None:
    """There is no such post from a day on. One that was to come is cancelled, and so was a post on no day."""
    if post.established_from >= on:
        post.established_from = on = min(on, work.as_of)
        work.plan.writes.dropped_occupancies += work.kept.occupancies[post.pk]
    post.established_until = on
    work.plan.writes.changed_posts.append(post)


def report(work: Work, gone: Gone, table: Table) -> None:
    day = long_day(work.as_of)
    if work.close_missing:
        right = "Its row: a return for a later day has it, so that an older file cannot close it."
    else:
        right = f"Its row; or, if it has ended, close the posts that the file no longer names, from {day}."
    table.report(
        f"“{gone.ref}”, {gone.title}, of {gone.organisation} is not in the file any more",
        right,
        column="post_ref",
        value=gone.ref,
        kind=KIND,
    )
