"""Posts that close: from which day there is no such post any more."""

from regions.actions.import_return.missing import close
from regions.actions.import_return.occupancies import covers
from regions.actions.import_return.plan import Gone
from regions.actions.import_return.rules import CLASHES
from regions.actions.import_return.work import Work
from regions.models import Organisation, Post
from talentboard.nhs.words import long_day
from talentboard.sheets import Code, Column, Day, Row, Sheet, Text

CLOSES_ON = Column(
    "closes_on",
    Day(),
    about="If the post closes: the first day on which there is no such post.",
    example="01/01/2027",
)
CLOSINGS = Sheet(
    "closings",
    (
        Column("organisation", Code(), required=True),
        Column("post_ref", Text(40), required=True),
        Column(CLOSES_ON.name, CLOSES_ON.kind, required=True, about=CLOSES_ON.about, example=CLOSES_ON.example),
    ),
)


def plan_closing(work: Work, own: Organisation, row: Row) -> None:
    """Close a post from the day that the row says; what is wrong with the day is reported."""
    if not row.reads("closes_on"):
        return
    post = work.kept.posts[own.pk, row["post_ref"]]
    if is_too_early(work, post, row):
        return
    work.plan.closed.append(Gone(own.code, post.ref, post.title))
    work.plan.touch(own.pk, ["established_until"])
    close(work, post, row["closes_on"])


def is_too_early(work: Work, post: Post, row: Row) -> bool:
    """A post closes after its first day, and not before it came to be held as it is. Reports otherwise."""
    on, first = row["closes_on"], post.established_from
    if first > work.as_of:
        return False  # it is cancelled
    held = next((held for held in work.kept.occupancies[post.pk] if covers(held, work.as_of)), None)
    if on <= first:
        wrong, right = f"{long_day(on)} is not after {long_day(first)}, the first day of the post", "A later day."
    elif held is not None and held.since > on:
        wrong, right = (
            f"We keep this post as held since {long_day(held.since)}, which is later",
            "That day or a later one.",
        )
    else:
        return False
    row.report("closes_on", wrong, f"{right} It is the first day on which there is no such post.", kind=CLASHES)
    return True
