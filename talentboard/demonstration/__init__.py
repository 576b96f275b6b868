"""The demonstration: made-up people in real organisations, the same for the same day on every machine.

Each app contributes a chapter; `load_demonstration` composes them.
"""

from .chance import dice, quota
from .chapters import Chapter, Loaded, NotADemonstration, Scene, load_demonstration, register_chapter
from .days import days_before, last_quarter_end, months_before, quarter_ends

__all__ = [
    "Chapter", "Loaded", "NotADemonstration", "Scene", "days_before", "dice", "last_quarter_end",
    "load_demonstration", "months_before", "quarter_ends", "quota", "register_chapter",
]  # fmt: skip
