"""How many openings can be filled at once? An exact maximum matching, solved as a flow between groups.

People flow from their kind to *offers* (a cell, the regions they go to, challenged or not), from there to classes of
openings, to *lots* of posts, and out.

Bars make the posts of a class differ, but only in small classes. By Koenig's theorem
filled = openings - max over sets S of openings of (|S| - people who reach S). Whoever is barred from one post of a
class reaches any two posts of it, so a best S takes of each class nothing, one post, or all n; and one post alone beats
all n only when n people or more are barred from it. Other bars change nothing and are left out. Posts and people with a
bar that stays are lots and kinds of their own.
"""

from dataclasses import dataclass, field

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.sparse import csr_array
from scipy.sparse.csgraph import maximum_flow

from dashboard.metrics.matching.alike import Bits, Ints, alike, has, sets_of
from dashboard.metrics.matching.reach import Bars, Reach

_SOURCE, _SINK = 0, 1
_ALL_ALIKE = -1


@dataclass
class _Network:
    """Nodes are numbers; an edge is a tail, a head and a capacity."""

    nodes: int = 2
    edges: list[tuple[Ints, ...]] = field(default_factory=list)

    def add(self, number: int) -> Ints:
        """So many new nodes."""
        self.nodes += number
        return np.arange(self.nodes - number, self.nodes)

    def join(self, tail: Ints | int, head: Ints | int, capacity: Ints) -> None:
        """One edge an entry."""
        self.edges.append(np.broadcast_arrays(tail, head, capacity))

    def flow_out(self) -> Ints:
        """What flows from each node to the sink when as much flows as can."""
        tail, head, capacity = (np.concatenate(part).astype(np.int32) for part in zip(*self.edges, strict=True))
        graph = csr_array((capacity, (tail, head)), shape=(self.nodes, self.nodes))
        flow = maximum_flow(graph, _SOURCE, _SINK, method="dinic").flow
        begins, ends = flow.indptr[_SINK : _SINK + 2]
        out = np.zeros(self.nodes, dtype=np.int64)
        out[flow.indices[begins:ends]] = -flow.data[begins:ends]
        return out


@dataclass(frozen=True)
class _Kinds:
    """People who are the same in a row. `number`: one entry a kind; the others: one a kind and cell it is ready for."""

    number: Ints
    kind: Ints
    cell: Ints
    regions: Bits
    accepts: NDArray[np.bool_]
    person: Ints
    """The group they come from, where there is a bar; else _ALL_ALIKE."""

    def where(self, kept: NDArray[np.bool_]) -> "_Kinds":
        """Some of the entries."""
        return _Kinds(
            self.number, self.kind[kept], self.cell[kept], self.regions[kept], self.accepts[kept], self.person[kept]
        )


@dataclass(frozen=True)
class _Lots:
    """Posts of a class that nobody needs to tell apart: their node, class, and the opening where it is a single one."""

    node: Ints
    klass: Ints
    opening: Ints


def stock_of(reach: Reach, *, by: int) -> Ints:
    """Openings of each class that exist by a horizon."""
    openings = reach.openings
    there = openings.horizon <= by
    counted = np.bincount(openings.klass[there], weights=openings.number[there], minlength=openings.classes)
    return counted.astype(np.int64)


def bars_by(reach: Reach, *, by: int) -> Bars:
    """The bars between openings that exist by a horizon and people ready by it."""
    bars = reach.bars
    return bars.where((bars.horizon <= by) & (reach.openings.horizon[bars.opening] <= by))


def filled(reach: Reach, *, by: int, row_of_cell: Ints) -> Ints:
    """How many openings of each row can be filled by people ready by a horizon; each row is a graph of its own.

    by: the place of the horizon;   row_of_cell: the row of each cell, numbered from 0
    returns: one number a row
    """
    stock = stock_of(reach, by=by)
    bars = _that_matter(bars_by(reach, by=by), reach, stock)
    kinds = _kinds(reach, by, row_of_cell, stock, bars)
    found = np.zeros(int(row_of_cell.max(initial=-1)) + 1, dtype=np.int64)
    if not len(kinds.kind):
        return found
    network = _Network()
    people, classes = network.add(len(kinds.number)), network.add(len(stock))
    network.join(_SOURCE, people, kinds.number)
    lots = _lots(network, classes, reach, stock, bars)
    barred = kinds.person != _ALL_ALIKE
    _offer(network, kinds.where(~barred), people, classes, reach, stock)
    _offer_singly(network, kinds.where(barred), people, lots, reach, stock, bars)
    np.add.at(found, row_of_cell[reach.openings.cell_of(lots.klass)], network.flow_out()[lots.node])
    return found


def _that_matter(bars: Bars, reach: Reach, stock: Ints) -> Bars:
    """Bars that can change how many are filled: as many on a post as its class has posts, or several of one person."""
    klass = reach.openings.klass[bars.opening]
    on_the_post = np.bincount(bars.opening, minlength=1)[bars.opening]
    _, together = alike(bars.person, klass)
    in_the_class = np.bincount(together, minlength=1)[together]
    return bars.where((on_the_post >= stock[klass]) | (in_the_class > 1))


def _kinds(reach: Reach, by: int, row_of_cell: Ints, stock: Ints, bars: Bars) -> _Kinds:
    openings, members = reach.openings, reach.members
    in_class = stock.reshape(len(openings.cells), len(openings.regions), 2).sum(axis=2)
    open_regions = np.bitwise_or.reduce(np.uint64(1) << np.flatnonzero(in_class.any(axis=0)).astype(np.uint64))
    regions = members.regions & open_regions
    useful = (members.horizon <= by) & in_class.any(axis=1)[members.cell] & (regions[members.person] > 0)
    person, cell = members.person[useful], members.cell[useful]
    alone = np.full(len(members.number), _ALL_ALIKE, dtype=np.int64)
    alone[bars.person] = bars.person

    row = row_of_cell[cell]
    first, owner = alike(person, row)
    place = _place_in_row(row_of_cell)[cell]
    abilities = sets_of(owner, place, owners=len(first), items=int(place.max(initial=0)) + 1)
    whose = person[first]
    chosen, kind = alike(row[first], alone[whose], members.accepts[whose], regions[whose], *abilities)
    number = np.bincount(kind, weights=members.number[whose], minlength=len(chosen)).astype(np.int64)
    is_chosen = np.zeros(len(first), dtype=bool)
    is_chosen[chosen] = True
    kept = is_chosen[owner]
    who = person[kept]
    return _Kinds(number, kind[owner[kept]], cell[kept], regions[who], members.accepts[who], alone[who])


def _place_in_row(row_of_cell: Ints) -> Ints:
    """The place of each cell among those of its row."""
    order = np.argsort(row_of_cell, kind="stable")
    place = np.empty(len(order), dtype=np.int64)
    place[order] = np.arange(len(order)) - np.searchsorted(row_of_cell[order], row_of_cell[order])
    return place


def _lots(network: _Network, classes: Ints, reach: Reach, stock: Ints, bars: Bars) -> _Lots:
    """The posts of every class: those with a bar one by one, the others together."""
    single = np.unique(bars.opening)
    single_class = reach.openings.klass[single]
    rest = stock - np.bincount(single_class, minlength=len(stock))
    others = np.flatnonzero(rest > 0)
    klass = np.concatenate([single_class, others])
    size = np.concatenate([np.ones(len(single), dtype=np.int64), rest[others]])
    node = network.add(len(klass))
    network.join(classes[klass], node, size)
    network.join(node, _SINK, size)
    return _Lots(node, klass, np.concatenate([single, np.full(len(others), _ALL_ALIKE)]))


def _offer(network: _Network, kinds: _Kinds, people: Ints, classes: Ints, reach: Reach, stock: Ints) -> None:
    """People to classes, by way of one offer for each cell, set of regions and consent, however many kinds make it."""
    first, offer = alike(kinds.cell, kinds.regions, kinds.accepts)
    node = network.add(len(first))
    network.join(people[kinds.kind], node[offer], kinds.number[kinds.kind])
    entry, klass = _reached(kinds.cell[first], kinds.regions[first], kinds.accepts[first], reach, stock)
    network.join(node[entry], classes[klass], stock[klass])


def _offer_singly(
    network: _Network, kinds: _Kinds, people: Ints, lots: _Lots, reach: Reach, stock: Ints, bars: Bars
) -> None:
    """Barred people to lots, past the classes, leaving out the posts they hold."""
    if not len(kinds.kind):
        return
    entry, klass = _reached(kinds.cell, kinds.regions, kinds.accepts, reach, stock)
    wanted = pd.DataFrame({"kind": kinds.kind[entry], "person": kinds.person[entry], "klass": klass})
    there = pd.DataFrame({"lot": lots.node, "klass": lots.klass, "opening": lots.opening})
    barred = pd.DataFrame({"person": bars.person, "opening": bars.opening})
    edges = wanted.merge(there, on="klass").merge(barred, on=["person", "opening"], how="left", indicator="held")
    edges = edges[edges["held"] == "left_only"]
    network.join(people[edges["kind"].to_numpy()], edges["lot"].to_numpy(), np.ones(len(edges), dtype=np.int64))


def _reached(cell: Ints, regions: Bits, accepts: NDArray[np.bool_], reach: Reach, stock: Ints) -> tuple[Ints, Ints]:
    """Which entries reach which classes that have openings: the place of the entry, and the class."""
    entries, classes = [], []
    for region in range(len(reach.openings.regions)):
        for challenged in (0, 1):
            klass = reach.openings.class_of(cell, region, challenged)
            able = has(regions, region) & (stock[klass] > 0) & (accepts | (challenged == 0))
            entries.append(np.flatnonzero(able))
            classes.append(klass[able])
    return np.concatenate(entries), np.concatenate(classes)
