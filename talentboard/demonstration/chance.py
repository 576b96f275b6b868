"""Chance that falls the same way every time: dice of their own for every subject, thrown in a fixed order."""

from collections.abc import Mapping, Sequence
from random import Random
from typing import TypeVar

Thing = TypeVar("Thing")


def dice(*about: object) -> Random:
    """Dice for one subject. What is thrown for one organisation never moves what another gets."""
    return Random("/".join(map(str, about)))


def quota(things: Sequence[Thing], shares: Mapping[str, float], *, by: Random) -> dict[str, list[Thing]]:
    """Deal things out by shares of the whole (each rounded, at least 1); the rest comes under "".

    Dealt rather than thrown, so that a small region has its share too.
    """
    shuffled = by.sample(things, len(things))
    dealt, start = {}, 0
    for name, share in shares.items():
        number = max(1, round(share * len(things)))
        dealt[name], start = shuffled[start : start + number], start + number
    return {**dealt, "": shuffled[start:]}
