"""What a row of members means by itself: its pool, its employer, its post; what is wrong is reported on it."""

import difflib

from pools.models import Pool
from regions.actions.employers import employer_of
from regions.actions.organisation_codes import KIND, NoSuchCode
from regions.models import Post
from talentboard.nhs.words import long_day
from talentboard.sheets import Row
from talentboard.sheets.problems import DATES

from .work import Stated, Work

UNKNOWN_POOL = "Pools that we do not know"
UNKNOWN_POST = "Posts that we do not know"


def read_row(work: Work, row: Row) -> Stated | None:
    """What the row states; none where anything in it is wrong."""
    region = work.region_of(row)
    pool = pool_of(work, row) if region is not None else None
    employer, outside = employer_of(work.codes, row)
    post = post_of(work, row)
    if row.get("readiness") and row["readiness"] not in work.kept.bands:
        right = "The same file after bin/manage load_reference."
        row.report("readiness", "The bands of readiness are not loaded yet", right, kind="Reference data")
    if row.reads("decided_on") and row["decided_on"] > work.as_of:
        row.report(
            "decided_on",
            f"{long_day(row['decided_on'])} is after {long_day(work.as_of)}, the day that the file describes",
            f"A day up to {long_day(work.as_of)}.",
            kind=DATES,
        )
    if pool is None or not row.can_be_read:
        return None
    return Stated(row, pool, employer, outside, post)


def pool_of(work: Work, row: Row) -> Pool | None:
    """The pool, kept or new in the file. Where its own row cannot be read, that is what has to be put right."""
    if not row.reads("pool"):
        return None
    key = (row["region"], row["pool"].casefold())
    pool = work.kept.pools.get(key)
    if pool is None and key not in work.unread_pools:
        ours = {known.name.casefold(): known.name for (region, _), known in work.kept.pools.items() if region == key[0]}
        near = difflib.get_close_matches(key[1], ours, n=1, cutoff=0.7)
        row.report(
            "pool",
            f"There is no pool “{row['pool']}” in {work.kept.regions[row['region']].name}",
            "The name of a pool that is in the sheet pools, or that we keep already.",
            kind=UNKNOWN_POOL,
            likely=ours[near[0]] if near else None,
        )
    return pool


def post_of(work: Work, row: Row) -> Post | None:
    """The post of a link, or a report that there is none."""
    if not row.get("current_post"):
        return None
    code, ref = row["current_post"]
    found = work.codes.find_anywhere(code)
    if isinstance(found, NoSuchCode):
        row.report("current_post", found.wrong, found.right, kind=KIND)
        return None
    post = work.kept.posts.get((found.code, ref)) or work.kept.posts.get((code, ref))
    if post is None:
        row.report(
            "current_post",
            f"{code} has no post “{ref}”",
            "A post that we keep: load the organisation's return first, or leave it blank.",
            kind=UNKNOWN_POST,
        )
    elif post.established_until is not None and post.established_until <= work.as_of:
        row.report(
            "current_post",
            f"The post {code}:{ref} was closed on {long_day(post.established_until)}",
            "The post that they hold now, or blank.",
            kind=UNKNOWN_POST,
        )
    return post
