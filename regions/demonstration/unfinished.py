"""The returns of the newest quarter: opened for everybody, and in some organisations written, sent and signed."""

import datetime as dt
from collections.abc import Callable, Sequence
from typing import Any

from regions.actions import returns
from regions.actions.returns.opening import newest_to_open
from regions.models import Return
from talentboard.accounts.models import User
from talentboard.demonstration import Scene

from .offices import Office, open_offices
from .places import Place

SENT_BACK = "Thank you. Please say who covers the open posts, and look at the forecasts again, before I sign."
REOPENED = "Two posts were left out of the file. Please go through all of them once more."
WITHDRAWN = "From this quarter on its posts are in the return of the group to which it belongs."
Story = Callable[[Return, Office, User], Any]


def write_returns(everywhere: Sequence[Place], *, scene: Scene, leads: dict[str, User], by: User) -> None:
    """Open what is not there yet, and take some of every region as far as STORIES tell. by: who invites people."""
    returns.open_returns(scene.as_of, by=scene.by)
    for region, lead in leads.items():
        scene.tell(f"{region}: returns on their way")
        here = [place for place in everywhere if place.region == region and place.until is None]
        waiting = returns_of([place for place in here if place.lateness in {"late", "a little late"}], scene.as_of)
        in_time = returns_of([place for place in here if not place.lateness and place.kind == "acute"], scene.as_of)
        told = [*zip(waiting, WAITING, strict=False), *zip(in_time, IN_TIME, strict=False)]
        told_of = [one.organisation for one, _ in told]
        offices = open_offices(told_of, region=region, as_of=scene.as_of, lead=lead, by=by)
        for (one, story), office in zip(told, offices, strict=True):
            story(one, office, lead)
        for one in waiting[len(WAITING) :][:1]:
            returns.withdraw(one, why=WITHDRAWN, by=lead)


def returns_of(places: Sequence[Place], as_of: dt.date) -> list[Return]:
    """Their returns of the newest quarter, in the order of the codes."""
    newest = newest_to_open(as_of)
    codes = [place.code for place in places]
    found = Return.objects.filter(organisation__code__in=codes, year=newest.year, quarter=newest.number)
    return list(found.select_related("organisation").order_by("organisation__code"))


def is_sent(one: Return, office: Office, lead: User) -> None:
    """It waits for the chief executive."""
    write(one, office)
    returns.hand_over(one, by=office.hr_director)


def is_begun(one: Return, office: Office, lead: User) -> None:
    """Half of it is confirmed, and one row cannot be read yet."""
    rows = rows_of(one, office)
    returns.confirm(one, [row.post for row in rows[: len(rows) // 2]], by=office.hr_director)
    returns.say(one, post=rows[-1].post, said={"occupancy": "Acting up"}, by=office.hr_director)


def is_sent_back(one: Return, office: Office, lead: User) -> None:
    is_sent(one, office, lead)
    returns.send_back(one, why=SENT_BACK, by=office.chief_executive)


def is_open(one: Return, office: Office, lead: User) -> None:
    """Nothing has been said yet."""


def is_signed(one: Return, office: Office, lead: User) -> None:
    """Reopened after its file, gone through, sent and signed."""
    is_reopened(one, office, lead)
    is_sent(one, office, lead)
    returns.sign_off(one, by=office.chief_executive)


def is_reopened(one: Return, office: Office, lead: User) -> None:
    returns.reopen(one, why=REOPENED, by=lead)


WAITING: tuple[Story, ...] = (is_sent, is_begun, is_open, is_sent_back)
IN_TIME: tuple[Story, ...] = (is_signed, is_reopened)


def write(one: Return, office: Office) -> None:
    """Say what is otherwise of two posts, and confirm the rest."""
    held = [row for row in rows_of(one, office) if row.kept["occupancy"] == "substantive" and row.forecasts]
    changes = ({"critical": "yes"}, {"board_seat": "non-voting"})
    for row, said in zip(held, changes, strict=False):
        returns.say(one, post=row.post, said=said, by=office.hr_director)
    returns.confirm_rest(one, by=office.hr_director)


def rows_of(one: Return, office: Office) -> list[returns.Stated]:
    return list(returns.statement(one, by=office.hr_director).rows)
