"""Posts: what each row of the sheet would change."""

import datetime as dt
from collections import defaultdict
from typing import Any

from regions.models import Occupancy, Organisation, Post, PostShare
from talentboard.nhs.words import join_words, long_day
from talentboard.sheets import Row
from talentboard.sheets.plans import Judged, Verdict

from .occupancies import UNSAID, Clash, Settled, Stated, settle
from .rules import check_post, report_clash, report_doubled, report_share
from .work import Work

SAYS_ALWAYS = ("title", "role_family", "level")
SAYS_IF_THERE = {"pay": "", "board_seat": "", "clinical": False, "critical": False}
LEAVE_BLANK = "Leave it blank, or the first day on which there was the post."
Words = dict[str, str]  # what was so until now, by the field


def plan_posts(work: Work) -> dict[Organisation, dict[str, Row]]:
    """Judge every row of the sheet posts. Returns the first row of each post, by organisation and reference."""
    named: dict[Organisation, dict[str, Row]] = defaultdict(dict)
    for row in work.plan.reading.rows_of("posts"):
        organisation = work.organisation_of(row)
        if organisation is not None and row.reads("post_ref"):
            report_doubled(row, named[organisation].setdefault(row["post_ref"], row))
        judged = judge(work, organisation, row)
        work.plan.posts.append(judged)
        if judged.verdict is Verdict.UNREADABLE and organisation is not None and row.reads("post_ref"):
            work.unread_posts.add((organisation.code, row["post_ref"]))
    return named


def judge(work: Work, organisation: Organisation | None, row: Row) -> Judged:
    """What a row would do; what is wrong with it is reported on it."""
    shares = shared_with(work, organisation, row)
    post = work.kept.posts.get((organisation.pk, row["post_ref"])) if organisation and row.reads("post_ref") else None
    check_post(row, work.as_of, moved=post is not None and post.continues_id is not None)
    if organisation is None or not row.can_be_read:
        return Judged(row, Verdict.UNREADABLE)
    is_new = post is None
    post = post or Post(organisation=organisation, ref=row["post_ref"])
    words = {} if is_new else changed_fields(row, post)
    for name, value in says(row).items():
        setattr(post, name, value)
    try:
        words |= establish(work, row, post, is_new=is_new)
        settled = hold(work, row, post)
    except Clash as clash:
        report_clash(row, clash)
        return Judged(row, Verdict.UNREADABLE)
    if shares is not None:
        words |= share(work, post, shares)
    if is_new:
        work.plan.writes.new_posts.append(post)
    elif words:
        work.plan.writes.changed_posts.append(post)
    return verdict(work, row, post, settled, words=words, is_new=is_new)


def verdict(work: Work, row: Row, post: Post, settled: Settled, *, words: Words, is_new: bool) -> Judged:
    """Put who holds the post to the writes, and say what the row does."""
    writes = work.plan.writes
    writes.new_occupancies += settled.new
    writes.shrunk_occupancies += settled.shrunk
    writes.changed_occupancies += settled.changed
    writes.restated_occupancies += settled.restated
    writes.dropped_occupancies += settled.gone
    if is_new:
        work.plan.touch(post.organisation_id, ["post"])
        return Judged(row, Verdict.NEW)
    if not (words or settled):
        return Judged(row, Verdict.SAME)
    work.plan.touch(post.organisation_id, [*words, *(["occupancy"] if settled else [])])
    return Judged(row, Verdict.CHANGED, "; ".join([*words.values(), *settled.words]))


def says(row: Row) -> dict[str, Any]:
    """What the row says of the post's own fields. A column that the file lacks is not said; a blank cell is nothing."""
    said = {name: row[name] for name in SAYS_ALWAYS}
    for name, nothing in SAYS_IF_THERE.items():
        if row.table.has(name):
            said[name] = nothing if row[name] is None else row[name]
    return said


def changed_fields(row: Row, post: Post) -> Words:
    """The fields that the row says otherwise: "title was Chief nurse"."""
    return {
        name: f"{name} was {in_words(getattr(post, name))}"
        for name, value in says(row).items()
        if getattr(post, name) != value
    }


def in_words(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value) or "not given"


def establish(work: Work, row: Row, post: Post, *, is_new: bool) -> Words:
    """Set the day from which there is the post, and open it again if it was closed. Raises Clash."""
    day, was = established_from(work, row, post, is_new=is_new), post.established_from
    words = {}
    if not is_new and day != was:
        check_established(work, post, day)
        words["established_from"] = f"established_from was {long_day(was)}"
    post.established_from = day
    if post.established_until is not None and post.established_until <= max(work.as_of, day):
        words["established_until"] = f"was closed on {long_day(post.established_until)}"
        post.established_until = None
    return words


def check_established(work: Work, post: Post, day: dt.date) -> None:
    """A post that there was already is not established later, nor after somebody held it. Raises Clash."""
    was = post.established_from
    if post.continues_id:
        raise Clash("established_from", f"This post came from another organisation on {long_day(was)}", LEAVE_BLANK)
    if day > work.as_of >= was:
        raise Clash("established_from", f"We keep this post as established since {long_day(was)}", LEAVE_BLANK)
    held = [held.since for held in work.kept.occupancies[post.pk] if held.kind != "vacant" or held.since != was]
    if held and min(held) < day:
        raise Clash("established_from", f"We keep this post as held since {long_day(min(held))}", LEAVE_BLANK)


def established_from(work: Work, row: Row, post: Post, *, is_new: bool) -> dt.date:
    """The stated day; otherwise what is kept, or the day of the file, or since when it is held if that is earlier."""
    if row["established_from"]:
        return row["established_from"]
    if post.continues_id:
        return post.established_from
    since, latest = row["since"], min(work.as_of, row["since"] or work.as_of)
    if is_new:
        return latest
    if post.established_from > work.as_of:
        still = is_to_come(work, post) and row["occupancy"] == "vacant" and since in (None, post.established_from)
        return post.established_from if still else latest
    return min(post.established_from, since) if since else post.established_from


def hold(work: Work, row: Row, post: Post) -> Settled:
    """Who holds the post from when. A post to come is vacant from its first day. Raises Clash."""
    history = work.kept.occupancies[post.pk]
    if post.established_from > work.as_of:
        return Settled() if post.continues_id else hold_later(post, history)
    stated = Stated(
        kind=row["occupancy"],
        holders=row["holder"] or (),
        since=row["since"],
        expected_end=row["expected_end"] if row.table.has("expected_end") else UNSAID,
        returns_on=row["returns_on"] if row.table.has("returns_on") else UNSAID,
    )
    if history and history[0].since > work.as_of and is_to_come(work, post):
        settled = settle(post, [], stated, as_of=work.as_of, signs=work.signs)
        settled.gone += history
        return settled
    return settle(post, history, stated, as_of=work.as_of, signs=work.signs)


def is_to_come(work: Work, post: Post) -> bool:
    """Whether all that is kept of it is that it will be there, vacant, from a day that no return has reached yet."""
    history = work.kept.occupancies[post.pk]
    first = history[0].since if history else post.established_from
    newest = work.kept.newest.get(post.organisation_id)
    return (
        all(held.kind == "vacant" for held in history[:2]) and len(history) < 2 and (newest is None or newest < first)
    )


def hold_later(post: Post, history: list[Occupancy]) -> Settled:
    """Vacant from the post's first day."""
    settled = Settled()
    if not history:
        settled.new += settle(post, [], Stated("vacant", (), post.established_from), as_of=post.established_from).new
    elif history[0].kind == "vacant" and history[0].since != post.established_from:
        history[0].since = post.established_from
        settled.changed.append(history[0])
    return settled


def shared_with(work: Work, organisation: Organisation | None, row: Row) -> list[Organisation] | None:
    """The other organisations that the row names, none where the file lacks the column; wrong codes are reported."""
    if not row.table.has("shared_with") or not row.reads("shared_with"):
        return None
    return [
        other
        for code in row["shared_with"] or ()
        if (other := report_share(row, code, work.codes, organisation)) is not None
    ]


def share(work: Work, post: Post, others: list[Organisation]) -> Words:
    """Store which other organisations the post serves."""
    kept = {one.organisation_id: one for one in work.kept.shares[post.pk]}
    wanted = {other.pk: other for other in others}
    added = [PostShare(post=post, organisation=other) for key, other in wanted.items() if key not in kept]
    removed = [one for key, one in kept.items() if key not in wanted]
    work.plan.writes.new_shares += added
    work.plan.writes.dropped_shares += removed
    if not (added or removed):
        return {}
    was = join_words(sorted(work.codes.by_id[key].code for key in kept)) if kept else "nobody"
    return {"shared_with": f"shared_with was {was}"}
