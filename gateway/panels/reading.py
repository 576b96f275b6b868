"""An instance read from its JSON file, with a sentence for everything that is wrong with it."""

import datetime as dt
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

from gateway.unusable import Unusable

from .instance import Assessor, Fixed, Instance, Nominee, Past, Session

Made = TypeVar("Made")
MOST = 1_000_000
LISTS = ("sessions", "nominees", "assessors", "fixed")


class Wrong(Exception):
    """One thing that is wrong, as a sentence that begins with where it stands."""


def read_instance(path: Path) -> Instance:
    """The instance of a file. Raises Unusable with everything that is wrong with it."""
    try:
        content = path.read_bytes()
    except OSError as error:
        raise Unusable(f"{path.name} cannot be opened ({error.strerror}).") from None
    if not content.strip(b"\xef\xbb\xbf \t\r\n"):
        raise Unusable(f"{path.name} is empty. It needs an instance as docs/panels.md describes it.")
    try:
        told = json.loads(content.decode("utf-8-sig"), object_pairs_hook=once)
    except UnicodeDecodeError:
        raise Unusable(f"{path.name} is not text in UTF-8.") from None
    except json.JSONDecodeError as error:
        raise Unusable(
            f"{path.name} is not JSON: line {error.lineno}, {error.msg[:1].lower()}{error.msg[1:]}."
        ) from None
    except RecursionError:
        raise Unusable(f"{path.name} is not an instance: its lists stand inside each other too deeply.") from None
    except Wrong as wrong:
        raise Unusable(f"{path.name}: {wrong}") from None
    return instance_of(told)


def once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object whose names are each there once."""
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _value in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise Wrong(f"“{twice}” stands twice in one object. Each name once.")
    return found


def instance_of(told: Any) -> Instance:
    """The instance that an object of JSON tells. Raises Unusable."""
    if not isinstance(told, dict):
        raise Unusable("The file must hold one object with sessions, nominees, assessors and, if any, fixed.")
    unknown = [f"“{name}” is not known. There are {', '.join(LISTS)}." for name in told if name not in LISTS]
    lists: dict[str, Any] = {name: told.get(name, [] if name == "fixed" else None) for name in LISTS}
    unlisted = [f"“{name}” must be a list." for name, value in lists.items() if not isinstance(value, list)]
    if unknown or unlisted:
        raise Unusable(*unknown, *unlisted)
    problems: list[str] = []
    sessions = each("sessions", lists["sessions"], session_of, problems)
    nominees = each("nominees", lists["nominees"], nominee_of, problems)
    assessors = each("assessors", lists["assessors"], assessor_of, problems)
    fixed = each("fixed", lists["fixed"], fixed_of, problems)
    if not problems:
        problems += [*doubled("session", sessions), *doubled("nominee", nominees), *doubled("assessor", assessors)]
        problems += unknown_ids(sessions, nominees, assessors, fixed)
    if problems:
        raise Unusable(*problems)
    return Instance(
        tuple(sorted(sessions, key=lambda one: (one.starts, one.ends, one.id))),
        tuple(sorted(nominees, key=lambda one: one.id)),
        tuple(sorted(assessors, key=lambda one: one.id)),
        tuple(sorted(set(fixed), key=str)),
    )


def each(name: str, told: list[Any], made: Callable[["Told"], Made], problems: list[str]) -> list[Made]:
    """What can be made of a list; what is wrong goes to the problems."""
    found = []
    for place, one in enumerate(told):
        try:
            if not isinstance(one, dict):
                raise Wrong(f"{name}[{place}] must be an object.")
            found.append(made(Told(f"{name}[{place}]", one)))
        except Wrong as wrong:
            problems.append(str(wrong))
    return found


class Told:
    """One object of the file. Each question takes an answer out; `done` says what nobody asked for."""

    def __init__(self, where: str, told: dict[str, Any]) -> None:
        self.where, self.told = where, told
        self.asked: set[str] = set()

    def take(self, name: str, right: str, is_right: Callable[[Any], bool]) -> Any:
        self.asked.add(name)
        if name not in self.told:
            raise Wrong(f"{self.where} has no “{name}”. It must be {right}.")
        if not is_right(self.told[name]):
            shown = json.dumps(self.told[name], ensure_ascii=False)
            raise Wrong(f"{self.where}: “{name}” must be {right}, not {shown[:60]}.")
        return self.told[name]

    def text(self, name: str) -> str:
        return str(self.take(name, "a text that is not blank", lambda it: isinstance(it, str) and bool(it.strip())))

    def yes_or_no(self, name: str) -> bool:
        return bool(self.take(name, "true or false", lambda it: isinstance(it, bool)))

    def number(self, name: str, *, least: int) -> int:
        def is_right(it: Any) -> bool:
            return isinstance(it, int) and not isinstance(it, bool) and least <= it <= MOST

        return int(self.take(name, f"a whole number from {least} to {MOST:,}", is_right))

    def day(self, name: str) -> dt.date:
        text = self.take(name, "a day such as 2027-07-01", lambda it: parsed(it, dt.date.fromisoformat, 10))
        return dt.date.fromisoformat(text)

    def moment(self, name: str) -> dt.datetime:
        right = "a time in London such as 2026-11-03T09:00"
        text = self.take(name, right, lambda it: parsed(it, moment, 19) and "T" in it)
        return moment(text)

    def ids(self, name: str) -> tuple[str, ...]:
        def is_right(it: Any) -> bool:
            return isinstance(it, list) and all(isinstance(one, str) for one in it)

        return tuple(sorted(set(self.take(name, "a list of ids", is_right))))

    def past(self) -> tuple[Past, ...]:
        told = self.take("past", "a list of objects", lambda it: isinstance(it, list))
        problems: list[str] = []
        found = each(f"{self.where}.past", told, past_of, problems)
        if problems:
            raise Wrong(problems[0])
        return tuple(found)

    def done(self) -> None:
        if unknown := [name for name in self.told if name not in self.asked]:
            raise Wrong(f"{self.where}: “{unknown[0]}” is not known. There are {', '.join(sorted(self.asked))}.")


def moment(text: str) -> dt.datetime:
    """A time without a time zone. Raises ValueError."""
    found = dt.datetime.fromisoformat(text)
    if found.tzinfo is not None:
        raise ValueError(text)
    return found


def parsed(it: Any, reads: Callable[[str], Any], longest: int) -> bool:
    """Whether it is a text that can be read."""
    try:
        return isinstance(it, str) and 10 <= len(it) <= longest and reads(it) is not None
    except ValueError:
        return False


def session_of(told: Told) -> Session:
    found = Session(told.text("id"), told.moment("starts"), told.moment("ends"), told.number("nominees", least=1))
    told.done()
    if found.ends <= found.starts:
        raise Wrong(f"{told.where}: {found.id} ends before it has begun.")
    return found


def past_of(told: Told) -> Past:
    found = Past(told.text("organisation"), told.day("until"))
    told.done()
    return found


def nominee_of(told: Told) -> Nominee:
    found = Nominee(told.text("id"), told.text("organisation"), told.past(), told.ids("sessions"), told.ids("ties"))
    told.done()
    return found


def assessor_of(told: Told) -> Assessor:
    found = Assessor(
        id=told.text("id"),
        organisation=told.text("organisation"),
        past=told.past(),
        chief_executive=told.yes_or_no("chief_executive"),
        can_chair=told.yes_or_no("can_chair"),
        has_chaired=told.yes_or_no("has_chaired"),
        inclusion_adviser=told.yes_or_no("inclusion_adviser"),
        accredited_until=told.day("accredited_until"),
        sessions=told.ids("sessions"),
        most_sessions=told.number("most_sessions", least=0),
        ties=told.ids("ties"),
    )
    told.done()
    return found


def fixed_of(told: Told) -> Fixed:
    whose = [name for name in ("nominee", "assessor") if name in told.told]
    if len(whose) != 1:
        raise Wrong(f"{told.where} must name a session and either a nominee or an assessor.")
    found = Fixed(told.text("session"), **{whose[0]: told.text(whose[0])})
    told.done()
    return found


def doubled(noun: str, ones: list[Any]) -> list[str]:
    """A sentence for each id that two of a kind have."""
    ids = [one.id for one in ones]
    return [
        f"Two {noun}s have the id {one}. Each needs its own." for one in sorted({i for i in ids if ids.count(i) > 1})
    ]


def unknown_ids(
    sessions: list[Session], nominees: list[Nominee], assessors: list[Assessor], fixed: list[Fixed]
) -> list[str]:
    """A sentence for each id that nothing has."""
    known = {
        "session": {one.id for one in sessions},
        "nominee": {one.id for one in nominees},
        "assessor": {one.id for one in assessors},
    }
    named = [(f"nominee {one.id}", "session", one.sessions) for one in nominees]
    named += [(f"nominee {one.id}", "assessor", one.ties) for one in nominees]
    named += [(f"assessor {one.id}", "session", one.sessions) for one in assessors]
    named += [(f"assessor {one.id}", "nominee", one.ties) for one in assessors]
    for one in fixed:
        named += [("fixed", "session", (one.session,))]
        named += [("fixed", "nominee", (one.nominee,))] if one.nominee is not None else []
        named += [("fixed", "assessor", (one.assessor,))] if one.assessor is not None else []
    return [
        f"There is no {noun} {wanted}, which {where} names."
        for where, noun, ids in named
        for wanted in ids
        if wanted not in known[noun]
    ]
