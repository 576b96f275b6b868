"""How much time is left."""

import time


class Clock:
    """Seconds since it was made; `until` counts from then."""

    def __init__(self) -> None:
        self.began = time.monotonic()

    def left(self, until: float) -> float:
        return self.began + until - time.monotonic()
