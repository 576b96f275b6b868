"""The checker accepts a good answer and finds a planted fault of every kind."""

from collections.abc import Callable
from copy import deepcopy

import pytest

from tests.gateway.panels.checker import faults
from tests.gateway.panels.small import assessor, nominee, plain, session

PANEL = {"session": "s1", "chair": "a1", "assessors": ["a2", "a3"], "adviser": "a4", "nominees": ["n1"]}
ANSWER = {"status": "optimal", "cost": 17, "bound": 17, "panels": [PANEL], "unplaced": []}

Plant = Callable[[dict, dict], object]


def planted(plant: Plant) -> list[str]:
    instance, answer = plain(assessors=5), deepcopy(ANSWER)
    plant(instance, answer)
    return faults(instance, answer)


def person(instance: dict, name: str) -> dict:
    return next(one for one in instance["assessors"] if one["id"] == name)


def second_session(instance: dict, answer: dict, **when: str) -> None:
    instance["sessions"].append(session(2, **when))
    instance["nominees"].append(nominee(2, sessions=["s2"]))
    for one in instance["assessors"]:
        one["sessions"] = ["s1", "s2"]
    answer["panels"].append(deepcopy(PANEL) | {"session": "s2", "nominees": ["n2"]})
    answer["cost"] = answer["bound"] = 22


def test_a_good_answer_has_no_fault():
    assert planted(lambda instance, answer: None) == []
    assert planted(lambda instance, answer: second_session(instance, answer, starts="12:30", ends="15:00")) == []


FAULTS: dict[str, Plant] = {
    "costs 17, not 16": lambda instance, answer: answer.update(cost=16, bound=16),
    "status and bound": lambda instance, answer: answer.update(bound=3),
    "bound above cost": lambda instance, answer: answer.update(bound=18),
    "keys of the answer": lambda instance, answer: answer.update(seconds=3),
    "keys of a panel": lambda instance, answer: (
        (answer["panels"][0].pop("chair") and None) or answer["panels"][0].update(chair="a1")
    ),
    "sessions": lambda instance, answer: answer["panels"].append(deepcopy(PANEL) | {"nominees": []}),
    "unknown person": lambda instance, answer: answer["panels"][0].update(adviser="a99"),
    "everybody is seen once or unplaced once": lambda instance, answer: answer["panels"][0].update(nominees=[]),
    "unplaced without a reason": lambda instance, answer: (
        answer["panels"].clear(),
        answer.update(cost=1000, bound=1000, unplaced=[{"nominee": "n1", "reasons": []}]),
    ),
    "s1 has not three assessors and an adviser": lambda instance, answer: answer["panels"][0].update(adviser="a1"),
    "s1: a1 cannot chair": lambda instance, answer: person(instance, "a1").update(can_chair=False),
    "s1 has no chief executive": lambda instance, answer: [
        one.update(chief_executive=one["id"] == "a4") for one in instance["assessors"]
    ],
    "s1 has no inclusion adviser": lambda instance, answer: person(instance, "a4").update(inclusion_adviser=False),
    "s1 sees too many": lambda instance, answer: (
        instance["sessions"][0].update(nominees=1),
        instance["nominees"].append(nominee(2)),
        answer["panels"][0].update(nominees=["n1", "n2"]),
    ),
    "a3 cannot attend s1": lambda instance, answer: person(instance, "a3").update(sessions=[]),
    "n1 cannot attend s1": lambda instance, answer: instance["nominees"][0].update(sessions=[]),
    "a4 is not accredited for s1": lambda instance, answer: person(instance, "a4").update(
        accredited_until="2026-11-03"
    ),
    "a2 sits too often": lambda instance, answer: person(instance, "a2").update(most_sessions=0),
    "n1 meets a4 in s1": lambda instance, answer: person(instance, "a4").update(organisation="RN1"),
    "n1 meets a2 in s1": lambda instance, answer: instance["nominees"][0].update(ties=["a2"]),
    "n1 meets a1 in s1": lambda instance, answer: person(instance, "a1").update(ties=["n1"]),
    "n1 meets a3 in s1": lambda instance, answer: person(instance, "a3").update(
        past=[{"organisation": "RN1", "until": "2023-11-04"}]
    ),
    "a1 sits in s1 and s2 at once": lambda instance, answer: second_session(
        instance, answer, starts="12:29", ends="15:00"
    ),
    "fixed: {'nominee': 'n1', 'session': 's2'}": lambda instance, answer: (
        second_session(instance, answer, starts="12:30", ends="15:00"),
        instance["fixed"].append({"nominee": "n1", "session": "s2"}),
    ),
    "fixed: {'assessor': 'a5', 'session': 's1'}": lambda instance, answer: instance["fixed"].append(
        {"assessor": "a5", "session": "s1"}
    ),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_planted_fault_is_found(fault):
    assert fault in planted(FAULTS[fault])


def test_the_price_of_a_colleague_and_of_a_first_chair_is_known():
    colleague = planted(lambda instance, answer: person(instance, "a4").update(organisation="RP1"))
    first = planted(lambda instance, answer: person(instance, "a1").update(has_chaired=False))
    assert (colleague, first) == (["costs 21, not 17"], ["costs 19, not 17"])
    assert assessor(1)["has_chaired"]
