"""What the page of a return says to its reader."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from regions import policies
from regions.actions import returns
from regions.models import Return, ReturnStep
from talentboard.access import Permission, Role, permitted, refusal, scopes_of
from talentboard.clock import today
from talentboard.nhs.filters import say_moment
from talentboard.nhs.words import count, plural

from .finding import above, address
from .rows import Row, row_of
from .standing import State, days_late, last_note, steps_of
from .summing import changes_of, confirm_label, left_of, spoken_of, to_put_right

OWN_FUTURE = "What is said of your own post’s future is not shown to you, here or in the workbook."
CHIEF_S = "What is said in confidence of the chief executive’s post is kept by the chair and the regional lead alone."
UNCHANGED = (
    "Where nothing has changed since last time, confirm them all at once and send the return. Otherwise open each post "
    "that has changed first."
)


@dataclass
class ReturnPage:
    """writes, signs: whether the reader may, now. problems: (sentence, address) of what is to be put right.

    changes: (title, sentences) of each post that is not as it was; sums: whether they are shown before the posts.
    runs: (label, address) of what the regional team may do. refused: a refusal as the error summary shows it.
    """

    url: str
    above: list[tuple[str, str]]
    steps: list[tuple[str, str, str]]
    rows: list[Row]
    changes: list[tuple[str, list[str]]]
    spoken_of: str
    hidden: list[str]
    writes: bool
    signs: bool
    is_late: bool
    days_late: str
    note: ReturnStep | None
    lead: str = ""
    sentences: list[str] = field(default_factory=list)
    problems: list[tuple[str, str]] = field(default_factory=list)
    confirm_label: str = ""
    may_hand_over: bool = False
    may_sign: bool = False
    sign_refusal: str = ""
    sums: bool = False
    runs: list[tuple[str, str]] = field(default_factory=list)
    refused: tuple[str, list[tuple[str, str]]] | None = None

    @property
    def note_by(self) -> str:
        """Who wrote the note, and when: "Amara Osei, 20 September 2026 at 14:32"."""
        if self.note is None:
            return ""
        return f"{self.note.by.name}, {say_moment(self.note.at)}" if self.note.by else say_moment(self.note.at)


def page_of(one: Return, user: Any, slug: str, *, statement: returns.Statement | None = None) -> ReturnPage:
    """The page for one reader. statement: the return as this reader may see it, where it has been read already."""
    statement = statement or returns.statement(one, by=user)
    steps = list(one.steps.select_related("by"))
    writes = may(user, Permission.KEEP_RETURN, one) and not refusal(lambda: policies.can_write(one))
    page = ReturnPage(
        url=address(one, slug),
        above=above(one, user, slug, itself=False),
        steps=steps_of(one, steps),
        rows=[row_of(stated, writes=writes) for stated in statement.rows],
        changes=changes_of(statement),
        spoken_of=spoken_of(statement),
        hidden=hidden_from(user, one),
        writes=writes,
        signs=may(user, Permission.SIGN_RETURN, one),
        is_late=one.is_late(today()),
        days_late=days_late(one, today()),
        note=last_note(one, steps),
    )
    if writes:
        to_write(page, statement)
    elif one.state == State.SUBMITTED:
        to_sign(page, one, user)
    else:
        to_read(page, one, statement)
    if may(user, Permission.RUN_RETURNS, one):
        page.runs = runs_of(one, page.url)
    return page


def may(user: Any, wanted: Permission, one: Return) -> bool:
    return permitted(user, wanted, region=one.access_region, organisation=one.organisation_id)


def to_write(page: ReturnPage, statement: returns.Statement) -> None:
    """What its writer does next: puts right, confirms, sends."""
    number, left = len(statement.rows), left_of(statement)
    page.problems = to_put_right(statement, page.url)
    page.confirm_label = confirm_label(left, of=number) if left else ""
    page.may_hand_over = bool(number) and not left and not page.problems
    if left == number:
        page.lead, page.sentences = f"{plural(number, 'post')} to confirm.", [UNCHANGED] if number else []
    elif left:
        page.lead, page.sentences = f"{count(left)} of {plural(number, 'post')} to confirm.", [page.spoken_of]
    elif page.problems:
        page.lead, page.sentences = f"{plural(len(page.problems), 'thing')} to put right.", [page.spoken_of]
    else:
        page.lead = f"{page.spoken_of} It can be sent."


def to_sign(page: ReturnPage, one: Return, user: Any) -> None:
    """What its signer does: reads what has changed, then signs or sends back."""
    page.sums = True
    page.lead = f"It waits for {'your' if page.signs else 'the chief executive’s'} signature."
    page.sentences = [page.spoken_of]
    if page.signs:
        page.sign_refusal = refusal(lambda: policies.can_sign_off(one, by=user))
        page.may_sign = not page.sign_refusal


def to_read(page: ReturnPage, one: Return, statement: returns.Statement) -> None:
    """What everybody else reads."""
    if one.state == State.SIGNED_OFF:
        page.lead, page.sums = "Signed off.", bool(page.changes)
    elif one.state == State.WITHDRAWN:
        page.lead = "Withdrawn. Nothing is to do."
    else:
        number = len(statement.rows)
        page.lead = (
            f"The HR director is writing it: {count(left_of(statement))} of {plural(number, 'post')} to confirm."
        )
        stopped = refusal(lambda: policies.can_write(one))
        page.sentences = [stopped] if stopped else []


def hidden_from(user: Any, one: Return) -> list[str]:
    """What every return leaves out for this reader, said alike whether or not there is any of it."""
    held = {scope.role for scope in scopes_of(user) if scope.organisation == one.organisation_id}
    sentences = [OWN_FUTURE] if held else []
    return [*sentences, CHIEF_S] if Role.HR_DIRECTOR in held and Role.CHAIR not in held else sentences


def runs_of(one: Return, url: str) -> list[tuple[str, str]]:
    """What the regional team may do with it now."""
    ways = [
        ("Reopen this return", f"{url}reopen/", policies.can_reopen),
        ("Withdraw this return", f"{url}withdraw/", policies.can_withdraw),
    ]
    return [(label, where) for label, where, rule in ways if not refusal(lambda rule=rule: rule(one))]
