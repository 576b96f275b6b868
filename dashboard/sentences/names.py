"""What role families, levels, horizons and rungs are called in a sentence, on a chart and at the head of a table."""

from talentboard.nhs.words import capital

ALL = "all"

_ROLE_FAMILIES = {
    "chair": "chair",
    "chief-executive": "chief executive",
    "non-executive": "non-executive",
    "finance": "finance",
    "nursing": "nursing",
    "medical": "medical",
    "operations": "operations",
    "people": "people",
    "strategy": "strategy",
    "digital": "digital",
    "governance": "governance",
    "estates": "estates",
    "allied-health": "allied health",
    "place": "place",
    "other": "other",
}
_LEVELS = {
    "chair": "chair",
    "chief-executive": "chief executive",
    "executive-director": "executive director",
    "non-executive": "non-executive",
    "director": "director",
    "deputy-director": "deputy director",
    "senior-clinical": "senior clinical",
}
ROLE_FAMILIES = tuple(_ROLE_FAMILIES)
LEVELS = tuple(_LEVELS)

HORIZONS = {"now": "Open now", "0-1": "Within a year", "1-3": "1 to 3 years", "3-5": "3 to 5 years"}
HORIZONS_SHORT = {"now": "Now", "0-1": "In a year", "1-3": "1 to 3 yrs", "3-5": "3 to 5 yrs"}
BY_HORIZONS = {"now": "Open now", "0-1": "By one year", "1-3": "By three years", "3-5": "By five years"}
RUNGS = {"none": "Nobody", "one": "One person", "choice": "A choice of two", "spoilt": "Spoilt for choice"}


def name_of(key: str, slug: str) -> str:
    """The name inside a sentence of a role family or level: "chief executive". `key` is "role_family" or "level"."""
    return (_ROLE_FAMILIES if key == "role_family" else _LEVELS).get(slug, slug.replace("-", " "))


def people_of(key: str, slug: str) -> str:
    """The people of a role family or level as the subject of a sentence: "nursing", "executive directors"."""
    name = name_of(key, slug)
    if key == "role_family":
        return name
    return f"{name} posts" if slug == "senior-clinical" else f"{name}s"


def label_of(key: str, slug: str) -> str:
    """The same name on its own, as at the head of a row: "Chief executive"; the total: "All role families"."""
    if slug == ALL:
        return "All role families" if key == "role_family" else "All levels"
    return capital(name_of(key, slug))
