"""The calculator: open to everybody signed in, in words a chair understands, with what may be published beside it."""

import os
import subprocess
import sys
from html import unescape

import pytest
from django.urls import reverse

from tests.factories import UserFactory
from tests.fixtures.people import signed_in

pytestmark = pytest.mark.django_db
ADDRESS = "/likelihood/"


@pytest.fixture
def asked():
    """A function that asks for 40 of 80 beside 5 of 20 and so on; the page's text."""
    client = signed_in(UserFactory())

    def ask(*numbers) -> str:
        names = ("reference_passed", "reference_all", "comparison_passed", "comparison_all")
        page = client.get(ADDRESS, dict(zip(names, numbers, strict=True)))
        assert page.status_code == 200
        return unescape(" ".join(page.content.decode().split()))

    return ask


def test_the_method_page_leads_to_it_and_nobody_reads_it_without_signing_in(client):
    assert reverse("dashboard:likelihood") == ADDRESS
    assert ADDRESS in signed_in(UserFactory()).get(reverse("dashboard:method")).content.decode()
    assert client.get(ADDRESS).status_code == 302


def test_it_begins_with_four_questions_and_no_answer(client):
    page = signed_in(UserFactory()).get(ADDRESS).content.decode()
    assert page.count("nhsuk-input--width-5") == 4
    assert "95% interval 0" not in page
    assert "There is a problem" not in page


def test_the_first_worked_example_is_no_clear_difference_and_may_not_be_published(asked):
    page = asked(40, 80, 5, 20)
    assert "There is <strong>no clear difference</strong> between the two groups." in page
    assert "50.0% of 80 people of the reference group passed, and 25.0% of 20 of the comparison group." in page
    assert "2.00 (95% interval 0.91 to 4.41)" in page
    assert "with a probability of 0.049 (Fisher's exact test, two-sided)" in page
    assert "Pages and packs would say <strong>not enough data</strong>" in page
    assert '<td role="cell" data-label="As published">hidden of 20</td>' in page


def test_the_second_worked_example_may_be_published_with_a_wider_interval(asked):
    page = asked(180, 300, 75, 200)
    assert "The reference group is <strong>more likely</strong> to pass than the comparison group." in page
    assert "1.60 (95% interval 1.31 to 1.96)" in page
    assert "with a ratio of 1.6 (95% interval 1.24 to 2.07)" in page


@pytest.mark.parametrize(
    ("numbers", "said"),
    [
        ((0, 80, 5, 20), "0.5 was added to each of the four numbers"),
        ((0, 80, 0, 20), "Without anybody who passed there is no ratio."),
        ((0, 0, 5, 20), "One of the groups has nobody, so it has no rate."),
        ((4, 8, 5, 20), "A group has fewer than 10 people, so the ratio must not be relied on."),
        ((10, 100, 90, 100), "The reference group is <strong>less likely</strong> to pass"),
        ((90, 100, 10, 100), "A relative likelihood of 9.00 is above 5: check the counts."),
        ((10, 15, 10, 100), "A group of fewer than 20 people, as shown, is not compared."),
        ((0, 80, 0, 20), "Nobody passed in either group."),
        ((500_000_000, 10**9, 400_000_000, 10**9), "less than once in 10,000 times"),
    ],
)
def test_what_is_out_of_the_ordinary_is_said(asked, numbers, said):
    assert said in asked(*numbers)


@pytest.mark.parametrize(
    ("numbers", "said"),
    [
        ((30, 20, 5, 20), "At most 20 of the reference group can have passed"),
        ((5, 0, 5, 20), "At most 0 of the reference group can have passed"),
        ((-1, 20, 5, 20), "Of them, how many passed must be 0 or more"),
        (("4.5", 20, 5, 20), "Of them, how many passed must be a whole number"),
        (("many", 20, 5, 20), "Of them, how many passed must be a whole number"),
        (("", 20, 5, 20), "Nothing has been worked out"),
        ((1, 10**11, 5, 20), "People in the reference group must be"),
    ],
)
def test_what_cannot_be_is_said_at_its_box_and_in_the_summary(asked, numbers, said):
    page = asked(*numbers)
    assert "Nothing has been worked out: this is to put right first" in page
    assert said in page
    assert "tb-lead" not in page


def test_a_web_process_works_it_out_without_loading_what_computes():
    working = (
        "import sys; from talentboard.wsgi import application; import talentboard.urls; "
        "import dashboard.views.likelihood as v; "
        "from dashboard.metrics.likelihood import Group; v._answer(Group(180, 300), Group(75, 200)); "
        "import dashboard.disclosure.released; "
        "print(*[name for name in ('numpy', 'pandas', 'scipy') if name in sys.modules], end='')"
    )
    environment = {name: value for name, value in os.environ.items() if name != "TALENTBOARD_LOGIN"}
    done = subprocess.run([sys.executable, "-c", working], env=environment, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
