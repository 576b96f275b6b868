"""The page of a return: what its writer confirms and sends, and what its chief executive signs or sends back."""

import datetime as dt
import re

import pytest
from django.urls import reverse

from regions.actions import returns
from regions.models import Occupancy, Organisation, Post, Return
from talentboard.access import Role
from talentboard.accounts.models import User
from tests.factories import ForecastFactory, OrganisationFactory, PostFactory, ReturnFactory, UserFactory
from tests.fixtures.people import give, signed_in, with_role

pytestmark = pytest.mark.django_db


@pytest.fixture
def ours() -> Organisation:
    return OrganisationFactory(code="ROURS", name="Mid Essex", placed="east")


@pytest.fixture
def director(ours) -> User:
    return with_role(Role.HR_DIRECTOR, ours, name="Dawn Hartley")


@pytest.fixture
def chief(ours) -> User:
    return with_role(Role.CHIEF_EXECUTIVE, ours, name="Amara Osei")


@pytest.fixture
def posts(ours) -> dict[str, Post]:
    """A chief executive, a director of people and a finance director."""
    chief_executive = {"role_family": "chief-executive", "level": "chief-executive"}
    return {
        "chief": PostFactory(organisation=ours, title="Chief executive", **chief_executive),
        "people": PostFactory(organisation=ours, title="Chief people officer", role_family="people"),
        "finance": PostFactory(organisation=ours, title="Chief finance officer"),
    }


@pytest.fixture
def one(ours, posts) -> Return:
    return ReturnFactory(organisation=ours, state="open")


@pytest.fixture
def sent(one, director) -> Return:
    """Every post confirmed, and the return sent to the chief executive."""
    returns.confirm_rest(one, by=director)
    return returns.hand_over(one, by=director)


def url(one: Return, rest: str = "") -> str:
    return f"/east/returns/{one.pk}/{rest}"


def text(answer) -> str:
    """What a page says, on one line, without its tags."""
    main = answer.content.decode().partition("<main")[2].partition("</main>")[0]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", main.partition(">")[2])).strip()


def buttons(answer) -> list[str]:
    """The words of the NHS buttons of a page, links that look like one among them."""
    main = answer.content.decode().partition("<main")[2]
    return re.findall(r'class="nhsuk-button[^>]*>([^<]+)<', main.partition("</main>")[0])


def test_an_unchanged_return_is_confirmed_and_sent_in_two_presses(director, chief, one):
    client = signed_in(director)
    page = client.get(url(one))
    assert ("3 posts to confirm." in text(page), buttons(page)) == (True, ["Confirm all 3 posts"])
    page = client.post(url(one, "confirm/"), follow=True)
    assert page.redirect_chain[-1][0] == url(one, "submit/")
    assert "All 3 posts are confirmed." in text(page)
    assert "Nothing: every post is as it was." in text(page)
    assert "Amara Osei, chief executive, reads what has changed" in text(page)
    assert "is with the chief executive" in text(client.post(url(one, "submit/"), follow=True))
    one.refresh_from_db()
    assert one.state == Return.State.SUBMITTED


def test_one_post_is_confirmed_by_itself_and_the_others_are_left(director, one, posts):
    page = signed_in(director).post(url(one, "confirm/"), {"post": posts["finance"].pk}, follow=True)
    assert "Confirmed: Chief finance officer." in text(page)
    assert ("2 of 3 posts to confirm." in text(page), buttons(page)) == (True, ["Confirm the other 2 posts"])


@pytest.mark.parametrize("wrong", ["nothing", "7d7a5a0e-0000-4000-8000-000000000000"])
def test_a_post_that_is_not_of_the_return_is_not_confirmed(wrong, director, one):
    other = PostFactory()
    for post_id in (wrong, other.pk):
        assert signed_in(director).post(url(one, "confirm/"), {"post": post_id}).status_code == 404


def test_a_return_that_is_not_complete_is_not_sent_and_the_page_lists_what_is_missing(director, one, posts):
    returns.confirm(one, [posts["chief"]], by=director)
    returns.say(
        one, post=posts["people"], said={"occupancy": "vacant", "holder": "", "since": "31/02/2026"}, by=director
    )
    for answer in (signed_in(director).get(url(one, "submit/")), signed_in(director).post(url(one, "submit/"))):
        assert "The return cannot be sent yet" in text(answer)
        assert "Chief people officer: “31/02/2026” is not a date" in text(answer)
        assert "Chief finance officer: nothing is said of it yet" in text(answer)
        assert f'href="{url(one)}posts/{posts["finance"].pk}/"' in answer.content.decode()
        assert buttons(answer) == []
    one.refresh_from_db()
    assert one.state == Return.State.IN_PROGRESS


def test_the_chief_executive_reads_first_what_has_changed_and_signs(director, chief, one, posts):
    said = {"occupancy": "interim", "holder": "R. Bhatt", "since": "03/08/2026"}
    returns.say(one, post=posts["finance"], said=said, by=director)
    returns.confirm_rest(one, by=director)
    returns.hand_over(one, by=director)
    client = signed_in(chief)
    page = client.get(url(one))
    said_first, _, posts_then = text(page).partition("Where the return stands")
    assert "It waits for your signature." in said_first
    assert "Held by R. Bhatt, interim, since 3 August 2026; was held by A. Holder" in said_first
    assert "Chief executive" in posts_then
    assert buttons(page) == ["Sign this return"]
    assert "is signed. What it says holds as of 30 September 2026." in text(client.post(url(one, "sign/"), follow=True))
    held = Occupancy.objects.get(post=posts["finance"], until=None)
    assert (held.kind, held.holders, held.since) == ("interim", ["R. Bhatt"], dt.date(2026, 8, 3))


def test_a_return_is_not_signed_when_a_post_has_changed_since_and_the_page_lists_it(chief, sent, posts):
    Post.objects.filter(pk=posts["finance"].pk).update(title="Director of money")
    answer = signed_in(chief).post(url(sent, "sign/"))
    assert answer.status_code == 409
    assert "Nothing has been signed" in text(answer)
    assert "Director of money: something else is kept of it now" in text(answer)
    assert f'href="#post-{posts["finance"].pk}"' in answer.content.decode()
    sent.refresh_from_db()
    assert sent.state == Return.State.SUBMITTED


def test_a_return_is_sent_back_with_a_note_that_its_writer_reads(director, chief, sent):
    client = signed_in(chief)
    assert "Answer the question “What should the HR director put right?”" in text(
        client.post(url(sent, "send-back/"), {"why": " "})
    )
    page = client.post(url(sent, "send-back/"), {"why": "The finance director has gone."}, follow=True)
    assert "is back with the HR director" in text(page)
    page = signed_in(director).get(url(sent))
    assert "The finance director has gone. Amara Osei," in text(page)
    assert "Sent back" in text(page)
    assert buttons(page) == ["Send to the chief executive"]


def test_whoever_wrote_in_a_return_is_told_why_they_do_not_sign_it(director, ours, one):
    give(director, Role.CHIEF_EXECUTIVE, ours)
    both = User.objects.get(pk=director.pk)
    returns.confirm_rest(one, by=both)
    returns.hand_over(one, by=both)
    page = signed_in(both).get(url(one))
    assert "so somebody else signs it" in text(page)
    assert buttons(page) == []
    assert signed_in(both).post(url(one, "sign/")).status_code == 409


def test_the_regional_team_reopens_a_signed_return_and_withdraws_it_with_a_reason(chief, sent):
    returns.sign_off(sent, by=chief)
    client = signed_in(with_role(Role.REGIONAL_TEAM, "east"))
    assert "Reopen this return" in text(client.get(url(sent)))
    page = client.post(url(sent, "reopen/"), {"why": "A director was left out."}, follow=True)
    assert "A director was left out." in text(page)
    assert "3 of 3 posts to confirm" in text(page)
    page = client.post(url(sent, "withdraw/"), {"why": "The trust closed."}, follow=True)
    assert "Withdrawn. Nothing is to do." in text(page)
    assert "The trust closed." in text(page)


@pytest.mark.parametrize("rest", ["send-back/", "reopen/"])
def test_a_move_that_cannot_be_made_now_is_refused_with_its_sentence(rest, chief, one):
    person = chief if rest == "send-back/" else with_role(Role.REGIONAL_LEAD, "east")
    assert "can be" in text(signed_in(person).get(url(one, rest)))
    assert signed_in(person).post(url(one, rest), {"why": "Because."}).status_code == 409


@pytest.mark.parametrize("rest", ["", "submit/", "posts/{post}/", "new/"])
def test_nothing_that_is_hidden_from_a_writer_is_in_any_page(rest, director, one, posts):
    told = {"expected_on": dt.date(2029, 7, 19), "probability": "0.8765", "reason": "restructure"}
    ForecastFactory(post=posts["people"], recorded_by=UserFactory(), **told)
    ForecastFactory(post=posts["people"], confidential=True, **told)
    ForecastFactory(post=posts["chief"], confidential=True, **told)
    client = signed_in(director)
    for post in posts.values():
        content = client.get(url(one, rest.format(post=post.pk))).content.decode()
        assert not re.search(r"19 July 2029|2029-07-19|value=\"2029\"|0\.8765", content)


def test_what_may_be_seen_is_in_the_page(director, one, posts):
    told = {"expected_on": dt.date(2029, 7, 19), "probability": "0.8765", "reason": "restructure"}
    ForecastFactory(post=posts["finance"], confidential=True, **told)
    said = text(signed_in(director).get(url(one)))
    assert "19 July 2029. Very likely (0.8765), restructure. In confidence" in said


@pytest.mark.parametrize("role", [Role.HR_DIRECTOR, Role.CHIEF_EXECUTIVE, Role.CHAIR])
@pytest.mark.parametrize("is_there", [True, False])
def test_that_the_own_future_is_not_shown_is_said_in_every_return_alike(role, is_there, ours, one, posts):
    if is_there:
        for post in posts.values():
            ForecastFactory(post=post, recorded_by=UserFactory(), probability="0.8765")
    said = text(signed_in(with_role(role, ours)).get(url(one)))
    assert "What is said of your own post’s future is not shown to you" in said


def test_sixty_posts_cost_no_more_queries_than_three_and_at_most_twelve(
    director, one, ours, django_assert_max_num_queries
):
    client = signed_in(director)
    client.get(url(one))
    costs = []
    for _ in range(2):
        with django_assert_max_num_queries(12) as counted:
            client.get(url(one))
        costs.append(len(counted))
        for _ in range(57):
            ForecastFactory(post=PostFactory(organisation=ours))
    assert costs[0] == costs[1]


def test_a_return_of_another_region_or_organisation_is_not_found(director, one):
    assert signed_in(director).get(reverse("regions:return", args=["london", one.pk])).status_code == 404
    other = with_role(Role.HR_DIRECTOR, OrganisationFactory(placed="east"))
    assert signed_in(other).get(url(one)).status_code == 404
