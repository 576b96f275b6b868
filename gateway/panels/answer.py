"""What was built, as `bin/manage build_panels` prints it."""

from typing import Any

from .builder import Built
from .numbered import Numbered
from .plan import Plan, chair_of


def answer_of(built: Built) -> dict[str, Any]:
    """The object of docs/panels.md: panels in the order of their sessions, nominees in that of their ids."""
    numbered = built.numbered
    nominees = numbered.instance.nominees
    return {
        "status": "optimal" if built.is_optimal else "feasible",
        "cost": built.cost,
        "bound": built.bound,
        "panels": [panel_of(session, built.plan, numbered) for session in sorted(built.plan)],
        "unplaced": [
            {"nominee": nominees[place].id, "reasons": list(reasons)}
            for place, reasons in sorted(built.reasons.items())
        ],
    }


def panel_of(session: int, plan: Plan, numbered: Numbered) -> dict[str, Any]:
    panel, instance = plan[session], numbered.instance
    chair = chair_of(panel, numbered)
    return {
        "session": instance.sessions[session].id,
        "chair": instance.assessors[chair].id,
        "assessors": [instance.assessors[who].id for who in panel.assessors if who != chair],
        "adviser": instance.assessors[panel.adviser].id,
        "nominees": [instance.nominees[who].id for who in panel.nominees],
    }
