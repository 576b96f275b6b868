"""Which of many are alike? Exact: sets are compared bit by bit, never by a hash."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Bits = NDArray[np.uint64]

_WORD = 64


def sets_of(owner: Ints, item: Ints, *, owners: int, items: int) -> list[Bits]:
    """The set of items of each owner, one bit an item: so many words of 64 bits, each with one number an owner.

    owner, item: one entry a pair, in any order, a pair any number of times
    """
    words = [np.zeros(owners, dtype=np.uint64) for _ in range(max(1, -(-items // _WORD)))]
    for place, word in enumerate(words):
        here = item // _WORD == place
        np.bitwise_or.at(word, owner[here], np.uint64(1) << (item[here] % _WORD).astype(np.uint64))
    return words


def has(sets: Bits, bit: int | Ints) -> NDArray[np.bool_]:
    """Whether each of the sets has the bit (one bit for all, or one each)."""
    return (sets >> np.asarray(bit).astype(np.uint64)) & np.uint64(1) == 1


def alike(*keys: NDArray[Any]) -> tuple[Ints, Ints]:
    """Groups of those with equal keys, in the order of the last key, then the one before it.

    keys: arrays of one length, one entry a thing
    returns: for each group the place of its first thing; for each thing its group
    """
    order = np.lexsort(keys)
    begins = np.zeros(len(order), dtype=bool)
    begins[:1] = True
    for key in keys:
        begins[1:] |= key[order][1:] != key[order][:-1]
    group = np.empty(len(order), dtype=np.int64)
    group[order] = np.cumsum(begins) - 1
    return order[begins].astype(np.int64), group
