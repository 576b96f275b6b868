"""What the demonstration stands on: chance that falls the same way, days, and names."""

import datetime as dt

import pytest

from talentboard.demonstration import days_before, dice, last_quarter_end, months_before, quarter_ends, quota
from talentboard.demonstration.names import People, mailbox

DAY = dt.date(2026, 9, 30)


def test_the_last_quarter_end_is_before_the_day():
    assert last_quarter_end(dt.date(2026, 11, 22)) == dt.date(2026, 9, 30)
    assert last_quarter_end(dt.date(2026, 9, 30)) == dt.date(2026, 6, 30)
    assert last_quarter_end(dt.date(2027, 1, 1)) == dt.date(2026, 12, 31)


def test_quarter_ends_go_back_from_the_day_itself():
    assert quarter_ends(DAY, 3) == [DAY, dt.date(2026, 6, 30), dt.date(2026, 3, 31)]
    assert quarter_ends(dt.date(2026, 10, 5), 2) == [dt.date(2026, 10, 5), DAY]


def test_days_and_months_are_counted_back_and_forward():
    assert days_before(DAY, 92) == dt.date(2026, 6, 30)
    assert months_before(DAY, 7) == dt.date(2026, 2, 28)
    assert months_before(dt.date(2026, 12, 31), -2) == dt.date(2027, 2, 28)


def test_dice_of_one_subject_fall_the_same_way_and_of_another_otherwise():
    assert dice("seats", "east").random() == dice("seats", "east").random()
    assert dice("seats", "east").random() != dice("seats", "north").random()


def test_a_quota_is_dealt_to_everybody_once():
    dealt = quota(range(40), {"late": 0.1, "never": 0.001}, by=dice("any"))
    assert {name: len(things) for name, things in dealt.items()} == {"late": 4, "never": 1, "": 35}
    assert sorted(thing for things in dealt.values() for thing in things) == list(range(40))


def test_the_same_people_are_made_for_the_same_subject():
    one, other = People("holders", "east"), People("holders", "east")
    names = [one.name() for _ in range(400)]
    assert [other.name() for _ in range(400)] == names
    assert len(set(names)) == 400


@pytest.mark.parametrize(
    ("kind", "has"),
    [
        ("accented", lambda name: not name.isascii()),
        ("double-barrelled", lambda name: "-" in name),
        ("one-word", lambda name: " " not in name),
        ("long", lambda name: len(name) > 40),
    ],
)
def test_names_are_as_various_as_people(kind, has):
    people = People("holders", "east")
    assert any(has(people.name()) for _ in range(1500)), kind


def test_a_mailbox_is_plain_and_a_second_one_has_a_number():
    assert mailbox("Siobhán Ó Briain") == "siobhan.briain"
    assert mailbox("Małgorzata Sørensen-Łukasik", 2) == "malgorzata.sorensenlukasik.2"
    assert mailbox("Suryadi") == "suryadi"
