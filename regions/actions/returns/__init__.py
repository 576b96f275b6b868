"""The quarterly return: opened, written line by line or from a workbook, handed over, and signed off all at once."""

from .handing import hand_over, reopen, send_back, withdraw
from .opening import open_returns
from .saying.lines import SaidMeanwhile, close_post, confirm, confirm_rest, say, take_back
from .signing import sign_off
from .stating.statement import statement
from .stating.words import TO_CONFIRM, ForecastSaid, Stated, Statement
from .workbooks.checking import WorkbookPlan, check_file, take_file
from .workbooks.filling import workbook

__all__ = [
    "TO_CONFIRM", "ForecastSaid", "SaidMeanwhile", "Stated", "Statement", "WorkbookPlan", "check_file", "close_post",
    "confirm", "confirm_rest", "hand_over", "open_returns", "reopen", "say", "send_back", "sign_off", "statement",
    "take_back", "take_file", "withdraw", "workbook",
]  # fmt: skip
