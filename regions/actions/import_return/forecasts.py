"""Forecasts: what each row of the sheet would change, and which are withdrawn because it does not list them."""

import datetime as dt
import difflib
from collections import defaultdict
from itertools import product

from regions.models import Forecast, Organisation, Post
from talentboard.nhs.words import long_day
from talentboard.sheets import Row
from talentboard.sheets.plans import Judged, Verdict

from .plan import Gone
from .work import Work

UNKNOWN = "Forecasts of posts that we do not know"
DOUBLED = "Forecasts that are in the file twice"
SOURCE = "return"
WAS = {"expected_on": "expected on", "probability": "probability", "reason": "reason"}
Key = tuple[str, bool]


def plan_forecasts(work: Work) -> dict[Organisation, dict[Key, Row]]:
    """Judge every row of the sheet forecasts. Returns the first row of each forecast, by organisation and post."""
    listed: dict[Organisation, dict[Key, Row]] = defaultdict(dict)
    known = known_posts(work)
    for row in work.plan.reading.rows_of("forecasts"):
        organisation = work.organisation_of(row)
        post = post_of(work, row, organisation, known) if organisation else None
        if organisation is not None and row.reads("post_ref", "confidential"):
            key = (row["post_ref"], bool(row["confidential"]))
            report_doubled(row, listed[organisation].setdefault(key, row))
        work.plan.forecasts.append(judge(work, post, row))
    return listed


def withdraw_unlisted(work: Work, listed: dict[Organisation, dict[Key, Row]]) -> None:
    """Withdraw what the sheet does not list, of every organisation that it speaks of."""
    for organisation, rows in listed.items():
        withdraw(work, organisation, rows)


def known_posts(work: Work) -> dict[tuple[object, str], Post]:
    """Posts that can have a forecast: kept and not closed by the day, or new in the file; not those it closes."""
    closing = {(gone.organisation, gone.ref) for gone in work.plan.closed}
    kept = {
        key: post
        for key, post in work.kept.posts.items()
        if (post.established_until is None or post.established_until > work.as_of)
        and (work.codes.by_id[key[0]].code, post.ref) not in closing
    }
    return kept | {(post.organisation_id, post.ref): post for post in work.plan.writes.new_posts}


def post_of(work: Work, row: Row, organisation: Organisation, known: dict[tuple[object, str], Post]) -> Post | None:
    """The post of a row, or a report that there is none of that reference.

    Where the sheet posts has it in a row that cannot be read, that row is what has to be put right.
    """
    if not row.reads("post_ref"):
        return None
    post = known.get((organisation.pk, row["post_ref"]))
    if post is None and (organisation.code, row["post_ref"]) not in work.unread_posts:
        report_no_post(work, row, organisation, [ref for owner, ref in known if owner == organisation.pk])
    return post


def report_no_post(work: Work, row: Row, organisation: Organisation, refs: list[str]) -> None:
    """Report that the organisation has no such post, or has it no more. refs: of the posts that it has."""
    closed = work.kept.posts.get((organisation.pk, row["post_ref"]))
    if closed is not None and closed.established_until is not None:
        row.report(
            "post_ref",
            f"The post “{row['post_ref']}” of {organisation.code} is closed from {long_day(closed.established_until)}",
            "No forecast of it; or a row of it in the sheet posts, if there is the post still.",
            kind=UNKNOWN,
        )
        return
    ours = {ref.upper(): ref for ref in refs}
    near = difflib.get_close_matches(row["post_ref"].upper(), ours, n=1, cutoff=0.8)
    row.report(
        "post_ref",
        f"{organisation.code} has no post “{row['post_ref']}”",
        "The reference of a post that is in the sheet posts, or that we keep already.",
        kind=UNKNOWN,
        likely=ours[near[0]] if near else None,
    )


def report_doubled(row: Row, first: Row) -> None:
    if first is row:
        return
    kind = "confidential forecast" if row["confidential"] else "forecast"
    row.report(
        "post_ref",
        f"“{row['post_ref']}” of {row['organisation']} has a {kind} in {first.seen_from(row)} too",
        "One forecast for each post, and at most one confidential one besides.",
        kind=DOUBLED,
    )


def judge(work: Work, post: Post | None, row: Row) -> Judged:
    """What a row would do."""
    if post is None or not row.can_be_read:
        return Judged(row, Verdict.UNREADABLE)
    stated = Forecast(
        post=post,
        expected_on=row["expected_on"],
        probability=row["probability"],
        reason=row["reason"],
        confidential=bool(row["confidential"]),
        source=SOURCE,
        as_of=work.as_of,
    )
    history = work.kept.forecasts[post.pk, stated.confidential]
    verdict, words = supersede(work, stated, history)
    if verdict is not Verdict.SAME:
        work.plan.touch(post.organisation_id, ["forecast"])
    return Judged(row, verdict, "; ".join(words))


def supersede(work: Work, stated: Forecast, history: list[Forecast]) -> tuple[Verdict, list[str]]:
    """Put the stated forecast in the place of the live one of its kind. One said again on a later day is made anew."""
    live = live_on(history, work.as_of)
    words = differences(live, stated) if live else []
    if live and not words and live.as_of == stated.as_of:
        return Verdict.SAME, []
    later = next((one for one in history if one.as_of > stated.as_of), None)
    if live:
        stated.withdrawn_on, stated.superseded_on = live.withdrawn_on, live.superseded_on
        live.superseded_on = stated.as_of
        work.plan.writes.ended_forecasts.append(live)
    elif later:
        stated.superseded_on = later.as_of
    work.plan.writes.new_forecasts.append(stated)
    if not live:
        return Verdict.NEW, []
    return (Verdict.CHANGED, words) if words else (Verdict.CONFIRMED, [f"as on {long_day(live.as_of)}"])


def live_on(history: list[Forecast], day: dt.date) -> Forecast | None:
    """The forecast of one kind that is live on a day."""
    return next((one for one in history if one.as_of <= day and (one.ended_on is None or one.ended_on > day)), None)


def differences(live: Forecast, stated: Forecast) -> list[str]:
    """What the live forecast said otherwise, as "probability was 0.5"."""
    said = []
    for name, words in WAS.items():
        was = getattr(live, name)
        if was != getattr(stated, name):
            shown = (
                long_day(was) if isinstance(was, dt.date) else f"{was.normalize():f}" if name == "probability" else was
            )
            said.append(f"{words} was {shown}")
    return said


def withdraw(work: Work, organisation: Organisation, listed: dict[Key, Row]) -> None:
    """Withdraw the organisation's live forecasts that the sheet does not list.

    Confidential ones only where the sheet has the column and its author may see them.
    """
    has_column = any(row.table.has("confidential") for row in listed.values())
    kinds = (False, True) if has_column and work.sees_confidential else (False,)
    for post, confidential in product(work.kept.posts_of[organisation.pk], kinds):
        live = live_on(work.kept.forecasts[post.pk, confidential], work.as_of)
        if live is None or (post.ref, confidential) in listed:
            continue
        end(work, organisation, post, live)


def end(work: Work, organisation: Organisation, post: Post, live: Forecast) -> None:
    """Withdraw a live forecast on the day."""
    live.withdrawn_on = work.as_of
    work.plan.writes.ended_forecasts.append(live)
    work.plan.withdrawn.append(Gone(organisation.code, post.ref, post.title))
    work.plan.touch(organisation.pk, ["forecast"])
