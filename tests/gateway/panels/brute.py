"""The least that an instance can cost, by trying everything. For very small ones, on the checker's rules alone."""

from itertools import combinations, product

from tests.gateway.panels.checker import cost, faults, of_panel

REASON = "not asked for"


def least_cost(instance: dict) -> int | None:
    """None where nothing keeps what is fixed."""
    best = None
    ways = [panels_of(instance, session) for session in instance["sessions"]]
    for panels in product(*ways):
        held = [panel for panel in panels if panel]
        for answer in placings(instance, held):
            if (best is None or answer["cost"] < best) and not faults(instance, answer):
                best = answer["cost"]
    return best


def panels_of(instance: dict, session: dict) -> list[dict | None]:
    """No panel, and every set of people that could sit, each with the cheapest chair."""
    could = [one for one in instance["assessors"] if session["id"] in one["sessions"]]
    found: list[dict | None] = [None]
    for three in combinations(could, 3):
        chairs = sorted((one for one in three if one["can_chair"]), key=lambda one: not one["has_chaired"])
        if not chairs or not any(one["chief_executive"] for one in three):
            continue
        for adviser in could:
            if adviser["inclusion_adviser"] and adviser not in three:
                found.append(
                    {
                        "session": session["id"],
                        "chair": chairs[0]["id"],
                        "assessors": [one["id"] for one in three if one is not chairs[0]],
                        "adviser": adviser["id"],
                        "nominees": [],
                    }
                )
    people = {one["id"]: one for one in instance["assessors"]}
    return [panel for panel in found if panel is None or not of_panel(panel, session, people, {})]


def placings(instance: dict, held: list[dict]):
    """Every way to share the nominees out."""
    for places in product([None, *range(len(held))], repeat=len(instance["nominees"])):
        panels = [panel | {"nominees": []} for panel in held]
        unplaced = []
        for nominee, place in zip(instance["nominees"], places, strict=True):
            if place is None:
                unplaced.append({"nominee": nominee["id"], "reasons": [REASON]})
            else:
                panels[place]["nominees"].append(nominee["id"])
        answer = {"status": "optimal", "cost": 0, "bound": 0, "panels": panels, "unplaced": unplaced}
        answer["cost"] = answer["bound"] = cost(instance, answer)
        yield answer
