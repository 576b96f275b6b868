"""Posts from a file: what begins, ends, changes and stays."""

import datetime as dt

import pytest

from regions.models import Occupancy, Post, Return
from talentboard.sheets.plans import Verdict
from tests.factories import OrganisationFactory
from tests.regions.actions.import_return.return_files import DAY, a_file, check, load, post, said

pytestmark = pytest.mark.django_db
LATER = dt.date(2026, 12, 31)
EARLIER = dt.date(2026, 6, 30)


@pytest.fixture(autouse=True)
def organisation():
    return OrganisationFactory(code="RAJ", name="Mid and South Essex")


def the_post(ref="F1") -> Post:
    return Post.objects.get(ref=ref)


def held(ref="F1") -> list[tuple]:
    """Every holding of a post: kind, holders, since, until."""
    return [
        (one.kind, one.holders, one.since, one.until)
        for one in Occupancy.objects.filter(post__ref=ref).order_by("since")
    ]


def test_a_new_post_is_established_and_held_from_the_day_of_the_file_at_the_latest():
    plan = load(a_file(posts=[post()]))
    assert plan.counts("posts") == {Verdict.NEW: 1}
    assert the_post().established_from == DAY
    assert held() == [("substantive", ["A. Holder"], DAY, None)]


def test_a_new_post_is_as_old_as_its_holding():
    load(a_file(posts=[post(since="01/04/2022")]))
    assert the_post().established_from == dt.date(2022, 4, 1)
    assert held() == [("substantive", ["A. Holder"], dt.date(2022, 4, 1), None)]


def test_every_column_of_a_row_is_kept():
    OrganisationFactory(code="RQW")
    row = post(
        pay="Agenda for Change 9", board_seat="voting", clinical="yes", critical="Yes", occupancy="Interim",
        holder="A. One; B. Two", since="2026-08-03", expected_end="2027-01-31", returns_on="2027-03-01",
        established_from="2020-01-01", shared_with="RQW",
    )  # fmt: skip
    load(a_file(posts=[row]))
    kept = the_post()
    assert (kept.pay, kept.board_seat, kept.clinical, kept.critical) == ("afc-9", "voting", True, True)
    assert kept.established_from == dt.date(2020, 1, 1)
    assert [other.code for other in kept.shared_with.all()] == ["RQW"]
    one = Occupancy.objects.get()
    assert (one.kind, one.holders, one.expected_end, one.returns_on) == (
        "interim", ["A. One", "B. Two"], dt.date(2027, 1, 31), dt.date(2027, 3, 1),
    )  # fmt: skip


def test_the_same_file_again_changes_nothing():
    file = a_file(posts=[post(since="01/04/2022"), post(post_ref="F2", occupancy="vacant")])
    load(file)
    again = load(file)
    assert not again.changes_anything
    assert again.counts("posts") == {Verdict.SAME: 2}
    assert Occupancy.objects.count() == 2


def test_the_same_holder_on_a_later_day_changes_nothing_and_another_one_begins_there():
    load(a_file(posts=[post(), post(post_ref="F2", holder="B. Holder")]))
    plan = load(a_file(posts=[post(), post(post_ref="F2", holder="C. Holder")]), as_of=LATER)
    assert [judged.words for judged in plan.posts] == ["No change", "Changed: was substantive (B. Holder)"]
    assert held() == [("substantive", ["A. Holder"], DAY, None)]
    assert held("F2") == [("substantive", ["B. Holder"], DAY, LATER), ("substantive", ["C. Holder"], LATER, None)]


def test_a_new_holding_begins_on_its_own_day_and_the_old_one_ends_there():
    load(a_file(posts=[post(since="01/04/2022")]))
    load(a_file(posts=[post(occupancy="vacant", since="30/11/2026")]), as_of=LATER)
    assert held() == [
        ("substantive", ["A. Holder"], dt.date(2022, 4, 1), dt.date(2026, 11, 30)),
        ("vacant", [], dt.date(2026, 11, 30), None),
    ]


def test_a_corrected_file_for_the_same_day_replaces_what_the_first_one_said():
    load(a_file(posts=[post(occupancy="vacant")]))
    load(a_file(posts=[post(occupancy="interim", since="01/05/2026")]))
    assert held() == [("interim", ["A. Holder"], dt.date(2026, 5, 1), None)]
    assert the_post().established_from == dt.date(2026, 5, 1)


def test_a_holding_whose_first_day_is_said_more_exactly_is_corrected():
    load(a_file(posts=[post()]))
    plan = load(a_file(posts=[post(since="01/04/2022")]), as_of=LATER)
    assert held() == [("substantive", ["A. Holder"], dt.date(2022, 4, 1), None)]
    assert plan.posts[0].detail == ("established_from was 30 September 2026; since was 30 September 2026")


def test_a_first_day_that_moves_takes_the_end_of_the_holding_before_with_it():
    load(a_file(posts=[post(since="01/04/2022")]))
    load(a_file(posts=[post(occupancy="vacant", since="01/11/2026")]), as_of=LATER)
    for since in ("15/10/2026", "15/11/2026"):
        load(a_file(posts=[post(occupancy="vacant", since=since)]), as_of=LATER)
        day = dt.datetime.strptime(since, "%d/%m/%Y").date()  # noqa: DTZ007
        assert held() == [
            ("substantive", ["A. Holder"], dt.date(2022, 4, 1), day),
            ("vacant", [], day, None),
        ]


def test_a_row_that_names_nobody_does_not_say_that_the_holder_has_left():
    load(a_file(posts=[post()]))
    assert not load(a_file(posts=[post(holder="")])).changes_anything


def test_a_file_for_an_earlier_day_leaves_what_is_kept_of_later_days():
    load(a_file(posts=[post(holder="B. Holder")]))
    load(a_file(posts=[post(holder="A. Holder", since="01/04/2022")]), as_of=EARLIER)
    assert held() == [
        ("substantive", ["A. Holder"], dt.date(2022, 4, 1), DAY),
        ("substantive", ["B. Holder"], DAY, None),
    ]
    assert the_post().established_from == dt.date(2022, 4, 1)


def test_a_holding_that_begins_before_a_later_one_that_is_kept_is_a_problem():
    load(a_file(posts=[post()]))
    plan = load(a_file(posts=[post(occupancy="interim", since="01/05/2026")]), as_of=LATER, right=False)
    assert said(plan) == [
        (
            "posts", 2, "since", "01/05/2026",
            "We keep this post as substantive from 30 September 2026, which is later",
        )
    ]  # fmt: skip


def test_a_column_the_file_lacks_changes_nothing_and_a_blank_cell_says_nothing_is_there():
    load(a_file(posts=[post(critical="yes", pay="vsm")]))
    assert not load(a_file(posts=[post()])).changes_anything
    plan = load(a_file(posts=[post(critical="", pay="")]))
    assert plan.posts[0].detail == "pay was vsm; critical was yes"
    assert (the_post().critical, the_post().pay) == (False, "")


def test_a_post_to_come_is_vacant_from_its_first_day():
    file = a_file(posts=[post(occupancy="vacant", established_from="01/12/2026")])
    load(file)
    assert the_post().established_from == dt.date(2026, 12, 1)
    assert held() == [("vacant", [], dt.date(2026, 12, 1), None)]
    assert not load(file).changes_anything
    assert not load(a_file(posts=[post(occupancy="vacant")])).changes_anything


def test_a_post_to_come_may_come_later_or_sooner():
    load(a_file(posts=[post(occupancy="vacant", established_from="01/12/2026")]))
    load(a_file(posts=[post(occupancy="vacant", established_from="01/02/2027")]))
    assert held() == [("vacant", [], dt.date(2027, 2, 1), None)]
    load(a_file(posts=[post(since="15/12/2026")]), as_of=LATER)
    assert the_post().established_from == dt.date(2026, 12, 15)
    assert held() == [("substantive", ["A. Holder"], dt.date(2026, 12, 15), None)]


def test_a_post_that_has_come_is_filled_in_a_later_file():
    load(a_file(posts=[post(occupancy="vacant", established_from="01/12/2026")]))
    load(a_file(posts=[post()]), as_of=LATER)
    assert held() == [("vacant", [], dt.date(2026, 12, 1), LATER), ("substantive", ["A. Holder"], LATER, None)]


@pytest.mark.parametrize(
    ("cells", "column", "wrong"),
    [
        ({"occupancy": "vacant", "holder": "A. Holder"}, "holder", "“A. Holder” cannot hold a post that is vacant"),
        (
            {"occupancy": "vacant", "returns_on": "2027-01-01"},
            "returns_on",
            "Nobody covers an absence in a post that is vacant",
        ),
        (
            {"since": "01/10/2026"},
            "since",
            "1 October 2026 is after 30 September 2026, the day that the file describes",
        ),
        (
            {"since": "01/04/2022", "established_from": "01/05/2022"},
            "since",
            "1 April 2022 is before 1 May 2022, the first day of the post",
        ),
        (
            {"since": "01/04/2022", "expected_end": "01/04/2022"},
            "expected_end",
            "1 April 2022 is not after 1 April 2022, when this began",
        ),
        (
            {"established_from": "01/12/2026"},
            "occupancy",
            "The post begins on 1 December 2026, so nobody holds it on 30 September 2026",
        ),
        ({"holder": "A; B; C"}, "holder", "“A; B; C” names 3"),
        ({"shared_with": "RAJ"}, "shared_with", "RAJ is the post's own organisation"),
        ({"shared_with": "RZZ"}, "shared_with", "“RZZ” is the code of no organisation that we know"),
    ],
)
def test_what_cannot_be_so_is_a_problem(cells, column, wrong):
    plan = load(a_file(posts=[post(**cells)]), right=False)
    assert [(problem.column, problem.wrong) for problem in plan.problems] == [(column, wrong)]
    assert not Post.objects.exists()


def test_a_post_that_there_was_already_cannot_begin_later():
    load(a_file(posts=[post(since="01/04/2022")]))
    plan = load(a_file(posts=[post(established_from="01/05/2022")]), right=False)
    assert said(plan)[0][4] == "We keep this post as held since 1 April 2022"
    plan = load(a_file(posts=[post(occupancy="vacant", established_from="01/12/2026")]), right=False)
    assert said(plan)[0][4] == "We keep this post as established since 1 April 2022"


def test_a_reference_that_is_doubled_is_a_problem_in_one_file_or_two():
    plan = load(a_file(posts=[post(), post()]), a_file(posts=[post()], name="other.xlsx"), right=False)
    assert [(problem.file, problem.row, problem.wrong) for problem in plan.problems] == [
        ("return.xlsx", 3, "“F1” of RAJ is in row 2 too"),
        ("other.xlsx", 2, "“F1” of RAJ is in row 2 of return.xlsx too"),
    ]


def test_a_post_that_the_file_no_longer_names_is_a_problem_unless_it_may_be_closed():
    load(a_file(posts=[post(), post(post_ref="F2", title="Director of estates")]))
    file = a_file(posts=[post()])
    plan = load(file, as_of=LATER, right=False)
    assert said(plan) == [
        ("posts", None, "post_ref", "F2", "“F2”, Director of estates, of RAJ is not in the file any more")
    ]
    assert "close the posts that the file no longer names" in plan.problems[0].right
    closing = load(file, as_of=LATER, close_missing=True)
    assert [gone.ref for gone in closing.closed] == ["F2"]
    assert the_post("F2").established_until == LATER
    assert not load(file, as_of=LATER, close_missing=True).changes_anything
    assert not load(file, as_of=LATER).changes_anything


def test_a_closed_post_that_is_in_the_file_again_is_open_again():
    both = a_file(posts=[post(), post(post_ref="F2")])
    load(both)
    load(a_file(posts=[post()]), as_of=LATER, close_missing=True)
    plan = load(both, as_of=LATER)
    assert plan.posts[1].words == "Changed: was closed on 31 December 2026"
    assert the_post("F2").established_until is None


def test_a_post_that_never_was_on_any_day_goes_without_trace():
    load(a_file(posts=[post(), post(post_ref="F2")]))
    load(a_file(posts=[post()]), close_missing=True)
    assert [one.ref for one in Post.objects.all()] == ["F1"]


def test_organisations_that_are_not_in_the_sheet_keep_their_posts():
    OrganisationFactory(code="RQW")
    load(a_file(posts=[post(), post(organisation="RQW")]))
    assert not load(a_file(posts=[post()]), close_missing=True).closed


def test_an_older_file_closes_nothing_that_a_later_return_has():
    load(a_file(posts=[post(since="01/04/2022"), post(post_ref="F2", since="01/04/2022"), post(post_ref="F3")]))
    plan = load(a_file(posts=[post()]), as_of=EARLIER, close_missing=True, right=False)
    assert [problem.value for problem in plan.problems] == ["F2"]
    assert "a return for a later day has it" in plan.problems[0].right


def test_a_bad_row_stops_everything_and_is_not_taken_for_a_missing_post():
    load(a_file(posts=[post(), post(post_ref="F2")]))
    plan = load(a_file(posts=[post(title="Changed"), post(post_ref="F2", level="boss")]), right=False)
    assert said(plan) == [("posts", 3, "level", "boss", "“boss” is not a level")]
    assert [judged.verdict for judged in plan.posts] == [Verdict.CHANGED, Verdict.UNREADABLE]
    assert the_post().title == "Director of finance"


def test_checking_saves_nothing():
    assert check(a_file(posts=[post()])).changes_anything
    assert not Post.objects.exists()
    assert not Return.objects.exists()
