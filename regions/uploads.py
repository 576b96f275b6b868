"""Returns on the upload page: posts and forecasts of a region."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django.urls import reverse

from regions.actions.import_return import RETURN_SHEETS, ReturnPlan, check_return, import_return
from regions.models import Forecast, Level, Occupancy, RoleFamily
from regions.models.quarter import Quarter
from regions.reach import places_in_navigation, reach
from talentboard.access import Permission, permitted, regions_with
from talentboard.access.navigation import Entry
from talentboard.clock import today
from talentboard.nhs.words import join_words, long_day, plural
from talentboard.sheets import Printed, Row, template
from talentboard.sheets.plans import Verdict
from talentboard.uploads.kinds import Files, Kind, Line, Noun

POST: Noun = ("post", "posts")
FORECAST: Noun = ("forecast", "forecasts")
KNOWN_BY = {
    "posts": ("organisation", "post_ref", "title", "role_family", "occupancy", "holder", "since"),
    "forecasts": ("organisation", "post_ref", "expected_on", "probability", "reason", "confidential"),
}
MANY = 6


def check(files: Files, *, as_of: dt.date, by: Any, region: str, options: Mapping[str, Any]) -> ReturnPlan:
    return check_return(files, as_of=as_of, by=by, region=here(by, region), **close(options))


def save(
    files: Files, *, as_of: dt.date, by: Any, region: str, options: Mapping[str, Any], expected: str
) -> ReturnPlan:
    return import_return(files, as_of=as_of, by=by, region=here(by, region), expected=expected, **close(options))


def here(by: Any, region: str) -> Any:
    """The region, for whoever may change its posts."""
    return reach(by, Permission.CHANGE_POSTS).region(region)


def close(options: Mapping[str, Any]) -> dict[str, bool]:
    return {"close_missing": bool(options.get("close_missing"))}


def title(as_of: dt.date) -> str:
    """Which return it is: "Return for July to September 2026"."""
    number = Quarter.of(as_of).number
    first = dt.date(as_of.year, (number * 3) % 12 + 1, 1)
    last = first.replace(month=first.month + 2)
    return f"Return for {first:%B} to {last:%B %Y}"


def describe(row: Row) -> Line:
    """A post or a forecast as the file has it."""
    where = f"{row['organisation']}, {row['post_ref']}"
    if row.table.name == "forecasts":
        kind = "Confidential forecast" if row["confidential"] else "Forecast"
        chance = f"{row['probability'].normalize():f}"
        says = f"{long_day(row['expected_on'])}, probability {chance}, {Forecast.Reason(row['reason']).label.lower()}"
        return Line(kind, where, says)
    held = Occupancy.Kind(row["occupancy"]).label
    holders = join_words(row["holder"] or ())
    words = [RoleFamily(row["role_family"]).label, Level(row["level"]).label.lower(), held.lower(), holders]
    return Line(row["title"], where, ", ".join(filter(None, words)))


def besides(plan: ReturnPlan) -> Iterator[tuple[str, str]]:
    """What the file leaves out, and whose returns would be signed off."""
    day = long_day(plan.as_of)
    if plan.closed:
        yield "Not in the file", f"{plural(len(plan.closed), *POST)}, closed from {day}"
    if plan.missing:
        yield "Not in the file", plural(len(plan.missing), *POST)
    if plan.withdrawn:
        yield "Withdrawn", f"{plural(len(plan.withdrawn), *FORECAST)} not in the file, from {day}"
    if plan.returns_to_sign and plan.is_right:
        codes = [organisation.code for organisation in plan.returns_to_sign]
        named = join_words(codes) if len(codes) <= MANY else plural(len(codes), "organisation")
        yield "Signed off", f"The {'return' if len(codes) == 1 else 'returns'} of {named}"


def gone(plan: ReturnPlan) -> Iterator[Line]:
    """Posts that close and forecasts that are withdrawn, because the file does not have them."""
    day = f"from {long_day(plan.as_of)}"
    for post in plan.closed:
        yield Line(post.title, f"{post.organisation}, {post.ref}", "Not in the file", "Closed", day)
    for post in plan.withdrawn:
        yield Line(f"Forecast of {post.title}", f"{post.organisation}, {post.ref}", "Not in the file", "Withdrawn", day)


def amount(plan: ReturnPlan) -> Iterator[tuple[int, Noun]]:
    """How much would be saved: all that the file has, and what it closes and withdraws is named beside."""
    for judged, noun in ((plan.posts, POST), (plan.forecasts, FORECAST)):
        yield sum(one.verdict is not Verdict.UNREADABLE for one in judged), noun


def seen_as(user: Any, region: str) -> str:
    """Whoever may not see confidential forecasts may not see what somebody who may was shown."""
    return "confidential" if permitted(user, Permission.READ_CONFIDENTIAL, region=region) else ""


def blank(region: str, by: Any) -> bytes:
    """A return to fill in; the organisations of the region are a list to choose from and a sheet of their own."""
    organisations = reach(by, Permission.CHANGE_POSTS).within(region).organisations(today()).order_by("code")
    rows = list(organisations.values_list("code", "name"))
    return template(
        RETURN_SHEETS,
        choices={"organisation": [code for code, _name in rows]},
        also=[Printed("organisations", ("organisation", "name"), rows)],
    )


def upload_entry(user: Any, at: str) -> Iterable[Entry]:
    """The upload page in the navigation."""
    if place := places_in_navigation(regions_with(user, Permission.CHANGE_POSTS), at):
        yield Entry("Upload", reverse("uploads:upload", args=[place]), 40)


RETURN = Kind(
    slug="return",
    label="Posts and forecasts",
    hint="Returns of organisations: the sheets posts and forecasts, or one of them.",
    permission=Permission.CHANGE_POSTS,
    sheets=RETURN_SHEETS,
    nouns={"posts": POST, "forecasts": FORECAST},
    known_by=KNOWN_BY,
    title=title,
    describe=describe,
    check=check,
    save=save,
    amount=amount,
    blank=blank,
    afterwards=("the posts", "posts/"),
    besides=besides,
    gone=gone,
    seen_as=seen_as,
    takes_close_missing=True,
)
