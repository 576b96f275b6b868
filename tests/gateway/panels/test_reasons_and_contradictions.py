"""Why somebody has no place, and why what is fixed cannot all be: in words, with the fewest rules that would give."""

import pytest

from gateway.panels import answer_of, build, instance_of
from gateway.panels.fixed import Contradiction
from tests.gateway.panels.checker import faults
from tests.gateway.panels.small import assessor, nominee, plain, session


def reasons(instance: dict) -> dict[str, tuple[str, ...]]:
    built = build(instance_of(instance), seconds=20)
    return {built.numbered.instance.nominees[place].id: said for place, said in built.reasons.items()}


def without(fact: str) -> dict:
    """Nobody with a fact."""
    instance = plain()
    for one in instance["assessors"]:
        one[fact] = False
    return instance


@pytest.mark.parametrize(
    ("fact", "said"),
    [
        ("chief_executive", "The panel of s1 would have to do without a chief executive."),
        ("can_chair", "The panel of s1 would have to do without somebody who can chair."),
        ("inclusion_adviser", "The panel of s1 would have to do without an inclusion adviser."),
    ],
)
def test_without_anybody_of_a_kind_the_kind_is_what_would_have_to_give(fact, said):
    assert reasons(without(fact)) == {"n1": (said,)}


def test_too_few_assessors_are_counted():
    instance = plain(assessors=3)
    for one in instance["assessors"]:
        one["inclusion_adviser"] = one["id"] == "a1"
        one["chief_executive"] = one["id"] == "a2"
    assert reasons(plain(assessors=2))["n1"] == (
        "The panel of s1 would have to do with 2 of three assessors.",
        "The panel of s1 would have to do without an inclusion adviser.",
    )
    assert len(reasons(instance)["n1"]) == 1


def test_a_bar_is_named_with_its_cause():
    instance = plain()
    instance["nominees"][0]["past"] = [{"organisation": "RP2", "until": "2025-04-01"}]
    [said] = reasons(instance)["n1"]
    assert said == (
        "n1 and a2 would have to be allowed to meet on a panel, "
        "although n1 left RP2, where a2 is, on 1 April 2025, less than three years before."
    )


def test_the_fewest_rules_give_not_the_first_that_come_to_mind():
    """In s1 two bars would have to give, in s2 one; n2 keeps the place that there is."""
    instance = plain(nominees=1, sessions=2)
    instance["nominees"][0]["ties"] = ["a1", "a2"]
    instance["assessors"] = [
        assessor(1, sessions=["s1"]), assessor(2, sessions=["s1", "s2"]), assessor(3, sessions=["s1", "s2"]),
        assessor(4, sessions=["s1", "s2"]), assessor(5, sessions=["s2"]),
    ]  # fmt: skip
    assert reasons(instance) == {
        "n1": ("n1 and a2 would have to be allowed to meet on a panel, although n1 and a2 have a tie.",)
    }


def test_a_full_session_would_have_to_see_more():
    instance = plain(nominees=3)
    instance["sessions"][0]["nominees"] = 2
    [(_name, said)] = reasons(instance).items()
    assert said == ("s1 would have to see more than 2.",)


def test_somebody_who_sits_often_enough_or_is_not_accredited_is_named():
    tired, late = plain(), plain()
    tired["assessors"][1]["most_sessions"] = 0
    late["assessors"][2]["accredited_until"] = "2026-11-03"
    assert reasons(tired) == {"n1": ("a2 would have to sit in more than 0 sessions.",)}
    assert reasons(late) == {"n1": ("a3 would have to be accredited on 3 November 2026.",)}


def fixed(**rest: str) -> dict:
    return {"session": "s1"} | rest


def two_at_once() -> dict:
    instance = plain(assessors=8)
    instance["sessions"].append(session(2, starts="12:00", ends="15:00"))
    for one in instance["assessors"]:
        one["sessions"] = ["s1", "s2"]
    return instance | {"fixed": [fixed(assessor="a1"), {"assessor": "a1", "session": "s2"}]}


def with_fixed(instance: dict, *ones: dict) -> dict:
    return instance | {"fixed": [*ones]}


def changed(kind: str, place: int, **facts: object) -> dict:
    instance = plain(nominees=2, assessors=6)
    instance[kind][place] |= facts
    return instance


CONTRADICTIONS = {
    "Nominee n1 is fixed in s1 and in s2. A nominee is seen once.": with_fixed(
        plain(sessions=2), fixed(nominee="n1"), {"nominee": "n1", "session": "s2"}
    ),
    "Nominee n1 is fixed in s1, which is not a session that they can attend.": with_fixed(
        changed("nominees", 0, sessions=[]), fixed(nominee="n1")
    ),
    "Assessor a1 is fixed in s1, which is not a session that they can attend.": with_fixed(
        changed("assessors", 0, sessions=[]), fixed(assessor="a1")
    ),
    "Assessor a1 is fixed in s1, but is accredited only until 3 November 2026.": with_fixed(
        changed("assessors", 0, accredited_until="2026-11-03"), fixed(assessor="a1")
    ),
    "Assessor a1 is fixed in 1 sessions, and can sit in 0.": with_fixed(
        changed("assessors", 0, most_sessions=0), fixed(assessor="a1")
    ),
    "Assessor a1 is fixed in s1 and in s2, which overlap.": two_at_once(),
    "2 nominees are fixed in s1, which can see 1.": with_fixed(
        changed("sessions", 0, nominees=1), fixed(nominee="n1"), fixed(nominee="n2")
    ),
    "5 assessors are fixed in s1. A panel is three assessors and an adviser.": with_fixed(
        plain(assessors=6), *(fixed(assessor=f"a{number}") for number in range(1, 6))
    ),
    "Nominee n1 and assessor a1 are both fixed in s1, but n1 and a1 have a tie.": with_fixed(
        changed("nominees", 0, ties=["a1"]), fixed(nominee="n1"), fixed(assessor="a1")
    ),
}


@pytest.mark.parametrize("said", CONTRADICTIONS)
def test_what_is_fixed_and_cannot_be_is_named(said):
    with pytest.raises(Contradiction) as refused:
        build(instance_of(CONTRADICTIONS[said]), seconds=5)
    assert said in str(refused.value).splitlines()


def test_of_much_that_is_fixed_only_what_contradicts_itself_is_named():
    """Four people of whom none advises: any three could be."""
    instance = plain(nominees=2, assessors=7)
    for one in instance["assessors"][:4]:
        one["inclusion_adviser"] = False
    ones = [fixed(nominee="n1"), *(fixed(assessor=f"a{number}") for number in (1, 2, 3, 4))]
    with pytest.raises(Contradiction) as refused:
        build(instance_of(instance | {"fixed": ones}), seconds=5)
    assert str(refused.value).startswith(
        "These are fixed but cannot all be: assessor a1 in s1; assessor a2 in s1; assessor a3 in s1; assessor a4 in s1."
    )


def test_one_thing_that_is_fixed_where_no_panel_can_be_is_named():
    with pytest.raises(Contradiction, match="This is fixed but cannot be: nominee n1 in s1"):
        build(instance_of(without("chief_executive") | {"fixed": [fixed(nominee="n1")]}), seconds=5)


def test_whoever_needs_no_rule_to_give_is_given_the_place():
    """The greedy answer alone, with the reasons asked for: whoever can be placed is."""
    instance = plain(nominees=2, sessions=2, assessors=8)
    instance["nominees"][0]["ties"] = ["a1"]
    instance["nominees"].append(nominee(3, sessions=["s1"], ties=["a2", "a3"]))
    built = build(instance_of(instance), seconds=10)
    assert built.reasons == {}
    assert built.is_optimal
    assert faults(instance, answer_of(built)) == []
