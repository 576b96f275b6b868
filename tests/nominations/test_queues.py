"""What the mail of a morning says of nominations: to endorsers theirs, to each of the team theirs and nobody's."""

import datetime as dt

import pytest

from nominations.actions import deciding, endorsing
from nominations.queues import to_decide, to_endorse
from talentboard.access import Role
from talentboard.clock import today
from tests.fixtures.nominations import agreed, endorsed, registered, sent, stage
from tests.fixtures.people import with_role

pytestmark = pytest.mark.django_db


def test_an_endorser_is_told_of_what_waits_for_them():
    on = stage()
    one = registered(on)
    registered(on)
    (line,) = to_endorse(today())[on.chief.pk]
    assert (line.words, line.count, line.due) == ("2 nominations to endorse", 2, one.due)
    endorsing.endorse(one, by=on.chief)
    assert to_endorse(today(), {on.chief.pk})[on.chief.pk][0].count == 1
    assert to_endorse(today(), {on.team.pk}) == {}


def test_the_team_is_told_of_what_nobody_has_and_each_of_what_is_theirs(django_assert_num_queries):
    on = stage()
    mine, _nobodys = endorsed(on), endorsed(on)
    registered(on, employer=None, employer_outside="A charity")
    deciding.assign(mine, on.lead, by=on.team)
    sent(on)
    elsewhere = with_role(Role.REGIONAL_TEAM, "london")
    with django_assert_num_queries(2):
        found = to_decide(today())
    assert [line.count for line in found[on.team.pk]] == [2]
    assert sorted(line.count for line in found[on.lead.pk]) == [1, 2]
    assert elsewhere.pk not in found


def test_an_overdue_registration_waits_for_the_team():
    on = stage()
    one = agreed(on)
    assert to_decide(one.due) == {}
    assert to_decide(one.due + dt.timedelta(days=1))[on.team.pk][0].count == 1
