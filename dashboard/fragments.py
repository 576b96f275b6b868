"""Parts of pages drawn once from a snapshot and kept with it. (Drawn by `draw`, read by the region page.)"""

from .models import Snapshot


def draw(snapshot: Snapshot) -> None:
    """Draw what the pages of a snapshot show."""
