"""What is fixed: the panels that it needs at least, or why it cannot all be."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace

from gateway.unusable import Unusable

from . import rules
from .instance import Fixed, Instance
from .model import Model
from .numbered import Numbered
from .plan import Panel
from .scope import around

SECONDS = 60.0
ANY = 1e6  # as a gap: the first answer is good enough
SEATS = rules.ASSESSORS + 1


class Contradiction(Unusable):
    """What is fixed cannot all be."""


def keep_fixed(numbered: Numbered) -> dict[int, Panel]:
    """Panels of the sessions in which anything is fixed, with the nominees who are. Raises Contradiction."""
    instance = numbered.instance
    if said := [*contradictions(instance)]:
        raise Contradiction(*said)
    if not instance.fixed:
        return {}
    panels = panels_of_fixed(numbered)
    if panels is None:
        raise Contradiction(together(instance))
    return panels


def panels_of_fixed(numbered: Numbered) -> dict[int, Panel] | None:
    """Any panels that hold everything that is fixed and nothing else; None where there are none."""
    sessions = {*numbered.fixed_nominees.values(), *numbered.fixed_assessors}
    scope = around({}, sessions, numbered).with_nominees_in(numbered.fixed_nominees)
    model = Model(numbered, scope)
    if model.lacks_fixed:
        return None
    found = model.program.solve(seconds=SECONDS, gap=ANY)
    if found.values is None and not found.is_impossible:
        raise Unusable(f"Whether all that is fixed can be was not found out within {SECONDS:.0f} seconds.")
    return None if found.values is None else model.panels(found.values)


def contradictions(instance: Instance) -> Iterator[str]:
    """What is wrong with one thing that is fixed, or with two."""
    sessions = {session.id: session for session in instance.sessions}
    nominees = {nominee.id: nominee for nominee in instance.nominees}
    assessors = {assessor.id: assessor for assessor in instance.assessors}
    seen, sits = by_whom(instance.fixed)
    for name, ids in seen.items():
        if len(ids) > 1:
            yield f"Nominee {name} is fixed in {' and in '.join(ids)}. A nominee is seen once."
        for one in ids:
            if one not in nominees[name].sessions:
                yield f"Nominee {name} is fixed in {one}, which is not a session that they can attend."
    for name, ids in sits.items():
        person = assessors[name]
        for one in ids:
            if one not in person.sessions:
                yield f"Assessor {name} is fixed in {one}, which is not a session that they can attend."
            elif not rules.is_accredited(person, sessions[one]):
                until = rules.said(person.accredited_until)
                yield f"Assessor {name} is fixed in {one}, but is accredited only until {until}."
        if len(ids) > person.most_sessions:
            yield f"Assessor {name} is fixed in {len(ids)} sessions, and can sit in {person.most_sessions}."
        for place, one in enumerate(ids):
            for other in ids[place + 1 :]:
                if rules.overlap(sessions[one], sessions[other]):
                    yield f"Assessor {name} is fixed in {one} and in {other}, which overlap."
    yield from in_one_session(instance, seen, sits)


def in_one_session(instance: Instance, seen: dict[str, list[str]], sits: dict[str, list[str]]) -> Iterator[str]:
    """What is wrong with all that is fixed in a session."""
    for session in instance.sessions:
        here = [nominee for nominee in instance.nominees if session.id in seen.get(nominee.id, ())]
        panel = [assessor for assessor in instance.assessors if session.id in sits.get(assessor.id, ())]
        if len(here) > session.nominees:
            yield f"{len(here)} nominees are fixed in {session.id}, which can see {session.nominees}."
        if len(panel) > SEATS:
            yield f"{len(panel)} assessors are fixed in {session.id}. A panel is three assessors and an adviser."
        for nominee in here:
            for assessor in panel:
                for until, words in rules.bars(nominee, assessor):
                    if until > session.day:
                        both = f"Nominee {nominee.id} and assessor {assessor.id} are both fixed in {session.id}"
                        yield f"{both}, but {words}."


def by_whom(fixed: tuple[Fixed, ...]) -> tuple[dict[str, list[str]], dict[str, list[str]]]:
    """The sessions in which each nominee, and each assessor, is fixed."""
    seen: dict[str, list[str]] = defaultdict(list)
    sits: dict[str, list[str]] = defaultdict(list)
    for one in fixed:
        if one.nominee is not None:
            seen[one.nominee].append(one.session)
        elif one.assessor is not None:
            sits[one.assessor].append(one.session)
    return dict(seen), dict(sits)


def together(instance: Instance) -> str:
    """The fewest things that are fixed and cannot be together: with any one of them left out they could."""
    kept = list(instance.fixed)
    for one in instance.fixed:
        others = [other for other in kept if other != one]
        if others and panels_of_fixed(Numbered(replace(instance, fixed=tuple(others)))) is None:
            kept = others
    said = "; ".join(map(str, kept))
    sessions = sorted({one.session for one in kept})
    if len(kept) == 1:
        begins = f"This is fixed but cannot be: {said}."
    else:
        begins = f"These are fixed but cannot all be: {said}."
    return (
        f"{begins} Nobody is left to make a panel of {' and of '.join(sessions)} complete: three assessors, one of "
        "them able to chair and one a chief executive, and an inclusion adviser, none barred from whom they see."
    )
