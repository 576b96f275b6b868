"""Reference data: what every installation begins with, from the files that each app ships."""

from .loading import Chapter, Loader, load_reference, register_reference
from .reading import WrongReference, known, reference_rows
from .saving import Tally, bring, replace

__all__ = [
    "Chapter", "Loader", "Tally", "WrongReference", "bring", "known", "load_reference", "reference_rows",
    "register_reference", "replace",
]  # fmt: skip
