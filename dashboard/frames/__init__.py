"""Rows become data frames here, and only here: grouped by the database, columns declared by the measures."""

from .editions import Edition, established
from .reading import Facts, read

__all__ = ["Edition", "Facts", "established", "read"]
