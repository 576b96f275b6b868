"""The list of people to be told, and the mail before it is sent."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from pools.models import Candidate
from talentboard.access import Role
from talentboard.audit.models import AuditEvent
from talentboard.notifications.models import Notification
from tests.factories import CandidateFactory, MembershipFactory, PoolFactory, RegionFactory
from tests.fixtures.people import signed_in, with_role

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("set_clock")]
LIST = "/east/members/to-tell/"
MAIL = f"{LIST}mail/"


@pytest.fixture
def east():
    return RegionFactory(slug="east")


@pytest.fixture
def team(east):
    return signed_in(with_role(Role.REGIONAL_TEAM, "east"))


def text_of(response) -> str:
    return " ".join(response.content.decode().split())


def untold(name: str, *pools, **facts) -> Candidate:
    person = CandidateFactory(name=name, **facts)
    for pool in pools:
        MembershipFactory(candidate=person, pool=pool)
    return person


def queries(client) -> int:
    with CaptureQueriesContext(connection) as asked:
        assert client.get(LIST).status_code == 200
    return len(asked)


def test_the_list_costs_the_same_with_one_person_and_with_thirty(team):
    pool = PoolFactory()
    untold("First", pool)
    team.get(LIST)
    one = queries(team)
    for number in range(29):
        untold(f"Person {number}", pool, PoolFactory())
    assert queries(team) == one


def test_the_list_says_who_where_and_what_it_means(team):
    untold("Sam Okafor", PoolFactory(name="Finance"), email="sam@example.nhs.uk", employer_outside="A county council")
    page = text_of(team.get(LIST))
    for words in (
        "<strong>1 person</strong> does not know yet", "Sam Okafor", "sam@example.nhs.uk", "A county council",
        "Finance", "cannot be looked up by name",
    ):  # fmt: skip
        assert words in page
    assert AuditEvent.objects.filter(kind="members-read", region="east").exists()


def test_the_list_of_one_pool(team):
    finance, nursing = PoolFactory(name="Finance"), PoolFactory(name="Nursing")
    untold("Ada", finance)
    untold("Ben", nursing)
    page = text_of(team.get(f"{LIST}?pool={finance.pk}"))
    assert "Ada" in page
    assert "Ben" not in page
    assert "Ben" in text_of(team.get(f"{LIST}?pool=nonsense"))


def test_an_empty_list_says_so(team):
    CandidateFactory(name="Told", told_on=dt.date(2026, 1, 1))
    page = text_of(team.get(LIST))
    assert "Everybody has been told." in page
    assert "See the mail" not in page


def test_the_mail_is_seen_before_anything_is_sent(team):
    people = [untold(name) for name in ("Ada Adams", "Ben Brown", "Cleo Clark")]
    page = text_of(team.post(MAIL, {"whom": "chosen", "person": [str(people[0].pk), str(people[2].pk), "nonsense"]}))
    for words in ("The mail to 2 people", "Dear Ada Adams", "a link that is for this person alone", "Cleo Clark"):
        assert words in page
    assert "Ben Brown" not in page
    assert not Notification.objects.exists()
    assert not Candidate.objects.filter(told_on__isnull=False).exists()


def test_the_mail_is_sent_to_those_who_were_chosen(team):
    ada, ben = untold("Ada"), untold("Ben")
    answer = team.post(MAIL, {"step": "send", "person": str(ada.pk)}, follow=True)
    assert "1 mail is on its way." in text_of(answer)
    assert "Ben" in text_of(answer)
    ada.refresh_from_db()
    ben.refresh_from_db()
    assert ada.told_on
    assert not ben.told_on


def test_everybody_of_a_pool_is_chosen_at_once(team):
    pool = PoolFactory(name="Finance")
    for number in range(35):
        untold(f"Person {number:02}", pool)
    untold("Somebody else")
    page = team.post(MAIL, {"whom": "all", "pool": str(pool.pk)})
    assert "The mail to 35 people" in text_of(page)
    assert "and 15 others" in text_of(page)
    assert len(page.context["people"]) == 35


def test_choosing_nobody_says_so_on_the_list(team):
    untold("Ada")
    page = team.post(MAIL, {"whom": "chosen"})
    assert page.status_code == 200
    assert "Choose at least one person. Nobody has been told." in text_of(page)
    assert "Ada" in text_of(page)


def test_in_the_evening_the_mails_wait_until_the_morning(east, set_clock):
    set_clock("2026-09-25T19:00")  # a Friday
    team = signed_in(with_role(Role.REGIONAL_TEAM, "east"))
    ada = untold("Ada")
    assert "The mails leave on Monday 28 September 2026 at 08:00" in text_of(team.post(MAIL, {"person": str(ada.pk)}))
    answer = team.post(MAIL, {"step": "send", "person": str(ada.pk)}, follow=True)
    assert "1 mail waits until 08:00 on Monday 28 September 2026." in text_of(answer)


def test_whoever_was_told_meanwhile_is_left_out_and_it_is_said(team):
    ada, ben = untold("Ada"), untold("Ben")
    both = [str(ada.pk), str(ben.pk)]
    Candidate.objects.filter(pk=ben.pk).update(told_on=dt.date(2026, 9, 1))
    answer = text_of(team.post(MAIL, {"step": "send", "person": both}, follow=True))
    assert "1 mail is on its way." in answer
    assert "1 of them had been told meanwhile." in answer


def test_the_list_of_members_leads_there_those_who_may_tell(team):
    untold("Ada", PoolFactory())
    assert LIST in text_of(team.get("/east/members/"))
    auditor = signed_in(with_role(Role.AUDITOR, "east"))
    assert "not been told yet" in text_of(auditor.get("/east/members/"))
    assert LIST not in text_of(auditor.get("/east/members/"))


@pytest.mark.parametrize("name", ["<script>alert(1)</script>", "🎓 قيادة"])
def test_names_are_shown_as_text(name, team):
    person = untold(name)
    for page in (team.get(LIST), team.post(MAIL, {"person": str(person.pk)})):
        assert "<script>alert" not in text_of(page)
        assert name.replace("<", "&lt;").replace(">", "&gt;") in text_of(page)


def test_the_nation_has_no_list():
    assert signed_in(with_role(Role.NATIONAL_TEAM)).get("/england/members/to-tell/").status_code in {403, 404}
