"""The file of a person: everything that is held about somebody with an account, for themself.

An app says what it holds in a part, registered in its `apps.py`: `register_part(part_of, order=30)`, where `part_of` is
a function from an account to a `Part`, or to None where it holds nothing.
"""

from .parts import Aside, Deletion, Fact, Happening, Looking, Part, Rows, Standing, parts_of, register_part

__all__ = [
    "Aside", "Deletion", "Fact", "Happening", "Looking", "Part", "Rows", "Standing", "parts_of", "register_part",
]  # fmt: skip
