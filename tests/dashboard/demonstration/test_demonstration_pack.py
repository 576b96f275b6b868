"""The demonstration's pack: there for East's board to open, and plainly missing where nothing can be printed."""

import pytest

from dashboard.models import BoardPack
from dashboard.packs import printing
from dashboard.packs.demonstration import load
from talentboard.access import NotAllowed
from talentboard.accounts.operator import operator
from talentboard.demonstration import Scene
from tests.dashboard.packs.east import DAY, both

pytestmark = pytest.mark.django_db
SCENE = Scene(DAY, operator(), lambda doing: None)


def test_east_has_a_published_pack_of_the_day():
    both()
    [line] = load(SCENE)
    pack = BoardPack.objects.get()
    assert (pack.region, pack.state, pack.snapshot.as_of) == ("east", "published", DAY)
    assert line == f"1 board pack of {pack.file.pages} pages, published for 22 October 2026"


def test_without_pango_there_is_a_draft_and_a_sentence(monkeypatch):
    def refuse(*args, **more):
        raise NotAllowed(printing.NO_PANGO)

    both()
    monkeypatch.setattr(printing, "build", refuse)
    assert load(SCENE) == [f"A draft of a board pack. {printing.NO_PANGO}"]
    assert BoardPack.objects.get().state == "draft"


def test_without_figures_there_is_none():
    assert load(SCENE) == []
