"""Two records of one person are merged, parted again, or found to be of two people."""

from .apart import find_apart
from .merging import MERGED, merge
from .parting import PARTED, Parting, part, parting_of

__all__ = ["MERGED", "PARTED", "Parting", "find_apart", "merge", "part", "parting_of"]
