"""Moves: what state a thing may go to from where, declared once; from it the method, the trigger and the picture."""

from .models import Step
from .moving import Moving
from .table import Move, Moves

__all__ = ["Move", "Moves", "Moving", "Step"]
