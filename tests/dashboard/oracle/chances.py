"""The number of vacancies that independent chances make, from section 2 of the measures."""

from __future__ import annotations


def distribution(chances: list[float]) -> list[float]:
    """The probability of 0, 1, 2 ... vacancies, one event added at a time."""
    spread = [1.0]
    for chance in chances:
        stays = [probability * (1 - chance) for probability in spread] + [0.0]
        falls = [0.0] + [probability * chance for probability in spread]
        spread = [a + b for a, b in zip(stays, falls, strict=True)]
    return spread


def lowest_reaching(spread: list[float], share: float) -> int:
    """The lowest number with so much probability at or below it, exact ties counted as reached."""
    total = 0.0
    for number, probability in enumerate(spread):
        total += probability
        if total >= share - 1e-9:
            return number
    return len(spread) - 1
