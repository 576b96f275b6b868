"""docs/moves.md is what the tables of moves say."""

import pytest
from django.core.management import CommandError, call_command

from regions.models import Return
from talentboard.management.commands import draw_moves
from talentboard.moves.picture import part


def test_the_page_in_the_docs_is_up_to_date():
    call_command("draw_moves", check=True)


def test_a_page_that_is_out_of_date_is_refused(monkeypatch, tmp_path):
    monkeypatch.setattr(draw_moves, "PLACE", tmp_path / "moves.md")
    with pytest.raises(CommandError, match="out of date"):
        call_command("draw_moves", check=True)

    call_command("draw_moves", verbosity=0)
    call_command("draw_moves", check=True)


def test_picture_and_table_hold_every_start_and_every_move():
    lines = part("return", Return.moves).splitlines()

    assert "    [*] --> open" in lines
    assert "    submitted --> in_progress : send back" in lines
    assert "| Submitted | send back | In progress |" in lines
    assert sum("-->" in line for line in lines) == len(Return.moves.lines()) + 1
