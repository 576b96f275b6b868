"""Systems and organisations of a region, as they were placed on the day of its figures."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from talentboard.access import NotFound

SYSTEM, ORGANISATION = "system", "organisation"


@dataclass(frozen=True)
class Place:
    """A system or an organisation by its ODS code. system: that of an organisation, where it is in one."""

    kind: str
    code: str
    name: str
    system: Place | None = None

    @property
    def slice(self) -> str:
        """The slice of a snapshot's figures that is of this place."""
        return f"{self.kind}:{self.code}"

    @property
    def said(self) -> str:
        """As it begins a sentence. A system often has the name of a board that is an organisation too."""
        return f"The system of {self.name}" if self.kind == SYSTEM else self.name

    @property
    def address(self) -> str:
        """Where its page is, from that of its region."""
        return f"{self.kind}s/{self.code}/"


@dataclass(frozen=True)
class Map:
    """The systems and organisations of a region, each in the order of their names; of the nation none."""

    systems: tuple[Place, ...] = ()
    organisations: tuple[Place, ...] = ()

    def find(self, kind: str, code: str) -> Place:
        """The place of that code. NotFound where the region had none of that code on the day."""
        known = self.systems if kind == SYSTEM else self.organisations
        found = next((place for place in known if place.code == code), None)
        if found is None:
            raise NotFound(f"There is no {kind} {code} here.")
        return found

    def inside(self, system: Place) -> tuple[Place, ...]:
        """The organisations of a system."""
        return tuple(place for place in self.organisations if place.system == system)

    def below(self, place: Place | None) -> tuple[Place, ...]:
        """What a page leads down to: the region's to its systems and the organisations in none, a system's to its
        organisations, an organisation's to nothing."""
        if place is None:
            return (*self.systems, *(one for one in self.organisations if one.system is None))
        return self.inside(place) if place.kind == SYSTEM else ()


def map_from(placed: Iterable[tuple[str, str, str | None, str | None]]) -> Map:
    """The map of organisations with their systems: code, name, code and name of the system."""
    systems: dict[str, Place] = {}
    organisations = []
    for code, name, system_code, system_name in placed:
        if system_code:
            systems.setdefault(system_code, Place(SYSTEM, system_code, system_name or system_code))
        organisations.append(Place(ORGANISATION, code, name, systems.get(system_code or "")))
    return Map(tuple(sorted(systems.values(), key=lambda place: place.name.casefold())), tuple(organisations))
