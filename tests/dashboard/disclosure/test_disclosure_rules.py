"""The rule of disclosure: what is shown of a count, and what a shown count may be."""

import datetime as dt

import pytest

from dashboard.disclosure.rules import NoRule, rule_named, rule_on, rules

RULE = rules()[0]


@pytest.mark.parametrize(
    ("count", "shown"), [(0, 0), (1, None), (5, None), (6, 5), (7, 5), (8, 10), (12, 10), (13, 15), (10**9 + 2, 10**9)]
)
def test_small_counts_are_hidden_and_others_rounded(count, shown):
    assert RULE.shown(count) == shown


@pytest.mark.parametrize(("shown", "possible"), [(0, (0, 0)), (5, (6, 7)), (10, (8, 12)), (300, (298, 302))])
def test_a_shown_count_may_be_what_is_rounded_to_it(shown, possible):
    assert RULE.possible(shown) == possible


def test_every_count_is_possible_behind_what_is_shown_of_it_and_behind_nothing_else():
    for shown in range(0, 200, 5):
        low, high = RULE.possible(shown)
        assert [count for count in range(210) if RULE.shown(count) == shown] == list(range(low, high + 1))


@pytest.mark.parametrize("never", [3, 7, -5])
def test_what_is_never_shown_is_refused(never):
    with pytest.raises(ValueError, match=f"^{never} is never shown by the rule "):
        RULE.possible(never)


def test_a_rule_is_in_force_from_its_day():
    assert rule_on(RULE.since) == RULE == rule_named(RULE.name)
    with pytest.raises(NoRule, match=r"^No rule of disclosure was in force on 31 March 2020, so nothing can be "):
        rule_on(RULE.since - dt.timedelta(days=1))
    with pytest.raises(NoRule, match=r"^There is no rule of disclosure named “none”\.$"):
        rule_named("none")
