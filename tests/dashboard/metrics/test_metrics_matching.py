"""Netted cover and choice against their definition, worked out person by person and post by post.

The oracle knows no groups: one person and one post at a time, and Kuhn's augmenting paths.
"""

from typing import NamedTuple

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.metrics import rows
from dashboard.metrics.choice import CRITICAL, RUNGS, choice
from dashboard.metrics.cover import cover
from dashboard.metrics.matching.reach import ABILITIES, HOLDERS, MOBILITY, OPENINGS, PEOPLE, People
from dashboard.metrics.time import HORIZONS

FAMILIES, LEVELS, REGIONS = ("finance", "people"), ("director", "chair"), ("east", "north")


class Post(NamedTuple):
    family: str
    level: str
    region: str
    challenged: bool
    horizon: str | None


class Person(NamedTuple):
    ready: frozenset[tuple[str, str, str]]
    regions: frozenset[str]
    accepts: bool


class Case(NamedTuple):
    posts: list[Post]
    people: list[Person]
    held: frozenset[tuple[int, int]]
    """(person, post), by their places."""


def cases(*, several_posts_each=False, horizons=HORIZONS):
    few = st.sampled_from
    post = st.builds(Post, few(FAMILIES), few(LEVELS), few(REGIONS), st.booleans(), few(horizons))
    ready = st.frozensets(st.tuples(few(FAMILIES), few(LEVELS), few(HORIZONS)), max_size=3)
    person = st.builds(Person, ready, st.frozensets(few(REGIONS)), st.booleans())
    # Many alike: one cell, one region, so that who holds what decides.
    same_post = st.builds(
        Post, st.just("finance"), st.just("chair"), st.just("east"), st.just(False), few(horizons[:2])
    )
    same_person = st.just(Person(frozenset([("finance", "chair", "now")]), frozenset(["east"]), True))

    @st.composite
    def case(draw):
        posts = draw(st.lists(post | same_post, max_size=7))
        people = draw(st.lists(person | same_person, max_size=7))
        pairs = [(who, what) for who in range(len(people)) for what in range(len(posts))]
        held = draw(st.lists(few(pairs), max_size=6)) if pairs else []
        if not several_posts_each:
            held = list({who: (who, what) for who, what in held}.values())
        return Case(posts, people, frozenset(held))

    return case()


def may_fill(case, who, what, by):
    person, post = case.people[who], case.posts[what]
    return (
        any((post.family, post.level, horizon) in person.ready for horizon in HORIZONS[: by + 1])
        and post.region in person.regions
        and (person.accepts or not post.challenged)
        and (who, what) not in case.held
    )


def in_row(post, family, level):
    return family in (post.family, "all") and level in (post.level, "all")


def most_filled(edges):
    """The size of a maximum matching. edges: for each post the people who may fill it."""
    holds = {}

    def find(what, seen):
        for who in edges[what] - seen:
            seen.add(who)
            if who not in holds or find(holds[who], seen):
                holds[who] = what
                return True
        return False

    return sum(find(what, set()) for what in edges)


def expected_cover(case, grid):
    for family, level in grid.rows:
        for by, horizon in enumerate(HORIZONS):
            edges = {
                what: {who for who in range(len(case.people)) if may_fill(case, who, what, by)}
                for what, post in enumerate(case.posts)
                if in_row(post, family, level) and post.horizon in HORIZONS[: by + 1]
            }
            openings, filled = len(edges), most_filled(edges)
            yield {
                "role_family": family, "level": level, "horizon": horizon,
                "openings": openings, "gross": sum(map(bool, edges.values())), "filled": filled,
                "unfilled": openings - filled, "netted_cover": filled / openings if openings else None,
            }  # fmt: skip


def expected_choice(case, grid):
    def rung(what):
        by = HORIZONS.index(case.posts[what].horizon)
        return RUNGS[min(3, sum(may_fill(case, who, what, by) for who in range(len(case.people))))]

    for family, level in grid.rows:
        there = [rung(what) for what, post in enumerate(case.posts) if in_row(post, family, level)]
        for name in RUNGS:
            yield {"role_family": family, "level": level, "rung": name, "critical_posts": there.count(name)}


def one_by_one(case):
    """Frames with every post and every person in a group of one."""
    openings = [(what, *post, 1) for what, post in enumerate(case.posts)]
    people = [(who, person.accepts, 1) for who, person in enumerate(case.people)]
    abilities = [(who, *ready) for who, person in enumerate(case.people) for ready in person.ready]
    mobility = [(who, region) for who, person in enumerate(case.people) for region in person.regions]
    return framed(openings, people, abilities, mobility, case.held)


def in_groups(case):
    """Frames with alike ones together, as SQL makes them; holders and the posts they hold stay alone."""
    holders, held = {who for who, _ in case.held}, {what for _, what in case.held}
    alike_posts, alike_people = {}, {}
    for what, post in enumerate(case.posts):
        alike_posts.setdefault((post, what if what in held else None), []).append(what)
    for who, person in enumerate(case.people):
        alike_people.setdefault((person, who if who in holders else None), []).append(who)
    openings = [(group, *post, len(n)) for group, ((post, _), n) in enumerate(alike_posts.items())]
    people = [(group, person.accepts, len(n)) for group, ((person, _), n) in enumerate(alike_people.items())]
    abilities = [(group, *ready) for group, (person, _) in enumerate(alike_people) for ready in person.ready]
    mobility = [(group, region) for group, (person, _) in enumerate(alike_people) for region in person.regions]
    post_group = {what: group for group, (_, what) in enumerate(alike_posts)}
    person_group = {who: group for group, (_, who) in enumerate(alike_people)}
    pairs = [(person_group[who], post_group[what]) for who, what in case.held]
    return framed(openings, people, abilities, mobility, pairs)


def framed(openings, people, abilities, mobility, held):
    return (
        pd.DataFrame(openings, columns=OPENINGS),
        People(
            pd.DataFrame(people, columns=PEOPLE),
            pd.DataFrame(abilities, columns=ABILITIES),
            pd.DataFrame(mobility, columns=MOBILITY),
        ),
        pd.DataFrame(sorted(held), columns=HOLDERS),
    )


def grid_of(case):
    posts = pd.DataFrame([post[:2] for post in case.posts], columns=rows.CELL)
    ready = pd.DataFrame([cell[:2] for person in case.people for cell in person.ready], columns=rows.CELL)
    return rows.grid(posts, ready)


def cover_rows(case, frames=one_by_one):
    return rows.plain(cover(*frames(case), grid=grid_of(case)))


def choice_rows(case, frames=one_by_one):
    openings, people, holders = frames(case)
    critical = openings.set_axis(CRITICAL, axis=1)
    return rows.plain(choice(critical, people, holders, grid=grid_of(case)))


@settings(max_examples=100, deadline=None)
@given(cases())
def test_cover_is_that_of_a_brute_force_matching(case):
    assert cover_rows(case) == list(expected_cover(case, grid_of(case)))


@settings(max_examples=30, deadline=None)
@given(cases(several_posts_each=True))
def test_cover_is_exact_even_for_people_who_hold_several_posts(case):
    assert cover_rows(case) == list(expected_cover(case, grid_of(case)))


@settings(max_examples=30, deadline=None)
@given(cases())
def test_grouping_changes_nothing(case):
    assert cover_rows(case, in_groups) == cover_rows(case)
    assert choice_rows(case, in_groups) == choice_rows(case)


@settings(max_examples=30, deadline=None)
@given(cases())
def test_cover_is_never_above_either_side_and_grows_with_the_horizon(case):
    figures = cover_rows(case)
    for place, row in enumerate(figures):
        people = {
            who
            for who, person in enumerate(case.people)
            for family, level, horizon in person.ready
            if row["role_family"] in (family, "all")
            and row["level"] in (level, "all")
            and HORIZONS.index(horizon) <= HORIZONS.index(row["horizon"])
        }
        assert row["filled"] <= row["gross"] <= row["openings"]
        assert row["filled"] <= len(people)
        if row["horizon"] != "now":
            before = figures[place - 1]
            assert all(before[name] <= row[name] for name in ("openings", "gross", "filled"))


@settings(max_examples=30, deadline=None)
@given(cases(), st.randoms(use_true_random=False))
def test_the_order_of_rows_does_not_matter(case, shuffler):
    openings, people, holders = one_by_one(case)

    def mixed(frame):
        return frame.sample(frac=1, random_state=shuffler.randrange(1000))

    again = People(mixed(people.people), mixed(people.abilities), mixed(people.mobility))
    figures = rows.plain(cover(mixed(openings), again, mixed(holders), grid=grid_of(case)))
    assert figures == cover_rows(case)


@settings(max_examples=60, deadline=None)
@given(cases(several_posts_each=True))
def test_choice_counts_distinct_people_by_the_posts_own_horizon(case):
    assert choice_rows(case) == list(expected_choice(case, grid_of(case)))


# By hand -----------------------------------------------------------------------------------------------------------


def director(*, horizon="now", region="east", challenged=False, family="finance"):
    return Post(family, "director", region, challenged, horizon)


def ready(*cells, regions=("east",), accepts=False):
    return Person(frozenset((family, "director", horizon) for family, horizon in cells), frozenset(regions), accepts)


def total(case, *, by="now"):
    row = next(row for row in cover_rows(case) if (row["role_family"], row["horizon"]) == ("all", by))
    return row["openings"], row["gross"], row["filled"]


def rungs(case):
    return [row["critical_posts"] for row in choice_rows(case)[-4:]]


NOW = ("finance", "now")


@pytest.mark.parametrize(
    ("post", "person", "fills"),
    [
        (director(), ready(NOW), 1),
        (director(), ready(("finance", "0-1")), 0),
        (director(), ready(("people", "now")), 0),
        (director(), ready(NOW, regions=()), 0),
        (director(), ready(NOW, regions=("north",)), 0),
        (director(), ready(NOW, regions=("north", "east")), 1),
        (director(challenged=True), ready(NOW), 0),
        (director(challenged=True), ready(NOW, accepts=True), 1),
        (director(), ready(NOW, accepts=True), 1),
        (director(), ready(NOW, ("finance", "3-5")), 1),
    ],
)
def test_who_may_fill_what(post, person, fills):
    assert total(Case([post], [person], frozenset())) == (1, fills, fills)


def test_a_holder_cannot_fill_the_post_they_hold_but_another_like_it():
    alone = Case([director()], [ready(NOW)], frozenset([(0, 0)]))
    beside = Case([director(), director()], [ready(NOW)], frozenset([(0, 0)]))
    assert (total(alone), total(beside)) == ((1, 0, 0), (2, 1, 1))


def test_two_holders_may_change_places_but_not_the_two_of_one_job_share():
    swap = Case([director(), director()], [ready(NOW)] * 2, frozenset([(0, 0), (1, 1)]))
    share = Case([director(), director()], [ready(NOW)] * 2, frozenset([(0, 0), (1, 0)]))
    assert (total(swap), total(share)) == ((2, 2, 2), (2, 1, 1))


def test_whoever_holds_every_post_of_a_kind_fills_none_of_them():
    case = Case([director(), director()], [ready(NOW)], frozenset([(0, 0), (0, 1)]))
    assert total(case) == (2, 0, 0)


def test_a_person_in_two_pools_fills_one_post():
    case = Case([director(), director(family="people")], [ready(NOW, ("people", "now"))], frozenset())
    assert total(case) == (2, 2, 1)
    by_family = [row["filled"] for row in cover_rows(case) if row["horizon"] == "now"]
    assert by_family == [1, 1, 1, 1, 1, 1]


def test_a_post_open_now_waits_for_whoever_is_ready_later():
    case = Case([director()], [ready(("finance", "1-3"))], frozenset())
    assert [total(case, by=horizon) for horizon in HORIZONS] == [(1, 0, 0), (1, 0, 0), (1, 1, 1), (1, 1, 1)]


def test_the_rungs_of_the_ladder():
    person = ready(NOW)
    ladder = [rungs(Case([director()], [person] * number, frozenset())) for number in range(5)]
    assert ladder == [[1, 0, 0, 0], [0, 1, 0, 0], [0, 0, 1, 0], [0, 0, 0, 1], [0, 0, 0, 1]]


def test_a_critical_post_with_its_holder_in_the_pool_has_the_others_to_choose_from():
    case = Case([director(), director()], [ready(NOW), ready(NOW)], frozenset([(0, 0)]))
    assert rungs(case) == [0, 1, 1, 0]


@pytest.mark.parametrize(
    "holder",
    [
        ready(("finance", "0-1"), accepts=True),
        ready(NOW),
        ready(NOW, regions=("north",), accepts=True),
        ready(("people", "now"), accepts=True),
    ],
)
def test_a_holder_who_could_not_fill_the_post_anyway_takes_nobody_else_away(holder):
    case = Case([director(challenged=True)], [holder, ready(NOW, accepts=True)], frozenset([(0, 0)]))
    assert total(case) == (1, 1, 1)
    assert rungs(case) == [0, 1, 0, 0]


def test_a_critical_post_is_measured_at_its_own_horizon():
    person = ready(("finance", "0-1"))
    posts = [director(horizon=horizon) for horizon in HORIZONS]
    assert rungs(Case(posts, [person], frozenset())) == [1, 3, 0, 0]


def test_a_critical_post_always_has_a_horizon():
    with pytest.raises(ValueError, match="measured at now"):
        rungs(Case([director(horizon=None)], [], frozenset()))


def test_people_without_openings_and_openings_without_people():
    nobody = Case([director()], [], frozenset())
    nowhere = Case([], [ready(NOW)], frozenset())
    nothing = Case([], [], frozenset())
    assert [total(case) for case in (nobody, nowhere, nothing)] == [(1, 0, 0), (0, 0, 0), (0, 0, 0)]
    assert [rungs(case) for case in (nobody, nowhere, nothing)] == [[1, 0, 0, 0], [0, 0, 0, 0], [0, 0, 0, 0]]
    assert [row["netted_cover"] for row in cover_rows(nothing)] == [None] * 4


def test_empty_frames_without_types_are_a_region_with_nothing():
    people = People(rows.empty(PEOPLE), rows.empty(ABILITIES), rows.empty(MOBILITY))
    assert cover(rows.empty(OPENINGS), people, rows.empty(HOLDERS), grid=rows.grid())["filled"].tolist() == [0] * 4
    found = choice(rows.empty(CRITICAL), people, rows.empty(HOLDERS), grid=rows.grid())
    assert found["critical_posts"].tolist() == [0] * 4


def test_groups_that_are_not_there_or_not_of_one_are_refused():
    openings, people, _ = one_by_one(Case([director()], [ready(NOW)], frozenset()))
    stranger = pd.DataFrame([[0, 7]], columns=HOLDERS)
    with pytest.raises(ValueError, match="opening_group 7"):
        cover(openings, people, stranger, grid=rows.grid(openings))
    held = pd.DataFrame([[0, 0]], columns=HOLDERS)
    with pytest.raises(ValueError, match="groups of one"):
        cover(openings.assign(openings=2), people, held, grid=rows.grid(openings))


def test_many_alike_are_matched_exactly_in_one_go():
    """1,000 openings in each of two families; 700 people for the first, 900 for either, 100 for the second."""
    openings = pd.DataFrame(
        [(1, "finance", "director", "east", False, "now", 1000), (2, "people", "director", "east", False, "now", 1000)],
        columns=OPENINGS,
    )
    people = People(
        pd.DataFrame([(1, False, 700), (2, False, 900), (3, True, 100)], columns=PEOPLE),
        pd.DataFrame(
            [
                (1, "finance", "director", "now"), (2, "finance", "director", "now"),
                (2, "people", "director", "now"), (3, "people", "director", "now"),
            ],
            columns=ABILITIES,
        ),
        pd.DataFrame([(group, "east") for group in (1, 2, 3)], columns=MOBILITY),
    )  # fmt: skip
    found = rows.plain(cover(openings, people, rows.empty(HOLDERS), grid=rows.grid(openings)))
    now = {row["role_family"]: row["filled"] for row in found if row["horizon"] == "now" and row["level"] == "all"}
    assert now == {"finance": 1000, "people": 1000, "all": 1700}
