"""When something may be done: each rule says its own reason."""

from .consenting import can_accept, can_answer, can_decline
from .deciding import can_accept_for_gateway, can_assign, can_find, can_find_not_eligible, has_a_reason
from .drafting import (
    can_begin,
    can_name_nominee,
    can_send,
    can_write,
    fits,
    is_an_address,
    is_complete,
    may_go,
    needs_fit,
)
from .endorsing import can_answer_for_team, can_be_asked, can_endorse, can_name_endorser, can_refuse
from .registering import (
    can_keep_cv,
    can_read_adjustments,
    can_read_cv,
    can_register,
    can_say_adjustments,
    can_write_registration,
)
from .rounds import can_cancel, can_change, can_change_dates, can_publish
from .withdrawing import can_withdraw

__all__ = [
    "can_accept", "can_accept_for_gateway", "can_answer", "can_answer_for_team", "can_assign", "can_be_asked",
    "can_begin", "can_cancel", "can_change", "can_change_dates", "can_decline", "can_endorse", "can_find",
    "can_find_not_eligible", "can_keep_cv", "can_name_endorser", "can_name_nominee", "can_publish", "can_refuse",
    "can_read_adjustments", "can_read_cv", "can_register", "can_say_adjustments", "can_send", "can_withdraw",
    "can_write", "can_write_registration", "fits", "has_a_reason", "is_an_address", "is_complete", "may_go",
    "needs_fit",
]  # fmt: skip
