"""The quarterly return: opened, written line by line or from a workbook, handed over, and signed off all at once."""

from .files import WorkbookPlan, check_file, take_file
from .handing import hand_over, reopen, send_back, withdraw
from .lines import SaidMeanwhile, close_post, confirm, confirm_rest, say, take_back
from .opening import open_returns
from .signing import sign_off
from .statement import TO_CONFIRM, ForecastSaid, Stated, Statement, statement
from .workbook import workbook

__all__ = [
    "TO_CONFIRM", "ForecastSaid", "SaidMeanwhile", "Stated", "Statement", "WorkbookPlan", "check_file", "close_post",
    "confirm", "confirm_rest", "hand_over", "open_returns", "reopen", "say", "send_back", "sign_off", "statement",
    "take_back", "take_file", "withdraw", "workbook",
]  # fmt: skip
