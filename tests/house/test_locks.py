"""A model that says it is kept, or that it moves, carries the trigger that makes it so."""

import pytest
from django.apps import apps

from talentboard.database.privileges import KEPT
from talentboard.moves import Moving, Step

KEPT_MODELS = [model for model in apps.get_models() if getattr(model, "privileges", None) == KEPT]
MOVING_MODELS = [model for model in apps.get_models() if issubclass(model, Moving)]


def triggers(model) -> set[str]:
    return {trigger.name for trigger in getattr(model._meta, "triggers", [])}


@pytest.mark.parametrize("model", KEPT_MODELS, ids=str)
def test_what_is_kept_has_the_second_lock(model):
    assert "kept" in triggers(model)


@pytest.mark.parametrize("model", MOVING_MODELS, ids=str)
def test_what_moves_is_held_to_its_table_of_moves_and_leaves_steps(model):
    assert "moves" in triggers(model)
    assert issubclass(model._meta.get_field("steps").related_model, Step)


@pytest.mark.parametrize("model", MOVING_MODELS, ids=str)
def test_every_state_can_be_reached_and_is_one_of_the_fields_choices(model):
    moves = model.moves
    reached = {state.value for state in moves.start} | {move.target.value for move in moves.moves}

    assert reached == {value for value, _ in model._meta.get_field(moves.field).choices}
