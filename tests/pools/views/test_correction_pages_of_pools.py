"""What people ask a region to put right: the list without names, one request, and its answer."""

import re

import pytest

from pools.models import CorrectionRequest
from talentboard.access import Role
from talentboard.audit.models import AuditEvent
from talentboard.clock import today
from talentboard.nhs.words import long_day
from tests.factories import OrganisationFactory, RegionFactory
from tests.fixtures.own_records import account_of, asked_for, somebody
from tests.fixtures.people import give, signed_in, with_role

pytestmark = pytest.mark.django_db
LIST = "/east/members/corrections/"


@pytest.fixture
def team():
    return signed_in(with_role(Role.REGIONAL_TEAM, "east", name="Helen Prior"))


def words(answer) -> str:
    return answer.content.decode()


def page_of(asked: CorrectionRequest) -> str:
    return f"{LIST}{asked.pk}/"


def test_the_list_says_how_many_wait_and_until_when_and_names_nobody(team):
    asked = asked_for()
    late = asked_for(words="And I moved.", record=somebody("Sam Okafor"))
    CorrectionRequest.objects.filter(pk=late.pk).update(asked_on="2020-01-01", due="2020-02-01")
    asked_for(somebody("Lena Beck", region="london"))

    page = words(team.get(LIST))
    assert "<strong>2 requests await</strong> an answer, <strong>1 of them is late</strong>" in page
    assert [name for name in ("Amara", "Sam", "Okafor", "nurse", "moved") if name in page] == []
    assert re.findall(r'href="(/east/members/corrections/[0-9a-f-]+/)"', page) == [page_of(late), page_of(asked)]
    assert "No request awaits an answer." in words(
        signed_in(with_role(Role.REGIONAL_TEAM, "north")).get("/north/members/corrections/")
    )


def test_the_list_costs_as_much_for_one_as_for_many(team, django_assert_max_num_queries):
    record = somebody()
    asked_for(record)
    team.get(LIST)
    with django_assert_max_num_queries(12) as one:
        team.get(LIST)
    for number in range(4):
        asked_for(record, words=f"Number {number}")
        asked_for(somebody(f"Person {number} Beck"))
    with django_assert_max_num_queries(12) as many:
        team.get(LIST)
    assert len(many) == len(one)


def test_a_request_shows_whose_it_is_and_opening_it_is_reading_the_record(team):
    record = somebody(employer=OrganisationFactory(name="Trent Hospitals"))
    asked = asked_for(record)

    page = words(team.get(page_of(asked)))
    for expected in ("Amara Nwosu, Trent Hospitals", "I am a nurse, not a doctor.", long_day(asked.due), record.email):
        assert expected in page
    line = AuditEvent.objects.get(kind="candidate-read")
    assert (line.about_id, line.region, line.by.name) == (str(record.pk), "east", "Helen Prior")


def test_an_answer_is_sent_and_stands_on_the_persons_page(team):
    record = somebody()
    asked = asked_for(record)
    answer = team.post(page_of(asked), {"outcome": "partly", "answer": "We changed\nthe half of it."}, follow=True)

    assert "The answer is sent" in words(answer)
    own = words(signed_in(account_of(record)).get("/me/"))
    assert f"Put right in part on {long_day(today())}: We changed<br>the half of it." in own
    assert "<strong>1 request was</strong> answered" in words(team.get(f"{LIST}?state=answered"))
    shown = words(team.get(page_of(asked)))
    assert "Put right in part" in shown
    assert "Send the answer" not in shown


def test_a_second_answer_is_refused_and_what_was_typed_stays(team):
    asked = asked_for()
    team.post(page_of(asked), {"outcome": "corrected", "answer": "Done."})
    again = team.post(page_of(asked), {"outcome": "unchanged", "answer": "No, this stays."})
    assert again.status_code == 409
    assert "answered this request meanwhile" in words(again)
    assert CorrectionRequest.objects.get().answer == "Done."


def test_what_is_missing_in_an_answer_is_said(team):
    asked = asked_for()
    page = words(team.post(page_of(asked), {}))
    assert "Select an answer" in page
    assert "Enter what they are told" in page
    assert CorrectionRequest.objects.get().state == "asked"


def test_somebody_of_the_team_sees_their_own_request_and_answers_it_not():
    record = somebody()
    give(account_of(record), Role.REGIONAL_TEAM, "east")
    asked = asked_for(record)
    own = signed_in(account_of(record))
    assert "Somebody else of the team answers it" in words(own.get(page_of(asked)))
    assert own.post(page_of(asked), {"outcome": "corrected", "answer": "Done."}).status_code == 409


def test_a_request_that_another_region_keeps_is_not_found(team):
    RegionFactory(slug="london")
    asked = asked_for(somebody("Lena Beck", region="london"))
    assert team.get(page_of(asked)).status_code == 404
    assert team.get("/london/members/corrections/").status_code == 404
