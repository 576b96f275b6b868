"""Posts that are new, close, are vacated, filled, covered and shared in a return, each on a day that can be."""

import datetime as dt

import pytest

from regions.actions import returns
from regions.models import Post
from tests.factories import DAY, ForecastFactory, OccupancyFactory, OrganisationFactory, PostFactory
from tests.regions.actions.returns.world import world

pytestmark = pytest.mark.django_db


def test_a_new_post_is_changed_by_its_line_and_keeps_what_is_left_out():
    it = world()
    line = it.new()
    again = returns.say(it.one, line=line, said={"title": "Director of plans", "post_ref": " N 2 "}, by=it.director)
    assert (again.pk, again.ref, again.said["role_family"]) == (line.pk, "N 2", "strategy")
    assert [row.name for row in returns.statement(it.now(), by=it.director).rows if row.post is None] == [
        "N 2, Director of plans"
    ]


def test_a_new_post_has_a_reference_that_no_post_has_or_had():
    it = world()
    PostFactory(organisation=it.organisation, ref="OLD", established_until=DAY)
    for ref in ("f1", "OLD", "N1", "n1", ""):
        it.new(post_ref=ref)
    problems = {row.said["post_ref"]: [one.wrong for one in row.problems] for row in
                returns.statement(it.now(), by=it.director).rows if row.post is None}  # fmt: skip
    assert problems == {
        "f1": ["“f1” is Director of finance"],
        "OLD": ["“OLD” was Director of finance, which closed on 30 September 2026"],
        "N1": [],
        "n1": ["“n1” is another new post of this return"],
        "": ["post_ref is blank"],
    } or problems == problems | {"N1": ["“N1” is another new post of this return"], "n1": []}


@pytest.mark.parametrize(
    ("closes_on", "wrong"),
    [
        ("soon", "“soon” is not a date"),
        ("", "closes_on is blank"),
        ("2020-01-01", "1 January 2020 is not after 1 January 2020, the first day of the post"),
        ("2023-12-31", "We keep this post as held since 1 January 2024, which is later"),
        ("2024-01-01", None),
        ("2099-01-01", None),
    ],
)
def test_a_post_closes_on_a_day_that_can_be(closes_on, wrong):
    it = world(held__since=dt.date(2024, 1, 1))
    returns.close_post(it.one, it.post, closes_on=closes_on, by=it.director)
    row = it.stated()
    assert (row.verdict, row.closes_on) == ("closing", closes_on)
    assert [problem.wrong for problem in row.problems] == ([wrong] if wrong else [])


def test_a_closed_post_is_none_from_its_day_and_its_forecast_is_withdrawn_if_that_is_past():
    it = world()
    for post in it.posts:
        ForecastFactory(post=post)
    returns.close_post(it.one, it.posts[0], closes_on="2026-09-01", by=it.director)
    returns.close_post(it.one, it.posts[1], closes_on="2026-12-31", by=it.director)
    it.sign()
    assert list(Post.objects.values_list("ref", "established_until")) == [
        ("F1", dt.date(2026, 9, 1)), ("F2", dt.date(2026, 12, 31)),
    ]  # fmt: skip
    live = [one for post in it.posts for one in post.forecasts.all() if one.ended_on is None]
    assert [one.post.ref for one in live] == ["F2"]


def test_a_post_to_come_that_closes_is_a_post_on_no_day():
    it = world(posts=1)
    coming = PostFactory(organisation=it.organisation, ref="C1", established_from=dt.date(2027, 1, 1), held="vacant")
    returns.close_post(it.one, coming, closes_on="2026-12-01", by=it.director)
    it.sign()
    coming.refresh_from_db()
    assert (coming.established_from, coming.established_until) == (DAY, DAY)
    assert not coming.occupancies.exists()
    for day in (DAY, dt.date(2026, 12, 15), dt.date(2027, 2, 1)):
        assert coming not in Post.objects.known_on(day)


def test_another_holder_since_the_day_of_the_one_before_is_a_problem():
    it = world()
    it.say({"holder": "B. Newcomer"})
    assert [problem.wrong for problem in it.stated().problems] == [
        "1 January 2020 is since when the post was substantive (A. Holder)"
    ]
    it.say({"holder": "B. Newcomer", "since": ""}, version=1)
    assert it.stated().problems == []
    it.sign()
    assert list(it.post.occupancies.values_list("holders", "since", "until")) == [
        (["A. Holder"], dt.date(2020, 1, 1), DAY), (["B. Newcomer"], DAY, None),
    ]  # fmt: skip


def test_a_holding_that_is_not_signed_off_may_be_said_anew():
    it = world()
    it.post.occupancies.update(signed_off=False)
    it.say({"holder": "B. Newcomer"})
    assert it.stated().problems == []


def test_a_post_is_vacated_filled_covered_and_shared():
    it = world(posts=4)
    other = OrganisationFactory(code="RQW")
    OccupancyFactory(post=PostFactory(organisation=it.organisation, ref="V", held=False), kind="vacant")
    vacant = Post.objects.get(ref="V")
    it.say({"occupancy": "vacant", "holder": "", "since": "15/09/2026"}, post=it.posts[0])
    it.say(
        {"occupancy": "acting", "holder": "C; D", "since": "15/09/2026", "returns_on": "01/03/2027"}, post=it.posts[1]
    )
    it.say({"shared_with": "rqw"}, post=it.posts[2])
    it.say({"occupancy": "substantive", "holder": "E", "since": "15/09/2026"}, post=vacant)
    it.sign()
    held = {post.ref: post.occupancies.get(until=None) for post in it.organisation.posts.all()}
    assert {ref: (one.kind, one.holders) for ref, one in held.items()} == {
        "F1": ("vacant", []), "F2": ("acting", ["C", "D"]), "F3": ("substantive", ["A. Holder"]),
        "F4": ("substantive", ["A. Holder"]), "V": ("substantive", ["E"]),
    }  # fmt: skip
    assert list(it.posts[2].shared_with.all()) == [other]
    assert Post.objects.get(ref="F3").stated_in == it.one
