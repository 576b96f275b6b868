"""What is done with frameworks: drafts are begun and written, put to use, succeeded and discarded."""

from .criteria import Said, add_criterion, change_criterion, move_criterion, remove_criterion
from .life import discard, put_to_use
from .writing import Facts, begin, change, rate, succeed

__all__ = [
    "Facts", "Said", "add_criterion", "begin", "change", "change_criterion", "discard", "move_criterion", "put_to_use",
    "rate", "remove_criterion", "succeed",
]  # fmt: skip
