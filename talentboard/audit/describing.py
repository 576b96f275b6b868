"""How a line of the audit says what it is about: each app describes the things it knows."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.apps import apps

from talentboard.nhs.words import capital

from .models import AuditEvent

REFERENCE = 8  # so many letters of an id tell things apart


@dataclass(frozen=True, slots=True)
class Described:
    """A thing in words, and its page where it has one."""

    words: str
    url: str = ""


DescribeAll = Callable[[Sequence[str]], Mapping[str, Described]]
RegionNames = Callable[[], Iterable[tuple[str, str]]]
_describers: dict[str, DescribeAll] = {}
_region_names: list[RegionNames] = []


def register_description(about_kind: str, function: DescribeAll) -> None:
    """Describe a kind of thing (a model's name): from ids to words by id, in one query. Unknown ids may be left out."""
    _describers[about_kind] = function


def register_region_names(function: RegionNames) -> None:
    """Tell the audit what regions are called: slug and name, in the order they are shown."""
    _region_names[:] = [function]


def region_names() -> dict[str, str]:
    return dict(_region_names[0]()) if _region_names else {}


def describe(events: Iterable[AuditEvent]) -> dict[tuple[str, str], Described]:
    """What each line is about, by kind and id: one query a kind. What nobody describes has its reference."""
    ids: dict[str, set[str]] = defaultdict(set)
    for event in events:
        if event.about_id:
            ids[event.about_kind].add(event.about_id)
    described = {}
    for kind, wanted in ids.items():
        known = _describers[kind](sorted(wanted)) if kind in _describers else {}
        for id_ in wanted:
            described[kind, id_] = known.get(id_) or Described(by_reference(kind, id_))
    return described


def by_reference(kind: str, id_: str) -> str:
    """A thing that no app describes, or nobody by name: "Candidate 3f2a9c1e". What is no thing is its own words."""
    words = next((model._meta.verbose_name for model in apps.get_models() if model._meta.model_name == kind), kind)
    return capital(f"{words} {id_[:REFERENCE]}" if kind else id_)
