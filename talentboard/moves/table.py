"""The table of moves of one model."""

from collections.abc import Iterable
from dataclasses import dataclass

import pgtrigger
from django.db.models import TextChoices

from talentboard.access.refusals import NotAllowed
from talentboard.nhs.words import capital, join_words

from .triggers import DeclaredMovesOnly


@dataclass(frozen=True, slots=True)
class Move:
    """A named move: from any of these states to that one. The name is what one does ("send back")."""

    name: str
    sources: Iterable[TextChoices]
    target: TextChoices

    def __post_init__(self) -> None:
        object.__setattr__(self, "sources", tuple(self.sources))


class Moves:
    """Every start and every move that there is; all others are impossible, in Python and in SQL alike.

    field: the state field, of TextChoices. start: the states a new row may be in. moves: two of the same name must
    start from different states (ValueError otherwise).
    """

    def __init__(self, *, field: str = "state", start: Iterable[TextChoices], moves: Iterable[Move]) -> None:
        self.field = field
        self.start = tuple(start)
        self.moves: tuple[Move, ...] = tuple(moves)
        self._by_name: dict[tuple[str, str], Move] = {}
        for move in self.moves:
            for source in move.sources:
                if (move.name, source) in self._by_name:
                    raise ValueError(f"“{move.name}” is declared twice from {source.value}.")
                self._by_name[move.name, source] = move

    def find(self, name: str, *, source: str) -> Move | None:
        """The move of that name from that state; None when there is none from there. KeyError for an unknown name."""
        if all(move.name != name for move in self.moves):
            raise KeyError(f"No move is called “{name}”.")
        return self._by_name.get((name, source))

    def refuse(self, name: str, thing: str, *, state: TextChoices) -> NotAllowed:
        """The refusal of a move that is not declared from a state: what the thing is, and what it would have to be."""
        sources = [source for move in self.moves if move.name == name for source in move.sources]
        needed = join_words((source.label.lower() for source in sources), last="or")
        return NotAllowed(f"This {thing} is {state.label.lower()}. “{capital(name)}” is for one that is {needed}.")

    def triggers(self) -> list[pgtrigger.Trigger]:
        """For the model's `Meta.triggers`: the database refuses every other start and move as `<table>_moves`."""
        pairs = sorted({(source.value, move.target.value) for move in self.moves for source in move.sources})
        return [DeclaredMovesOnly(field=self.field, start=sorted(state.value for state in self.start), pairs=pairs)]

    def lines(self) -> list[tuple[TextChoices, str, TextChoices]]:
        """Every (from, name, to), in the order declared."""
        return [(source, move.name, move.target) for move in self.moves for source in move.sources]
