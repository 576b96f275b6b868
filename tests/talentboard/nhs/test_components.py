"""Components drawn by template tags."""

import re

import pytest
from django.core.paginator import Paginator
from django.template import Context, Template
from django.test import RequestFactory

from talentboard.nhs.states import COLOURS, colour_of


def draw(source, **context):
    return Template(source).render(Context(context))


@pytest.mark.parametrize(
    ("state", "colour"),
    [("late", "purple"), ("signed-off", "green"), ("Signed off", "green"), ("in_progress", "blue"),
     ("Submitted, not signed off", "blue"), ("awaiting endorsement", "blue"), ("due 25 September 2026", "yellow"),
     ("unheard of", "grey")],
)  # fmt: skip
def test_a_state_has_one_colour_however_it_is_written(state, colour):
    assert colour_of(state) == colour


def test_no_state_has_two_colours():
    states = [state for states in COLOURS.values() for state in states]
    assert len(states) == len(set(states))


def test_a_tag_carries_its_word():
    assert draw('{% tag "signed-off" %}') == '<strong class="nhsuk-tag nhsuk-tag--green">Signed off</strong>'


def test_a_button_says_what_will_happen_and_takes_a_name():
    drawn = draw('{% button "Check the file" name="step" value="check" %}')
    assert '<button class="nhsuk-button"' in drawn
    assert 'type="submit"' in drawn
    assert 'name="step" value="check"' in drawn
    assert ">Check the file</button>" in drawn


def test_a_breadcrumb_takes_pairs_or_a_list():
    by_pairs = draw('{% breadcrumb "Nation" "/" "East" "/east/" %}')
    assert by_pairs == draw("{% breadcrumb crumbs %}", crumbs=[("Nation", "/"), ("East", "/east/")])
    assert '<a class="nhsuk-breadcrumb__link" href="/east/">East</a>' in by_pairs


def page_of(number, address):
    page = Paginator(range(100), 10).get_page(number)
    return draw("{% pagination page %}", page=page, request=RequestFactory().get(address))


def test_pagination_keeps_the_filter_in_the_address():
    drawn = page_of(2, "/posts/?family=nursing&page=2")
    assert 'href="?family=nursing&amp;page=3"' in drawn
    assert drawn.count('aria-current="page"') == 1


def test_the_first_page_has_no_previous_and_the_last_no_next():
    assert 'rel="prev"' not in page_of(1, "/posts/")
    assert 'rel="next"' not in page_of(10, "/posts/")


def test_one_page_needs_no_pagination():
    page = Paginator(range(5), 10).get_page(1)
    assert draw("{% pagination page %}", page=page, request=RequestFactory().get("/")).strip() == ""


TABLE = """{% table "Errors" stack=True %}
<thead><tr><th scope="col">Sheet</th><th scope="col">Says &amp; means</th></tr></thead>
<tbody><tr><th scope="row">posts</th><td class="x">80 %</td></tr><tr><td colspan="2">All</td></tr></tbody>
{% endtable %}"""


def test_a_stacking_table_stays_a_table_for_those_who_listen():
    drawn = draw(TABLE)
    assert '<table class="nhsuk-table tb-table tb-table--stack" role="table"' in drawn
    assert '<th role="rowheader" scope="row">posts</th>' in drawn
    assert '<td role="cell" data-label="Says &amp; means" class="x">80 %</td>' in drawn
    assert '<td role="cell" data-label="" colspan="2">All</td>' in drawn
    assert drawn.count('role="row"') == 3


def test_any_other_table_scrolls_in_a_region_with_its_name():
    drawn = draw('{% table "Gap" %}<tbody><tr><td>1</td></tr></tbody>{% endtable %}')
    assert '<div class="tb-scroll" role="region" aria-label="Gap" tabindex="0">' in drawn
    assert "data-label" not in drawn


def test_the_bar_of_trust_says_its_numbers():
    drawn = draw("{% trust_bar 213 254 %}")
    assert "213 of 254 posts (84%) on recent returns, 41 on late returns" in drawn
    assert "tb-trust__late" not in draw("{% trust_bar 254 254 %}")
    assert 'width="0"' in draw("{% trust_bar 0 0 %}")


def test_a_bar_in_a_row_is_as_long_as_its_number_and_never_vanishes():
    widths = [
        re.findall(r'<rect[^>]* width="(\d+)"', draw("{% bar value 200 %}", value=value))[0]
        for value in (200, 50, 1, 0)
    ]
    assert widths == ["120", "30", "1", "0"]


def test_details_are_closed_unless_said_otherwise():
    assert "<details" in draw('{% details "More" %}x{% enddetails %}')
    assert " open" not in draw('{% details "More" %}x{% enddetails %}')
    assert " open" in draw('{% details "More" open=True %}x{% enddetails %}')


def test_nothing_there_is_not_a_dash():
    assert draw("{{ x|count }} {{ x|decimal }} {{ x|day }} {{ x|to:x }}", x=None) == "n/a n/a n/a n/a"


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("{{ 2512|count }}", "2,512"),
        ("{{ minus|signed }}", "−2"),
        ("{{ 213|percent_of:254 }}", "213 of 254 (84%)"),
        ("{{ 38|rate_of:254 }}", "15.0% of 254"),
        ("{{ 20|to:26 }}", "20 to 26"),
        ('{{ 1|plural:"person,people" }}', "1 person"),
        ('{{ 2512|plural:"post" }}', "2,512 posts"),
        ("{{ families|join_words }}", "nursing, finance and digital"),
    ],
)
def test_numbers_and_lists_in_templates(source, said):
    assert draw(source, minus=-2, families=["nursing", "finance", "digital"]) == said
