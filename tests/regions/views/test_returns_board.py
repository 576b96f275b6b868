"""The board of returns: who is in, who is late, who was reminded; for England the six regions."""

import re

import pytest
from django.urls import reverse

from regions.models import Quarter, Return
from talentboard.access import Role
from talentboard.notifications.models import Notification
from talentboard.notifications.sending import send_due
from tests.factories import PostFactory, RegionFactory
from tests.fixtures.people import signed_in, with_role
from tests.fixtures.returns import at_stage, body, opened

pytestmark = pytest.mark.django_db
BOARD, REMIND, MAILS = "/east/returns/", "/east/returns/remind/", "/east/mails/"


@pytest.fixture(autouse=True)
def the_day(set_clock):
    return set_clock("2026-09-28T10:00")


@pytest.fixture
def team(the_day):
    return signed_in(with_role(Role.REGIONAL_TEAM, "east"))


def page(client, address: str = BOARD) -> str:
    """What a page says, without its marks and with single blanks."""
    answer = client.get(address)
    assert answer.status_code == 200
    main = answer.content.decode().split("<main", 1)[1].split("</main>")[0]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", main)).replace(" .", ".").replace(" ,", ",")


def five_returns() -> dict[str, Return]:
    """One in each state, of which three are late."""
    names = {state: body(f"{state} trust", director=f"{state}@x.nhs.uk", chief=f"chief-{state}@x.nhs.uk")
             for state in ("open", "in-progress", "reopened", "submitted", "signed-off", "withdrawn")}  # fmt: skip
    return {state: at_stage(one, state) for state, one in names.items()}


def test_a_sentence_says_how_many_are_in_and_how_many_are_late(team):
    five_returns()
    assert (
        "1 of 5 returns is in for July to September 2026; 3 are late and 1 awaits the chief executive’s signature."
        in page(team)
    )


def test_before_the_day_on_which_they_are_due_none_is_late(team, set_clock):
    five_returns()
    set_clock("2026-09-25T10:00")
    assert "1 of 5 returns is in for July to September 2026; 1 awaits the chief executive’s signature." in page(team)
    assert "Remind the" not in page(team)


def test_each_organisation_has_its_days_its_figures_and_its_posts(team):
    trust = body("Harbour Trust", director="d@x.nhs.uk")
    PostFactory.create_batch(3, organisation=trust)
    at_stage(trust, "signed-off", on="2026-06-20", quarter=Quarter(2026, 1))
    at_stage(trust, "submitted", on="2026-09-21")
    said = page(team)
    assert "Harbour Trust 3 posts With the chief executive 25 September 2026 21 September 2026 not yet" in said
    assert "as of 30 June 2026 90 days old none" in said


def test_what_wants_attention_comes_first_and_a_state_narrows_the_list_down(team):
    five_returns()
    found = re.findall(r"(open|in-progress|reopened|submitted|signed-off|withdrawn) trust 0 posts", page(team))
    assert found == ["in-progress", "open", "reopened", "submitted", "signed-off", "withdrawn"]
    found = re.findall(r"([a-z-]+) trust 0 posts", page(team, f"{BOARD}?state=submitted"))
    assert found == ["submitted"]
    assert "Late: 3" in page(team, f"{BOARD}?state=submitted")


def test_a_quarter_is_chosen_and_one_that_is_not_known_is_said(team):
    trust = body("Harbour Trust", director="d@x.nhs.uk")
    at_stage(trust, "signed-off", on="2026-06-20", quarter=Quarter(2026, 1))
    opened(trust)
    assert "1 of 1 return is in for April to June 2026." in page(team, f"{BOARD}?quarter=2026-1")
    said = page(team, f"{BOARD}?quarter=2031-1")
    assert "The list could not be narrowed down" in said
    assert "0 of 1 return is in for July to September 2026; 1 is late." in said


def test_organisations_without_a_writer_are_named_with_the_page_that_mends_it_for_who_may(team):
    lonely = body("Lonely Trust")
    opened(lonely)
    opened(body("Harbour Trust", director="d@x.nhs.uk"))
    at_stage(body("Signed Trust"), "signed-off")
    said = page(team)
    assert "1 organisation has no HR director with an account" in said
    assert "A regional lead or the national team grants the role." in said
    lead = signed_in(with_role(Role.REGIONAL_LEAD, "east"))
    grant = f"{reverse('people:grant')}?role=hr-director&amp;place={lonely.code}"
    assert grant in lead.get(BOARD).content.decode()
    form = lead.get(grant.replace("&amp;", "&")).context["form"]
    assert (form["role"].value(), form["place"].value()) == ("hr-director", lonely.code)


def test_reminding_shows_first_what_is_sent_to_whom_and_then_sends_it(team, mailoutbox):
    five_returns()
    assert "Remind the 3 organisations that are late" in page(team)
    said = page(team, REMIND)
    for state in ("open", "in-progress", "reopened"):
        assert f"{state}@x.nhs.uk" in said
    assert "submitted@x.nhs.uk" not in said
    assert "Each of these people gets a mail now:" in said
    answer = team.post(REMIND, follow=True)
    assert "A reminder to 3 people is on its way." in answer.content.decode()
    send_due()
    assert sorted(message.to[0] for message in mailoutbox) == [
        "in-progress@x.nhs.uk", "open@x.nhs.uk", "reopened@x.nhs.uk",
    ]  # fmt: skip
    assert "28 September 2026, HR director" in page(team)


def test_a_second_click_on_the_same_working_day_sends_nothing(team):
    five_returns()
    team.post(REMIND)
    said = page(team)
    assert "3 late organisations have a reminder of Monday 28 September 2026." in said
    assert "Remind the" not in said
    assert "has a reminder of Monday 28 September 2026 already" in page(team, REMIND)
    assert team.post(REMIND).status_code == 409
    assert Notification.objects.count() == 3


def test_in_the_evening_the_page_says_when_the_mails_leave(team, set_clock):
    five_returns()
    set_clock("2026-09-28T18:30")
    assert "Each of these people gets a mail on Tuesday 29 September 2026 after 08:00:" in page(team, REMIND)
    answer = team.post(REMIND, follow=True)
    assert "A reminder to 3 people waits until 08:00 on Tuesday 29 September 2026." in answer.content.decode()
    assert "leaves on 29 September 2026, HR director" in page(team)


def test_one_organisation_is_reminded_alone(team):
    one = five_returns()["submitted"]
    address = reverse("regions:return-remind", args=["east", one.pk])
    assert "chief-submitted@x.nhs.uk" in page(team, address)
    assert team.post(address).status_code == 302
    assert Notification.objects.get().to.email == "chief-submitted@x.nhs.uk"


def test_who_only_reads_sees_no_address_and_no_way_to_remind(team):
    five_returns()
    team.post(REMIND)
    for reader in (with_role(Role.AUDITOR), with_role(Role.NATIONAL_TEAM)):
        client = signed_in(reader)
        assert "@x.nhs.uk" not in client.get(BOARD).content.decode() + client.get(MAILS).content.decode()
        assert "Remind" not in page(client)
        assert client.get(REMIND).status_code == 403
        assert client.post(REMIND).status_code == 403


def test_where_the_timetable_has_opened_none_the_team_does(team):
    trust = body("Harbour Trust", director="d@x.nhs.uk")
    far = body("Thames Trust", region="london")
    said = page(team)
    assert "No return for July to September 2026 has been opened." in said
    assert "1 organisation has no return for July to September 2026 yet: Harbour Trust." in said
    answer = team.post("/east/returns/open/", follow=True)
    assert "1 return is open." in answer.content.decode()
    assert trust.returns.get().steps.get().by.role_assignments.get().role == "regional-team"
    assert not far.returns.exists()
    assert "has no return" not in page(team)
    assert "Every return was open already." in team.post("/east/returns/open/", follow=True).content.decode()


def test_england_counts_its_six_regions(the_day):
    for slug in ("east", "london", "north"):
        RegionFactory(slug=slug)
    five_returns()
    at_stage(body("Thames Trust", region="london"), "signed-off")
    said = page(signed_in(with_role(Role.NATIONAL_TEAM)), "/england/returns/")
    assert "2 of 6 returns are in for July to September 2026; 3 are late and 1 awaits" in said
    assert "East 6 3 0 0 0 1 1 1" in said
    assert "London 1 0 0 0 0 0 1 0" in said
    assert "North 0 0 0 0 0 0 0 0" in said
    assert "England 7 3 0 0 0 1 2 1" in said


def test_another_regions_returns_are_not_on_the_board(team):
    opened(body("Thames Trust", region="london", director="d@x.nhs.uk"))
    far = Return.objects.get()
    assert "Thames Trust" not in page(team)
    assert team.get(reverse("regions:return-remind", args=["east", far.pk])).status_code == 404
    assert team.get("/london/returns/").status_code == 404


@pytest.mark.parametrize("address", [BOARD, REMIND])
def test_a_page_asks_the_same_number_of_times_of_2_and_of_40_organisations(
    address, team, django_assert_max_num_queries
):
    def grown(first: int, last: int) -> int:
        for n in range(first, last):
            trust = body(director=f"d{n}@x.nhs.uk")
            at_stage(trust, "in-progress")
            PostFactory(organisation=trust)
        with django_assert_max_num_queries(60) as asked:
            team.get(address)
        return len(asked)

    grown(0, 2)  # what is asked for the first time is asked once
    assert grown(2, 4) == grown(4, 40)
