"""Which colour a state has, for every tag in the product. The word carries it; the colour repeats it."""

COLOURS: dict[str, tuple[str, ...]] = {
    "white": ("to do", "draft", "open"),
    "blue": ("in progress", "submitted", "scheduled", "marking", "queued", "running", "started", "built",
             "sending", "eligibility check"),
    "green": ("signed off", "accepted", "active", "released", "closed well", "done", "finished", "saved", "published",
              "in use", "sent"),
    "yellow": ("treat with care", "on hold", "due soon"),
    "purple": ("late", "overdue", "stale"),
    "red": ("not eligible", "ineligible", "could not be saved", "refused", "failed", "too long"),
    "grey": ("closed", "withdrawn", "lapsed", "superseded", "succeeded", "discarded", "cancelled", "expired", "ended"),
}  # fmt: skip
STARTS: dict[str, str] = {"awaiting": "blue", "submitted": "blue", "due": "yellow"}
BY_STATE = {state: colour for colour, states in COLOURS.items() for state in states}


def colour_of(state: str) -> str:
    """The colour of a state, by its words or its slug ("signed-off", "Signed off"); grey when unknown."""
    said = str(state).strip().lower().replace("-", " ").replace("_", " ")
    return BY_STATE.get(said) or STARTS.get(said.split(",")[0].split(" ")[0], "grey")
