"""The file of a person: everything that is held about somebody with an account, for themself.

An app says what it holds in a part, registered in its `apps.py`: `register_part(part_of, order=30)`, where `part_of` is
a function from an account, and from whether all of it is wanted, to a `Part`, or to None where nothing is held.
"""

from .parts import ON_A_PAGE, Aside, Deletion, Fact, Happening, Looking, Part, Rows, Standing, parts_of, register_part

__all__ = [
    "ON_A_PAGE", "Aside", "Deletion", "Fact", "Happening", "Looking", "Part", "Rows", "Standing", "parts_of",
    "register_part",
]  # fmt: skip
