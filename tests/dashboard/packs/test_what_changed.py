"""What changed since the last pack, and what is typed into a pack, as they are printed."""

import datetime as dt
import uuid

import pytest

from dashboard.packs.printing import build, words_of
from tests.dashboard.packs.east import NUMBER, both, draft, facts, stored
from tests.fixtures.packs import published_pack

pytestmark = pytest.mark.django_db


def words(pack) -> str:
    return words_of(build(pack, facts()).html)


def test_without_an_earlier_pack_changes_are_told_from_the_figures_a_quarter_before():
    said = words(draft(sections=["changes"]))
    assert "Since 30 June: 10 posts opened and 6 were filled" in said
    assert "No pack was published before this one. Compared with the figures as of 30 June 2026." in said


def test_after_a_pack_of_another_day_its_figures_stand_beside_and_moves_are_told_from_their_own_day():
    september = both()
    july = stored(as_of=dt.date(2026, 7, 31), pk=uuid.uuid5(NUMBER, "july"))
    pack = draft(september, sections=["changes"], after=published_pack(meeting=dt.date(2026, 8, 20), snapshot=july))
    pack.since = july
    said = words(pack)
    assert "Since 31 July: 38 posts are open, as many as then" in said
    assert "Compared with the last published pack, whose figures are as of 31 July 2026." in said
    assert "What 31 July 30 September Change" in said
    assert "Since 30 June: 10 posts opened and 6 were filled" in said


def test_on_the_first_figures_there_is_nothing_to_compare_with():
    both()
    first = stored(as_of=dt.date(2026, 10, 31), pk=uuid.uuid5(NUMBER, "alone"))
    assert "Nothing to compare with yet" in words(draft(first, sections=["changes", "headlines"]))


def test_what_is_typed_is_printed_as_typed_and_never_as_markup():
    pack = draft(sections=["gap"], title="<b>Extraordinary</b> meeting")
    html = build(pack, facts()).html
    assert "<b>Extraordinary" not in html
    assert "&lt;b&gt;Extraordinary&lt;/b&gt; meeting" in html
