"""What a model that moves can do."""

from typing import Any

from django.db import models, transaction

from talentboard.access.refusals import NotAllowed
from talentboard.clock import now

from .models import Step
from .table import Moves


class Moving:
    """For a model with a table of moves (`moves`) and a class of steps (related name `steps`).

    Who may move it and whether now is the moment are asked by the action that calls `move`; here it is only known
    which moves there are.
    """

    moves: Moves

    def can_move(self, name: str) -> bool:
        """Whether the move is declared from the state this is in."""
        return self.moves.find(name, source=self._state_now) is not None

    def begin(self, *, by: Any, why: str = "", **facts: Any) -> Step:
        """Save this new row in the start it was given, and leave the first step."""
        with transaction.atomic():
            self.save(force_insert=True)
            return self._leave_step("", by=by, why=why, **facts)

    def move(self, name: str, *, by: Any, why: str = "", **facts: Any) -> Step:
        """Make a declared move: set the state, save this row with its other changes, and leave the step.

        by: a user, the operator, or None for the timetable. facts: further columns of the step's class.
        Raises NotAllowed with a sentence when the move is not declared from here, or somebody has moved it meanwhile.
        """
        thing = self._meta.verbose_name
        with transaction.atomic():
            source = self._state_now
            stored = self._meta.model._base_manager.select_for_update().values_list(self.moves.field, flat=True)
            present = self._words(stored.get(pk=self.pk))
            found = self.moves.find(name, source=source)
            if present != source:
                raise NotAllowed(f"Meanwhile this {thing} has become {present.label.lower()}. Look at it again first.")
            if found is None:
                raise self.moves.refuse(name, thing, state=present)
            setattr(self, self.moves.field, found.target)
            self.save()
            return self._leave_step(source, by=by, why=why, **facts)

    @property
    def _state_now(self) -> str:
        return getattr(self, self.moves.field)

    def _words(self, state: str) -> models.TextChoices:
        return type(self.moves.start[0])(state)

    def _leave_step(self, source: str, *, by: Any, why: str, **facts: Any) -> Step:
        return self.steps.create(
            from_state=source,
            to_state=self._state_now,
            by=by if getattr(by, "pk", None) else None,
            operator=getattr(by, "operator_name", "")[:60],
            why=why,
            **{"at": now(), **facts},
        )
