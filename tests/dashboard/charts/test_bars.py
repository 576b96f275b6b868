"""Bars inside tables and beside words."""

from xml.etree import ElementTree

from dashboard.charts.bars import row_bar, trust_bar


def test_a_row_s_bar_is_as_long_as_its_share_of_the_largest():
    assert 'd="M0,0h55v12h-55Z"' in row_bar(50, 100, width=110)


def test_a_row_s_bar_of_nothing_has_no_length():
    assert 'd="M0,0h0v12h-0Z"' in row_bar(0, 0)


def test_the_bar_of_trust_is_dark_for_fresh_and_hatched_for_late():
    root = ElementTree.fromstring(trust_bar(3, 4, name="trust"))
    hatched, dark, _ = root.findall("{http://www.w3.org/2000/svg}rect")
    assert (dark.get("width"), hatched.get("fill")) == ("75%", "url(#trust-late)")


def test_bars_are_silent_and_without_styles():
    for bar in (row_bar(1, 2), trust_bar(1, 2, name="trust")):
        assert 'aria-hidden="true"' in bar
        assert "style" not in bar
