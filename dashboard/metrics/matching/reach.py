"""Which people may fill which openings?

A person may fill an opening by a horizon when one of their active memberships, itself ready by then, is in a pool that
covers its role family and level, their mobility includes its region, they accept challenged organisations if it is one,
and they are not its substantive or seconded holder.

Openings of one role family, level, region and challenge differ in their holders alone: together they are a *class*.
Whoever holds a post that they could otherwise fill is *barred* from it.
"""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from dashboard.metrics import rows
from dashboard.metrics.matching.alike import Bits, Ints, alike, has, sets_of
from dashboard.metrics.time import HORIZONS

OPENINGS = ["opening_group", "role_family", "level", "region", "challenged", "horizon", "openings"]
PEOPLE = ["people_group", "accepts_challenged", "people"]
ABILITIES = ["people_group", "role_family", "level", "horizon"]
MOBILITY = ["people_group", "region"]
HOLDERS = ["people_group", "opening_group"]

BEYOND = len(HORIZONS)
"""The place of a horizon that is none: nobody is ready by it."""


@dataclass(frozen=True)
class People:
    """Active members. SQL puts alike ones together, by all three of: the set of (role family, level, earliest horizon)
    of their pools, the set of their regions, and whether they accept challenged organisations; whoever is in `holders`
    stands in a group of one. Grouping saves time and memory only: groups of one throughout give the same figures.

    people: PEOPLE, one row a group, `people` = how many distinct people
    abilities: ABILITIES, where a group is ready and by when; of several horizons in one cell the earliest counts
    mobility: MOBILITY, one row a group and region
    """

    people: pd.DataFrame
    abilities: pd.DataFrame
    mobility: pd.DataFrame


@dataclass(frozen=True)
class Openings:
    """Openings as numbers, one entry a group. A class is numbered by cell, region, challenged (0 or 1)."""

    cells: list[tuple[str, str]]
    regions: list[str]
    klass: Ints
    horizon: Ints
    number: Ints

    @property
    def classes(self) -> int:
        """How many classes there can be."""
        return len(self.cells) * len(self.regions) * 2

    def cell_of(self, klass: Ints) -> Ints:
        """The cell of each class."""
        return klass // (len(self.regions) * 2)

    def class_of(self, cell: Ints, region: int, challenged: int) -> Ints:
        """The class of each cell in one region."""
        return (cell * len(self.regions) + region) * 2 + challenged


@dataclass(frozen=True)
class Members:
    """People as numbers, where there are openings at all.

    number, accepts, regions (as bits): one entry a group;  person, cell, horizon: one a group and cell, by group
    """

    number: Ints
    accepts: NDArray[np.bool_]
    regions: Bits
    person: Ints
    cell: Ints
    horizon: Ints


@dataclass(frozen=True)
class Bars:
    """Holders who could otherwise fill the post they hold, one entry a pair; `horizon`: ready for it from then."""

    person: Ints
    opening: Ints
    horizon: Ints

    def where(self, kept: NDArray[np.bool_]) -> "Bars":
        """Some of them."""
        return Bars(self.person[kept], self.opening[kept], self.horizon[kept])


@dataclass(frozen=True)
class Reach:
    """Openings, the people for them, and who may not fill what they could."""

    openings: Openings
    members: Members
    bars: Bars

    @cached_property
    def able(self) -> Ints:
        """Distinct people for a class by a horizon, those barred from single posts of it included: [horizon, class]."""
        cells, regions, members = len(self.openings.cells), len(self.openings.regions), self.members
        able = np.zeros((BEYOND, cells, regions, 2), dtype=np.int64)
        place = (members.horizon * cells + members.cell) * 2 + members.accepts[members.person]
        number = members.number[members.person]
        for region in range(regions):
            mobile = has(members.regions[members.person], region)
            willing = np.bincount(place[mobile], weights=number[mobile], minlength=BEYOND * cells * 2)
            by_consent = willing.astype(np.int64).reshape(BEYOND, cells, 2)
            able[:, :, region, 0] = by_consent.sum(axis=2)
            able[:, :, region, 1] = by_consent[:, :, 1]
        return able.cumsum(axis=0).reshape(BEYOND, self.openings.classes)


def reach(openings: pd.DataFrame, people: People, holders: pd.DataFrame) -> Reach:
    """Number everything, find the holders who matter, and put alike people together.

    openings: OPENINGS, one row a group; a null `horizon` lies beyond all horizons
    holders: HOLDERS, the substantive or seconded holders of posts among the openings; both groups are of one
    Raises ValueError when a frame names a group that is not there, or a holder's group is not of one.
    """
    posts = rows.declared(openings, OPENINGS)
    who = rows.declared(people.people, PEOPLE)
    numbered = _openings(posts)
    members = _members(who, people, numbered)
    held = rows.declared(holders, HOLDERS).drop_duplicates()
    person = _places(held["people_group"], who["people_group"])
    opening = _places(held["opening_group"], posts["opening_group"])
    if (members.number[person] != 1).any() or (numbered.number[opening] != 1).any():
        raise ValueError("Whoever holds a post, and the post held, stand in groups of one.")
    return _together(Reach(numbered, members, _bars(person, opening, numbered, members)))


def _openings(posts: pd.DataFrame) -> Openings:
    cells = list(dict.fromkeys(zip(posts["role_family"], posts["level"], strict=True)))
    regions = list(dict.fromkeys(posts["region"]))
    openings = Openings(cells, regions, _none(), _horizons(posts["horizon"]), _ints(posts["openings"]))
    klass = openings.class_of(_cells(posts, cells), 0, 0) + 2 * _known(posts["region"], regions)
    klass = klass + posts["challenged"].to_numpy(dtype=bool)
    return Openings(cells, regions, klass, openings.horizon, openings.number)


def _members(who: pd.DataFrame, people: People, openings: Openings) -> Members:
    mobility = rows.declared(people.mobility, MOBILITY)
    region = _known(mobility["region"], openings.regions)
    mobile = _places(mobility["people_group"], who["people_group"])
    regions = sets_of(mobile[region >= 0], region[region >= 0], owners=len(who), items=len(openings.regions))[0]
    abilities = rows.declared(people.abilities, ABILITIES)
    person, cell = _places(abilities["people_group"], who["people_group"]), _cells(abilities, openings.cells)
    horizon = _horizons(abilities["horizon"])
    useful = (cell >= 0) & (horizon < BEYOND) & (regions[person] > 0)
    person, cell, horizon = person[useful], cell[useful], horizon[useful]
    earliest_first = np.argsort(horizon, kind="stable")
    person, cell, horizon = person[earliest_first], cell[earliest_first], horizon[earliest_first]
    first, _ = alike(cell, person)
    accepts = who["accepts_challenged"].to_numpy(dtype=bool)
    return Members(_ints(who["people"]), accepts, regions, person[first], cell[first], horizon[first])


def _bars(person: Ints, opening: Ints, openings: Openings, members: Members) -> Bars:
    """Of those who hold a post, those who could otherwise fill it."""
    klass = openings.klass[opening]
    key = members.person * len(openings.cells) + members.cell
    wanted = person * len(openings.cells) + openings.cell_of(klass)
    place = np.searchsorted(key, wanted)
    ready = np.append(key, -1)[place] == wanted
    region, challenged = klass // 2 % max(len(openings.regions), 1), klass % 2 == 1
    mobile = has(members.regions[person], region)
    could = ready & mobile & (members.accepts[person] | ~challenged)
    return Bars(person[could], opening[could], members.horizon[place[could]])


def _together(one_by_one: Reach) -> Reach:
    """The same with alike people in one group; whoever is barred from something stays alone."""
    members, bars = one_by_one.members, one_by_one.bars
    groups, items = len(members.number), len(one_by_one.openings.cells) * BEYOND
    abilities = sets_of(members.person, members.cell * BEYOND + members.horizon, owners=groups, items=items)
    alone = np.zeros(groups, dtype=np.int64)
    alone[bars.person] = bars.person + 1
    first, group = alike(alone, members.accepts, members.regions, *abilities)
    chosen = np.zeros(groups, dtype=bool)
    chosen[first] = True
    kept = chosen[members.person]
    number = np.bincount(group, weights=members.number, minlength=len(first)).astype(np.int64)
    together = Members(
        number, members.accepts[first], members.regions[first],
        group[members.person[kept]], members.cell[kept], members.horizon[kept],
    )  # fmt: skip
    return Reach(one_by_one.openings, together, Bars(group[bars.person], bars.opening, bars.horizon))


def _cells(frame: pd.DataFrame, cells: list[tuple[str, str]]) -> Ints:
    """The number of each row's cell, or -1."""
    families, levels = list(dict.fromkeys(f for f, _ in cells)), list(dict.fromkeys(level for _, level in cells))
    numbers = np.full((len(families) + 1, len(levels) + 1), -1, dtype=np.int64)
    for number, (family, level) in enumerate(cells):
        numbers[families.index(family), levels.index(level)] = number
    return numbers[_known(frame["role_family"], families), _known(frame["level"], levels)]


def _horizons(slugs: pd.Series) -> Ints:
    place = _known(slugs, list(HORIZONS))
    if (slugs.notna().to_numpy() & (place < 0)).any():
        raise ValueError(f"A horizon is one of {', '.join(HORIZONS)}, or null.")
    return np.where(place < 0, BEYOND, place)


def _known(values: pd.Series, known: list[str]) -> Ints:
    """The place of each value among the known, or -1."""
    return pd.Index(known, dtype=object).get_indexer(pd.Index(values, dtype=object)).astype(np.int64)


def _places(groups: pd.Series, among: pd.Series) -> Ints:
    place = pd.Index(_ints(among)).get_indexer(pd.Index(_ints(groups))).astype(np.int64)
    if (place < 0).any():
        raise ValueError(f"There is no {groups.name} {groups[place < 0].iloc[0]}.")
    return place


def _ints(values: pd.Series) -> Ints:
    return values.to_numpy(dtype=np.int64)


def _none() -> Ints:
    return np.zeros(0, dtype=np.int64)
