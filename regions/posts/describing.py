"""How a post is said in a list and on its page: who holds it, and when it is expected to fall vacant."""

from __future__ import annotations

from dataclasses import dataclass

from regions.models import Forecast, Horizon, Level, Occupancy, Post, RoleFamily, State
from talentboard.nhs.words import join_words, long_day


@dataclass(frozen=True, slots=True)
class Described:
    """A post of `Reach.posts_with_forecasts`, with its sharers, in words.

    whole: forecasts are seen in full, not the horizon alone.
    region: the name of where it belongs, on a page of several regions.
    """

    post: Post
    whole: bool
    region: str = ""

    @property
    def kind(self) -> str:
        """Role family and level, as one: "Finance, executive director"; "Chair"."""
        family, level = RoleFamily(self.post.role_family).label, Level(self.post.level).label
        return family if family == level else f"{family}, {level.lower()}"

    @property
    def state(self) -> str:
        return State(self.post.state).label

    @property
    def held_by(self) -> str:
        """Who holds it: "Priya Shah", "Sam Okafor, interim"; why nobody does."""
        post = self.post
        if post.state == State.NEW:
            return f"To be established on {long_day(post.established_from)}"
        if post.occupancy is None:
            return "Nobody recorded"
        if post.occupancy == Occupancy.Kind.VACANT:
            return "Nobody"
        names = join_words(post.holders) or "Name not given"
        if post.occupancy == Occupancy.Kind.SUBSTANTIVE:
            return f"{names} (job share)" if len(post.holders) > 1 else names
        return f"{names}, {Occupancy.Kind(post.occupancy).label.lower()}"

    @property
    def held_how_long(self) -> str:
        """Since when, and until when as far as that is known; empty where nothing is recorded."""
        post = self.post
        if post.held_since is None or post.state == State.NEW:
            return ""
        parts = [f"since {long_day(post.held_since)}"]
        if post.expected_end:
            parts.append(f"expected to end on {long_day(post.expected_end)}")
        if post.returns_on:
            parts.append(f"for somebody who returns on {long_day(post.returns_on)}")
        return ", ".join(parts)

    @property
    def shared(self) -> str:
        """Which other organisations it serves, and where it counts if not here."""
        others = join_words(self.post.sharers)
        said = f"Shared with {others}" if others else ""
        return said if self.post.counted else f"{said}. Counted in another region"

    @property
    def horizon(self) -> str:
        """When it is or is expected to be vacant; "No forecast"."""
        return Horizon(self.post.horizon).label if self.post.horizon else "No forecast"

    @property
    def forecast(self) -> str:
        """The forecast in full, for those who may see it."""
        post = self.post
        if not self.whole or post.expected_on is None:
            return ""
        reason = Forecast.Reason(post.reason).label.lower()
        said = f"{long_day(post.expected_on)}, probability {probability(post.probability)}, {reason}"
        return f"{said}, confidential" if post.is_confidential else said


def probability(number) -> str:
    """A probability as it was given, without surplus noughts: "0.5", "1"."""
    return f"{number.normalize():f}"
