"""A pack as PDF: what a screen reader finds in it, what stands on every page, and that bookmarks lead there."""

import io
import re
from itertools import pairwise

import pikepdf
import pytest
from pypdf import PdfReader

from dashboard.packs.sections import SECTIONS
from tests.dashboard.packs.east import DIGEST, built, pages, pdf

pytestmark = pytest.mark.django_db
NAMES = [f"{number}. {name}" for number, name in enumerate(SECTIONS.values(), 1)]


@pytest.fixture(autouse=True)
def _is_built():
    built()


def structure(kind: str) -> list[pikepdf.Object]:
    """Every element of the structure of a kind ("/H[1-6]": any heading), in the order of reading."""
    return of_kind(kind, pdf().Root.StructTreeRoot.K)


def of_kind(kind: str, element) -> list[pikepdf.Object]:
    """The same below an element."""
    if isinstance(element, pikepdf.Array):
        return [found for one in element for found in of_kind(kind, one)]
    if not isinstance(element, pikepdf.Dictionary):
        return []
    own = [element] if re.fullmatch(kind, str(element.get("/S", ""))) else []
    return own + of_kind(kind, element.get("/K", pikepdf.Array()))


def test_it_has_a_title_a_language_and_tags():
    document = pdf()
    assert document.open_metadata()["dc:title"] == "East talent board: board pack for 22 October 2026, revision 1"
    assert document.open_metadata()["pdfuaid:part"] == "1"
    assert str(document.Root.Lang) == "en-GB"
    assert document.Root.MarkInfo.Marked
    assert document.Root.ViewerPreferences.DisplayDocTitle


def test_headings_begin_with_the_first_and_skip_no_level():
    levels = [int(str(one.S)[2:]) for one in structure("/H[1-6]")]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_every_table_has_heads_and_every_number_names_those_of_its_column_and_row():
    tables = structure("/Table")
    assert len(tables) > 20
    for table in tables:
        heads = {bytes(head.ID) for head in of_kind("/TH", table.K)}
        cells = of_kind("/TD", table.K)
        assert heads
        assert cells
        for cell in cells:
            named = {bytes(one) for one in cell.A.Headers}
            assert len(named) >= 2
            assert named <= heads


def test_every_picture_is_said_in_words():
    said = [str(one.Alt) for one in structure("/Figure")]
    assert said[0] == "NHS"
    assert len(said) > 5
    assert any("Open now: short by 16" in words and "Nursing +5" in words for words in said)


def test_keys_go_from_field_to_field_in_the_order_of_reading():
    assert {str(page.Tabs) for page in pdf().pages if "/Annots" in page} == {"/S"}


def test_every_page_says_of_which_snapshot_it_is():
    said = f"East talent board, 22 October 2026. Snapshot 7f3c21d8, digest {DIGEST[:4]} {DIGEST[4:8]} {DIGEST[8:12]}"
    assert [said in words for words in pages()] == [True] * built().file.pages


def test_every_page_but_the_cover_has_its_number():
    every = pages()
    assert [f"Page {n} of {len(every)}" in words for n, words in enumerate(every, 1)] == [
        False, *[True] * (len(every) - 1),
    ]  # fmt: skip


def test_the_bookmarks_are_the_sections_and_lead_to_the_pages_that_the_contents_name():
    reader = PdfReader(io.BytesIO(built().file.content))
    marks = {
        one.title: reader.get_destination_page_number(one) + 1 for one in reader.outline if not isinstance(one, list)
    }
    assert list(marks) == ["Cover", "Contents", *NAMES, "About this pack"]
    contents = pages()[1]
    for name in (*NAMES, "About this pack"):
        assert re.search(rf"{re.escape(name)} .*? {marks[name]} ", contents + " "), name
        assert name in pages()[marks[name] - 1]


def test_the_heads_of_a_long_table_stand_on_each_of_its_pages():
    long = [words for words in pages() if "Director number" in words]
    assert len(long) > 1
    assert all("Held by Open since" in words for words in long)


def test_comments_are_printed_with_their_day_and_in_the_name_of_a_role():
    assert "Regional lead, 22 October 2026 Digital rests on late returns." in " ".join(pages())


def test_a_section_that_is_left_out_is_not_there_and_the_order_is_as_chosen(monkeypatch):
    from dashboard.packs.printing import build, words_of
    from tests.dashboard.packs.east import draft, facts

    words = words_of(build(draft(sections=["open-posts", "gap"]), facts()).html)
    assert "1. Open posts" in words
    assert "2. Gap" in words
    assert words.index("1. Open posts") < words.index("2. Gap")
    assert "Headlines" not in words
