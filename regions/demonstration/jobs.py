"""The jobs on the boards of the NHS, as it names them, and how often each kind of organisation has them."""

from dataclasses import dataclass

ACUTE, MENTAL, COMMUNITY, AMBULANCE, SPECIALIST, SYSTEM = (
    "acute", "mental-health", "community", "ambulance", "specialist", "integrated-care-board",
)  # fmt: skip
EVERYWHERE = {ACUTE: 1.0, MENTAL: 1.0, COMMUNITY: 1.0, AMBULANCE: 1.0, SPECIALIST: 1.0, SYSTEM: 1.0}


@dataclass(frozen=True, slots=True)
class Job:
    """One seat around the table. number: its place in the references ("RAJ-04").

    chance: how often an organisation of each kind has it. critical: how often the board marks it so.
    opens: how often it is open. outlook: how often a filled one is forecast to fall vacant.
    """

    number: int
    titles: tuple[str, ...]
    family: str
    level: str
    chance: dict[str, float]
    pay: str = "vsm"
    seat: str = "voting"
    clinical: bool = False
    critical: float = 0.0
    opens: float = 0.14
    outlook: float = 0.4


def _mostly(share: float, **others: float) -> dict[str, float]:
    kinds = {
        "mental": MENTAL,
        "community": COMMUNITY,
        "ambulance": AMBULANCE,
        "specialist": SPECIALIST,
        "system": SYSTEM,
    }
    return dict.fromkeys(EVERYWHERE, share) | {kinds.get(kind, kind): other for kind, other in others.items()}


def _only(**shares: float) -> dict[str, float]:
    return _mostly(0.0, **shares)


EXECUTIVE, DIRECTOR, DEPUTY, CLINICAL = "executive-director", "director", "deputy-director", "senior-clinical"

# fmt: off
JOBS = (
    Job(1, ("Chair",), "chair", "chair", EVERYWHERE, pay="other", critical=.3, opens=.09, outlook=.55),
    Job(2, ("Chief executive", "Chief executive", "Chief executive officer"), "chief-executive", "chief-executive",
        EVERYWHERE, critical=1.0, opens=.13, outlook=.5),
    Job(3, ("Chief finance officer", "Director of finance", "Chief financial officer"), "finance", EXECUTIVE,
        EVERYWHERE, critical=.55, opens=.2, outlook=.38),
    Job(4, ("Chief nurse", "Director of nursing and quality", "Chief nursing officer",
            "Director of nursing, midwifery and allied health professions"), "nursing", EXECUTIVE,
        _mostly(1.0, ambulance=.6), clinical=True, critical=.5, opens=.25, outlook=.42),
    Job(5, ("Medical director", "Chief medical officer"), "medical", EXECUTIVE, EVERYWHERE, pay="medical",
        clinical=True, critical=.45, opens=.13, outlook=.45),
    Job(6, ("Chief operating officer", "Deputy chief executive and chief operating officer", "Director of operations"),
        "operations", EXECUTIVE, _mostly(1.0, system=.6), critical=.35, opens=.13, outlook=.4),
    Job(7, ("Chief people officer", "Director of people and culture",
            "Director of workforce and organisational development"), "people", EXECUTIVE, _mostly(1.0, system=.8),
        seat="non-voting", critical=.08, opens=.06, outlook=.36),
    Job(8, ("Director of strategy and partnerships", "Chief strategy officer",
            "Director of strategy, transformation and improvement"), "strategy", EXECUTIVE, _mostly(.78, system=.9),
        seat="non-voting", opens=.06, outlook=.36),
    Job(9, ("Chief digital and information officer", "Director of digital", "Chief information officer"), "digital",
        EXECUTIVE, _mostly(.76, system=.8), seat="non-voting", critical=.12, opens=.3, outlook=.44),
    Job(10, ("Director of corporate governance", "Company secretary", "Director of corporate affairs"), "governance",
        EXECUTIVE, _mostly(.58, system=.7), pay="afc-9", seat="none", opens=.07, outlook=.36),
    Job(11, ("Director of estates and facilities", "Director of estates, facilities and capital development"),
        "estates", DIRECTOR, _mostly(.44, ambulance=.3, system=0), pay="afc-9", seat="none", opens=.09, outlook=.3),
    Job(12, ("Chief allied health professions officer", "Director of allied health professions"), "allied-health",
        DIRECTOR, _mostly(.14, mental=.3, community=.5, system=.1), pay="afc-9", seat="none", clinical=True,
        opens=.1, outlook=.3),
    Job(13, ("Director of paramedicine",), "allied-health", EXECUTIVE, _only(ambulance=.9), clinical=True, opens=.12),
    Job(14, ("Executive place director (north)", "Director of integration and place (north)"), "place", EXECUTIVE,
        _only(system=.8, community=.2), seat="non-voting", opens=.15, outlook=.4),
    Job(15, ("Executive place director (south)", "Director of integration and place (south)"), "place", EXECUTIVE,
        _only(system=.6), seat="non-voting", opens=.15, outlook=.4),
    Job(16, ("Senior independent director",), "non-executive", "non-executive", _mostly(.28, system=.2), pay="other",
        opens=.08, outlook=.5),
    Job(17, ("Non-executive director and chair of the audit committee",), "non-executive", "non-executive",
        _mostly(.26, system=.3), pay="other", opens=.1, outlook=.5),
    Job(18, ("Deputy chief nurse", "Deputy director of nursing"), "nursing", DEPUTY, _mostly(.14, system=.1),
        pay="afc-8d", seat="none", clinical=True, opens=.1, outlook=.3),
    Job(19, ("Deputy chief finance officer", "Deputy director of finance"), "finance", DEPUTY, _mostly(.14, system=.2),
        pay="afc-9", seat="none", opens=.1, outlook=.3),
    Job(20, ("Deputy chief operating officer",), "operations", DEPUTY, _mostly(.12, system=0), pay="afc-9",
        seat="none", opens=.1, outlook=.3),
    Job(21, ("Director of midwifery",), "nursing", DIRECTOR, {ACUTE: .12}, pay="afc-9", seat="none", clinical=True,
        opens=.12, outlook=.3),
    Job(22, ("Clinical director, urgent and emergency care", "Clinical director, surgery"), "medical", CLINICAL,
        {ACUTE: .12, SPECIALIST: .2}, pay="medical", seat="none", clinical=True, opens=.1, outlook=.3),
    Job(23, ("Chief of staff", "Director of communications and engagement"), "other", DIRECTOR,
        _mostly(.08, system=.3), pay="afc-9", seat="none", opens=.08, outlook=.25),
)
# fmt: on

CHAIR, CHIEF_EXECUTIVE, DIGITAL = 1, 2, 9
MANAGING_DIRECTOR = Job(30, ("Managing director",), "operations", EXECUTIVE, {}, critical=1.0, opens=0.1, outlook=0.4)
TO_COME = (
    Job(40, ("Chief digital and information officer",), "digital", EXECUTIVE, {}, seat="non-voting"),
    Job(41, ("Director of neighbourhood health",), "place", EXECUTIVE, {}, seat="non-voting"),
    Job(42, ("Director of strategy and partnerships",), "strategy", EXECUTIVE, {}, seat="non-voting"),
)
JUST_MADE = Job(43, ("Director of transformation and productivity",), "strategy", EXECUTIVE, {}, seat="non-voting")
CLOSED_SINCE = Job(44, ("Director of performance and delivery",), "operations", EXECUTIVE, {}, seat="non-voting")
