"""The history of one post, in words: who held it, when it stood open, what was forecast of it, how it has changed."""

from .changes import Change, changes_of, lines_of
from .forecasts import Told, forecasts_of, told_of, with_eyes
from .holdings import Holding, Spell, held_of, open_spells
from .line import Continuation, occupancies_of_line, went_before
from .saying import Reader

__all__ = [
    "Change", "Continuation", "Holding", "Reader", "Spell", "Told", "changes_of", "forecasts_of", "held_of", "lines_of",
    "occupancies_of_line", "open_spells", "told_of", "went_before", "with_eyes",
]  # fmt: skip
