"""Whether an answer keeps every rule and costs what it says, from the two JSON objects alone.

Written apart from the builder, sharing nothing with it: what is wrong comes back as sentences.
"""

import datetime as dt
from collections import Counter
from itertools import combinations


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text[:10])


def three_years_on(until: dt.date) -> dt.date:
    try:
        return until.replace(year=until.year + 3)
    except ValueError:
        return until.replace(year=until.year + 3, day=28)


def at_odds(nominee: dict, person: dict, on: dt.date) -> bool:
    if nominee["organisation"] == person["organisation"]:
        return True
    if person["id"] in nominee["ties"] or nominee["id"] in person["ties"]:
        return True
    for one, other in ((nominee, person), (person, nominee)):
        for spell in one["past"]:
            if spell["organisation"] == other["organisation"] and on < three_years_on(day(spell["until"])):
                return True
    return False


def faults(instance: dict, answer: dict) -> list[str]:
    """Everything that is wrong with an answer."""
    found = shape(instance, answer)
    if found:
        return found
    sessions = {one["id"]: one for one in instance["sessions"]}
    people = {one["id"]: one for one in instance["assessors"]}
    nominees = {one["id"]: one for one in instance["nominees"]}
    sits: dict[str, list[str]] = {}
    for panel in answer["panels"]:
        session, here = sessions[panel["session"]], members(panel)
        found += of_panel(panel, session, people, nominees)
        for who in here:
            sits.setdefault(who, []).append(session["id"])
    for who, held in sits.items():
        if len(held) > people[who]["most_sessions"]:
            found.append(f"{who} sits too often")
        for one, other in combinations(held, 2):
            first, second = sessions[one], sessions[other]
            if first["starts"] < second["ends"] and second["starts"] < first["ends"]:
                found.append(f"{who} sits in {one} and {other} at once")
    found += of_fixed(instance, answer)
    paid = cost(instance, answer)
    if paid != answer["cost"]:
        found.append(f"costs {paid}, not {answer['cost']}")
    return found


def members(panel: dict) -> list[str]:
    return [panel["chair"], *panel["assessors"], panel["adviser"]]


def shape(instance: dict, answer: dict) -> list[str]:
    """Keys, ids, everybody once."""
    found = []
    if list(answer) != ["status", "cost", "bound", "panels", "unplaced"]:
        found.append("keys of the answer")
    if answer["status"] != ("optimal" if answer["cost"] - answer["bound"] <= 1e-6 else "feasible"):
        found.append("status and bound")
    if answer["bound"] > answer["cost"] + 1e-6:
        found.append("bound above cost")
    held = [panel["session"] for panel in answer["panels"]]
    known = {kind: {one["id"] for one in instance[kind]} for kind in ("sessions", "assessors", "nominees")}
    if len(set(held)) < len(held) or not set(held) <= known["sessions"]:
        found.append("sessions")
    for panel in answer["panels"]:
        if list(panel) != ["session", "chair", "assessors", "adviser", "nominees"]:
            found.append("keys of a panel")
        if not set(members(panel)) <= known["assessors"]:
            found.append("unknown person")
    seen = [one for panel in answer["panels"] for one in panel["nominees"]]
    left = [one["nominee"] for one in answer["unplaced"]]
    if Counter(seen + left) != Counter(known["nominees"]):
        found.append("everybody is seen once or unplaced once")
    found += [
        "unplaced without a reason" for one in answer["unplaced"] if not one["reasons"] or not all(one["reasons"])
    ]
    return found


def of_panel(panel: dict, session: dict, people: dict, nominees: dict) -> list[str]:
    name, on = panel["session"], day(session["starts"])
    here = members(panel)
    found = []
    if len(panel["assessors"]) != 2 or len(set(here)) != 4:
        found.append(f"{name} has not three assessors and an adviser")
    if not people[panel["chair"]]["can_chair"]:
        found.append(f"{name}: {panel['chair']} cannot chair")
    if not any(people[who]["chief_executive"] for who in [panel["chair"], *panel["assessors"]]):
        found.append(f"{name} has no chief executive")
    if not people[panel["adviser"]]["inclusion_adviser"]:
        found.append(f"{name} has no inclusion adviser")
    if len(panel["nominees"]) > session["nominees"]:
        found.append(f"{name} sees too many")
    for who in here:
        if name not in people[who]["sessions"]:
            found.append(f"{who} cannot attend {name}")
        if day(people[who]["accredited_until"]) <= on:
            found.append(f"{who} is not accredited for {name}")
    for one in panel["nominees"]:
        if name not in nominees[one]["sessions"]:
            found.append(f"{one} cannot attend {name}")
        found += [f"{one} meets {who} in {name}" for who in here if at_odds(nominees[one], people[who], on)]
    return found


def of_fixed(instance: dict, answer: dict) -> list[str]:
    panels = {panel["session"]: panel for panel in answer["panels"]}
    found = []
    for one in instance.get("fixed", []):
        panel = panels.get(one["session"])
        there = panel and (
            one["nominee"] in panel["nominees"] if "nominee" in one else one["assessor"] in members(panel)
        )
        if not there:
            found.append(f"fixed: {one}")
    return found


def cost(instance: dict, answer: dict) -> int:
    starts = {one["id"]: one["starts"][:10] for one in instance["sessions"]}
    people = {one["id"]: one for one in instance["assessors"]}
    loads = Counter(who for panel in answer["panels"] for who in members(panel))
    days = {(who, starts[panel["session"]]) for panel in answer["panels"] for who in members(panel)}
    pairs = sum(
        people[one]["organisation"] == people[other]["organisation"]
        for panel in answer["panels"]
        for one, other in combinations(members(panel), 2)
    )
    new = sum(not people[panel["chair"]]["has_chaired"] for panel in answer["panels"])
    return 1000 * len(answer["unplaced"]) + 5 * max(loads.values(), default=0) + 3 * len(days) + 4 * pairs + 2 * new
