"""What must be so of a line, beyond what is asked of every row of a file; what is not is reported on its row."""

from collections.abc import Sequence

from regions.actions.import_return.occupancies import Stated, is_same, said
from regions.actions.import_return.rules import CLASHES
from regions.actions.import_return.work import Work
from regions.actions.returns.kept import KeptPost
from regions.models import Organisation
from talentboard.nhs.words import long_day
from talentboard.sheets import Row

TAKEN = "References that are taken"


def check_beginning(row: Row, kept: KeptPost | None) -> None:
    """A holding that is another one begins on another day: the day of the old one would take it out of the history.

    One that is not signed off, or began on the very day of the return, may be said anew.
    """
    held = kept.held if kept else None
    if held is None or not row.reads("occupancy", "holder", "since"):
        return
    if is_same(held, Stated(row["occupancy"], row["holder"] or (), row["since"])):
        return
    if row["since"] == held.since and held.signed_off and held.since < kept.day:
        row.report(
            "since",
            f"{long_day(held.since)} is since when the post was {said(held)}",
            f"The day on which that changed, or blank: it is then taken as changed on {long_day(kept.day)}.",
            kind=CLASHES,
        )


def check_new_refs(work: Work, own: Organisation, rows: Sequence[Row]) -> None:
    """A new post has a reference of its own; those of closed posts are not used again."""
    kept = {post.ref.casefold(): post for post in work.kept.posts_of[own.pk]}
    seen: dict[str, Row] = {}
    for row in rows:
        if not row.reads("post_ref"):
            continue
        ref = row["post_ref"].casefold()
        if post := kept.get(ref):
            closed = post.established_until
            was = f"was {post.title}, which closed on {long_day(closed)}" if closed else f"is {post.title}"
            wrong = f"“{row['post_ref']}” {was}"
        elif seen.setdefault(ref, row) is not row:
            wrong = f"“{row['post_ref']}” is another new post of this return"
        else:
            continue
        row.report("post_ref", wrong, "A reference that no post has or had.", kind=TAKEN)
