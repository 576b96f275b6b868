"""What somebody may see is decided in one room of each wing: no view asks a model for its rows."""

from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
VIEWS = sorted((ROOT / "talentboard").rglob("views.py"))


@pytest.mark.parametrize("view", VIEWS, ids=lambda path: path.parent.name)
def test_no_view_begins_with_the_objects_of_a_model(view):
    assert ".objects" not in view.read_text(encoding="utf-8")
