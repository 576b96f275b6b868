"""Everything about you: the page, who looked, and the file for a machine; each person's own, and nobody else's."""

import datetime as dt
import json
import re
from html import unescape

import pytest
from django.test import Client

from talentboard.access import Role
from talentboard.audit import Event, record
from talentboard.audit.models import AuditEvent
from talentboard.clock import now
from tests.factories import BandFactory, MembershipFactory, PoolFactory, UserFactory
from tests.fixtures.own_records import account_of, asked_for, at, somebody
from tests.fixtures.people import give, signed_in, with_role

pytestmark = pytest.mark.django_db
PAGES = ("/me/", "/me/looked/", "/me/everything.json", "/me/details/", "/me/found/", "/me/readiness/")


def words(answer) -> str:
    """What a reader sees of a page."""
    text = re.sub(r"<(script|title)[^>]*>.*?</\1>", " ", answer.content.decode(), flags=re.DOTALL)
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", text)).split())


def file_of(client: Client) -> dict:
    return json.loads(client.get("/me/everything.json").content)


def full_file(name: str, secret: str):
    """Somebody of whom everything is held, with a word of their own in each part of it."""
    record_ = somebody(name, job_title=f"{secret}-title", aspirations=f"{secret}-hopes")
    MembershipFactory(candidate=record_, pool=PoolFactory(name=f"{secret}-pool"))
    record_.self_views.create(band=BandFactory(code="developing"))
    record_.find_consents.create()
    asked_for(record_, words=f"{secret}-request")
    reader = with_role(Role.REGIONAL_TEAM, "east", name=f"{secret}-reader")
    record(Event.CANDIDATE_READ, by=reader, about=record_)
    record(Event.ACCOUNT_READ, by=reader, about=account_of(record_))
    return record_


def test_nobody_signed_in_is_asked_to_sign_in():
    for page in (*PAGES, "/me/everything.pdf"):
        assert Client().get(page).status_code == 302


def test_of_somebody_with_an_account_alone_only_that_is_held():
    page = words(signed_in(UserFactory(name="Lena Beck")).get("/me/"))
    assert "The talent board holds only your name and e-mail. Nobody has looked at them." in page
    assert "Lena Beck" in page
    assert "Nobody has opened what is held about you." in page
    assert "Ask for a correction" not in page


def test_whoever_looked_at_an_account_is_named_even_where_nothing_else_is_held():
    person, keeper = UserFactory(), with_role(Role.SYSTEM_ADMINISTRATOR, name="Tom Ashdown")
    assert signed_in(keeper).get(f"/people/{person.pk}/").status_code == 200
    page = words(signed_in(person).get("/me/"))
    assert "The talent board holds only your name and e-mail. Take it with you" in page
    assert "Tom Ashdown, system administrator Your account" in page


def test_looking_at_ones_own_account_is_not_looking():
    keeper = with_role(Role.SYSTEM_ADMINISTRATOR)
    signed_in(keeper).get(f"/people/{keeper.pk}/")
    assert not AuditEvent.objects.filter(kind="account-read").exists()


def test_all_that_is_held_stands_on_the_page():
    page = words(at(full_file("Amara Nwosu", "amara")).get("/me/"))
    for part in ("amara-title", "amara-hopes", "amara-pool, East", "amara-request", "amara-reader, regional team",
                 "Developing, since", "Yes, since", "Not shown to you", "6 years after it was done"):  # fmt: skip
        assert part in page


def test_each_persons_file_is_their_own_on_every_page_and_in_every_file():
    people = {
        secret: full_file(name, secret)
        for name, secret in (("Amara Nwosu", "amara"), ("Sam Okafor", "sam"), ("Lena Beck", "lena"))
    }
    give(account_of(people["lena"]), Role.REGIONAL_LEAD, "east")
    for secret, person in people.items():
        client = signed_in(account_of(person))
        read = {page: client.get(page).content.decode() for page in PAGES}
        for other in people.keys() - {secret}:
            assert [page for page, text in read.items() if f"{other}-" in text or f"{other}." in text] == []
        assert sum(f"{secret}-" in text for text in read.values()) >= 3


def test_no_address_names_whose_file_it_is():
    """So that there is none to try with somebody else's."""
    from talentboard.person_file.urls import urlpatterns

    assert not [pattern for pattern in urlpatterns if "<" in str(pattern.pattern)]


def test_the_file_for_a_machine_holds_the_same_and_days_as_days():
    client = at(full_file("Amara Nwosu", "amara"))
    answer = client.get("/me/everything.json")
    assert answer["Content-Disposition"].startswith('attachment; filename="everything-about-you-')
    held = json.loads(answer.content)

    pools = held["talent_pools"]
    assert pools["facts"]["would_work_in"] == {"regions": ["east"], "challenged_organisations": False}
    assert pools["facts"]["current_post"] is None
    assert pools["standing"][0]["joined"] == "2026-03-01"
    assert pools["corrections"][0]["words"] == "amara-request"
    assert [one["who"] for one in held["who_looked"]] == ["amara-reader", "amara-reader"]
    assert {one["kind"] for one in held["account"]["what_you_did"]} >= {"signed-in", "correction-asked"}
    assert AuditEvent.objects.filter(kind="own-file-taken", about_id=str(client.session["_auth_user_id"])).count() == 1


def test_what_one_did_oneself_names_no_other_person():
    lead = with_role(Role.REGIONAL_LEAD, "east")
    person = somebody("Sam Okafor")
    record(Event.CANDIDATE_READ, by=lead, about=person)
    text = signed_in(lead).get("/me/everything.json").content.decode()
    assert "candidate-read" in text
    assert str(person.pk) not in text
    assert "Sam Okafor" not in text


def test_a_long_trace_is_shown_in_part_and_is_whole_in_the_file():
    person = UserFactory()
    for _ in range(25):
        AuditEvent.objects.create(kind="audit-read", by=person, region="east")
    client = signed_in(person)
    assert "These are the newest 10 of 26" in words(client.get("/me/"))
    assert len(file_of(client)["account"]["what_you_did"]) >= 26


# Who looked


def test_the_newest_are_on_the_page_by_name_and_the_role_of_that_day():
    person = somebody()
    reader = UserFactory(name="Helen Prior")
    give(reader, Role.REGIONAL_TEAM, "east", since=dt.date(2026, 1, 1), until=dt.date(2026, 6, 1))
    give(reader, Role.AUDITOR, "east", since=dt.date(2026, 6, 1))
    for day in (dt.date(2025, 12, 31), dt.date(2026, 5, 31), dt.date(2026, 6, 1)):
        AuditEvent.objects.create(
            kind="candidate-read", about_kind="candidate", about_id=str(person.pk), by=reader, region="east",
            at=dt.datetime.combine(day, dt.time(23, 30), tzinfo=dt.UTC),
        )  # fmt: skip
    looked = file_of(at(person))["who_looked"]
    # In summer half past eleven by Greenwich is the next day in London, and in winter the same.
    assert [one["role"] for one in looked] == ["auditor", "auditor", ""]
    assert "2 June 2026 at 00:30 Helen Prior, auditor Your record" in words(at(person).get("/me/"))


def test_what_was_done_at_the_command_line_is_the_operators():
    person = somebody()
    AuditEvent.objects.create(kind="candidate-read", about_kind="candidate", about_id=str(person.pk), operator="root")
    assert "The operator of the site Your record" in words(at(person).get("/me/"))


def test_ones_own_visits_are_left_out():
    person = somebody()
    record(Event.CANDIDATE_READ, by=account_of(person), about=person)
    assert "Nobody has opened what is held about you." in words(at(person).get("/me/"))


def test_lists_are_counted_apart_and_said_to_be_lists():
    person = somebody()
    MembershipFactory(candidate=person)
    team = with_role(Role.REGIONAL_TEAM, "east", name="Helen Prior")
    signed_in(team).get("/east/members/")
    signed_in(team).get("/east/members/members.csv")
    page = words(at(person).get("/me/"))
    assert "Lists on which you may have stood with others were read 2 times, by 1 person" in page
    assert "Nobody has opened what is held about you." in page

    every = words(at(person).get("/me/looked/"))
    assert every.count("Helen Prior, regional team A list of members of pools in East with everybody on it") == 2
    assert "whether somebody looked at your name there is not known" in every


def test_every_time_is_there_page_by_page():
    person = somebody()
    reader = UserFactory(name="Helen Prior")
    for _ in range(35):
        record(Event.CANDIDATE_READ, by=reader, about=person)
    assert "All 35 times" in words(at(person).get("/me/"))
    assert words(at(person).get("/me/looked/")).count("Helen Prior") == 30
    assert words(at(person).get("/me/looked/?page=2")).count("Helen Prior") == 5


@pytest.mark.parametrize("page", ["/me/", "/me/looked/", "/me/everything.json"])
def test_a_page_costs_as_much_for_a_little_as_for_a_lot(page, django_assert_max_num_queries):
    person = full_file("Amara Nwosu", "amara")
    give(account_of(person), Role.BOARD_MEMBER, "east")
    client = signed_in(account_of(person))
    client.get(page)
    with django_assert_max_num_queries(45) as little:
        client.get(page)
    for number in range(6):
        MembershipFactory(candidate=person, pool=PoolFactory(name=f"Pool of {number}"))
        record(Event.CANDIDATE_READ, by=with_role(Role.REGIONAL_TEAM, "east"), about=person)
        give(account_of(person), Role.BOARD_MEMBER, ("north", "london")[number % 2], until=now().date())
    with django_assert_max_num_queries(45) as much:
        client.get(page)
    assert len(much) == len(little)


def test_it_stands_first_in_the_navigation_of_whoever_has_no_role_and_at_the_foot_of_everybodys_pages():
    def page(client: Client) -> str:
        return client.get("/how-the-figures-are-made/").content.decode()

    without, with_one = page(signed_in(UserFactory())), page(signed_in(with_role(Role.BOARD_MEMBER, "east")))
    assert re.findall(r'navigation-link" href="(.*?)"', without)[0] == "/me/"
    assert "/me/" not in re.findall(r'navigation-link" href="(.*?)"', with_one)
    for one in (without, with_one):
        assert '<a class="nhsuk-footer__list-item-link" href="/me/">Everything about you</a>' in one
