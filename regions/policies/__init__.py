"""When something may be done: each rule says its own reason."""

from .posts import can_correct, can_move
from .reminding import can_remind
from .returns import (
    can_hand_over,
    can_reopen,
    can_send_back,
    can_sign_off,
    can_withdraw,
    can_write,
    has_a_reason,
    is_unchanged,
    is_whole,
)
from .roles import Place, can_be_held_in, can_end, can_grant, held_in

__all__ = [
    "Place", "can_be_held_in", "can_correct", "can_end", "can_grant", "can_hand_over", "can_move", "can_remind",
    "can_reopen", "can_send_back", "can_sign_off", "can_withdraw", "can_write", "has_a_reason", "held_in",
    "is_unchanged", "is_whole",
]  # fmt: skip
