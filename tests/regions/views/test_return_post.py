"""One post in a return: kept as typed, two who write at once, sessions that end, posts that close."""

import datetime as dt
import re

import pytest
from django.test import Client

from regions.actions import returns
from regions.models import Organisation, Post, Return, ReturnLine
from talentboard.access import Role
from talentboard.accounts import second_factor
from talentboard.accounts.models import User
from tests.factories import ForecastFactory, OrganisationFactory, PostFactory, ReturnFactory
from tests.fixtures.people import signed_in, with_role

pytestmark = pytest.mark.django_db
BY_ITSELF = {"HTTP_X_BACKGROUND": "1", "HTTP_ACCEPT": "application/json"}
AS_KEPT = {
    "title": "Director of finance", "role_family": "finance", "level": "executive-director", "pay": "",
    "board_seat": "", "occupancy": "substantive", "holder": "A. Holder", "since_day": "1", "since_month": "1",
    "since_year": "2020", "established_from_day": "1", "established_from_month": "1", "established_from_year": "2020",
    "outlook": "none",
}  # fmt: skip
LIKELY = {
    "expected_on_day": "31", "expected_on_month": "3", "expected_on_year": "2027", "likelihood": "0.7",
    "reason": "retirement",
}  # fmt: skip


@pytest.fixture
def ours() -> Organisation:
    return OrganisationFactory(code="ROURS", name="Mid Essex", placed="east")


@pytest.fixture
def director(ours) -> User:
    return with_role(Role.HR_DIRECTOR, ours, name="Dawn Hartley")


@pytest.fixture
def deputy(ours) -> User:
    """Somebody else who writes in the same return."""
    return with_role(Role.HR_DIRECTOR, ours, name="Niamh Kelly")


@pytest.fixture
def post(ours) -> Post:
    return PostFactory(organisation=ours)


@pytest.fixture
def one(ours, post) -> Return:
    return ReturnFactory(organisation=ours, state="open")


def url(one: Return, post: Post | ReturnLine, rest: str = "") -> str:
    return f"/east/returns/{one.pk}/posts/{post.pk}/{rest}"


def text(answer) -> str:
    """What a page says, on one line, without its tags."""
    main = answer.content.decode().partition("<main")[2].partition("</main>")[0]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", main.partition(">")[2])).strip()


def says(client: Client, one: Return, post: Post, **typed):
    """Save the form with what is kept but for what was typed otherwise."""
    return client.post(url(one, post), AS_KEPT | typed, follow=True)


def line_of(one: Return) -> ReturnLine:
    return one.lines.with_forecasts().get()


def stated(one: Return, person: User) -> returns.Stated:
    [row] = returns.statement(one, by=person).rows
    return row


def test_what_was_changed_is_said_and_the_page_goes_back_to_the_return(director, one, post):
    page = says(
        signed_in(director),
        one,
        post,
        occupancy="interim",
        holder="R. Bhatt",
        since_day="3",
        since_month="8",
        since_year="2026",
    )
    assert page.redirect_chain[-1][0] == f"/east/returns/{one.pk}/#post-{post.pk}"
    assert "Saved: Director of finance." in text(page)
    assert "Held by R. Bhatt, interim, since 3 August 2026; was held by A. Holder" in text(page)
    assert stated(one, director).said["since"] == "03/08/2026"


def test_saving_what_is_kept_confirms_it(director, one, post):
    says(signed_in(director), one, post)
    assert (line_of(one).verdict, line_of(one).said) == ("confirmed", {})


def test_what_cannot_be_read_is_saved_as_typed_with_its_problem_beside_the_field_and_in_the_summary(
    director, one, post
):
    page = says(
        signed_in(director), one, post, expected_end_day="31", expected_end_month="Feb", expected_end_year="2027"
    )
    assert page.redirect_chain[-1][0] == f"{url(one, post)}?saved=1"
    assert line_of(one).said["expected_end"] == "31/02/2027"
    content = page.content.decode()
    assert 'href="#id_expected_end_day">“31/02/2027” is not a date.' in content
    assert 'id="id_expected_end-error"' in content
    assert 'name="expected_end_day" type="text" inputmode="numeric" value="31"' in content
    assert "Saved" in text(page)


def test_a_post_whose_holder_leaves_asks_since_when_it_is_vacant(director, one, post):
    page = says(signed_in(director), one, post, occupancy="vacant")
    assert "1 January 2020 is since when the post was substantive (A. Holder)" in text(page)
    page = says(
        signed_in(director), one, post, occupancy="vacant", since_day="", since_month="", since_year="", version="1"
    )
    assert "Vacant; was held by A. Holder" in text(page)
    assert stated(one, director).problems == []


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"likelihood": "0.7"}, "0.7"),
        ({"likelihood": "other", "probability": "0.65"}, "0.65"),
        ({"likelihood": "other", "probability": "80 %"}, "80 %"),
        ({"likelihood": "0.3", "probability": "0.65"}, "0.3"),
    ],
)
def test_likelihood_is_chosen_in_words_or_typed_as_a_number(typed, said, director, one, post):
    says(signed_in(director), one, post, **(LIKELY | {"outlook": "open"} | typed))
    assert stated(one, director).forecasts[False].said["probability"] == said
    assert bool(stated(one, director).problems) == (said == "80 %")


def test_a_number_that_cannot_be_read_is_put_right_where_it_was_typed(director, one, post):
    page = says(
        signed_in(director), one, post, **(LIKELY | {"outlook": "open", "likelihood": "other", "probability": "80 %"})
    )
    assert (
        'href="#id_probability">“80 %” is not a probability. A number above 0 and up to 1. Probably 0.8.'
        in page.content.decode()
    )


def test_an_open_forecast_becomes_confidential_by_one_choice(director, one, post):
    ForecastFactory(post=post, expected_on=dt.date(2027, 3, 31), probability="0.7", reason="retirement")
    says(signed_in(director), one, post, **(LIKELY | {"outlook": "confidential"}))
    forecasts = stated(one, director).forecasts
    assert (forecasts[False].verdict, forecasts[True].verdict) == ("withdrawn", "new")
    assert forecasts[True].said == {"expected_on": "2027-03-31", "probability": "0.7", "reason": "retirement"}


def test_both_kinds_can_be_said_of_one_post(director, one, post):
    private = {f"private_{name}": value for name, value in (LIKELY | {"likelihood": "0.95"}).items()}
    says(signed_in(director), one, post, **(LIKELY | {"outlook": "both"} | private))
    forecasts = stated(one, director).forecasts
    assert [forecasts[kind].said["probability"] for kind in (False, True)] == ["0.7", "0.95"]
    shown = signed_in(director).get(url(one, post)).content.decode()
    assert re.search(r'value="both" checked', shown)


def test_of_the_own_post_nothing_is_asked_and_why_is_said(director, ours, one):
    own = PostFactory(organisation=ours, role_family="people")
    page = signed_in(director).get(url(one, own))
    assert 'name="outlook"' not in page.content.decode()
    assert "What is expected of your own post is not said by you" in text(page)


def test_of_the_chief_executive_s_post_nothing_is_asked_in_confidence(director, ours, one):
    chief = PostFactory(organisation=ours, role_family="chief-executive", level="chief-executive")
    content = signed_in(director).get(url(one, chief)).content.decode()
    assert re.findall(r'name="outlook" type="radio" value="(\w+)"', content) == ["none", "open"]


def test_the_page_saves_by_itself_and_says_when(director, one, post):
    client = signed_in(director)
    answer = client.post(url(one, post), AS_KEPT | {"title": "Chief finance officer"}, **BY_ITSELF)
    assert answer.json()["version"] == 1
    assert re.fullmatch(r"Saved \d\d:\d\d\.", answer.json()["saved"])
    answer = client.post(url(one, post), AS_KEPT | {"title": "", "version": "1"}, **BY_ITSELF)
    assert re.fullmatch(r"Saved \d\d:\d\d\. 1 thing to put right before it can be sent\.", answer.json()["saved"])


def test_a_new_post_is_kept_from_its_first_words_on_at_an_address_of_its_own(director, one):
    client = signed_in(director)
    new = f"/east/returns/{one.pk}/new/"
    answer = client.post(new, {"title": "Chief transformation officer"}, **BY_ITSELF)
    line = ReturnLine.objects.get(of=one, post=None)
    assert (answer.json()["address"], line.said["title"]) == (url(one, line), "Chief transformation officer")
    page = client.get(url(one, line))
    assert "Reference is blank" in text(page)
    whole = AS_KEPT | {"post_ref": "N1", "title": "Chief transformation officer", "version": "1"}
    assert "Saved: Chief transformation officer." in text(client.post(url(one, line), whole, follow=True))
    assert "Taken back" in text(client.post(url(one, line, "take-back/"), {"version": "2"}, follow=True))
    assert not ReturnLine.objects.filter(pk=line.pk).exists()


def test_two_who_write_at_once_see_both_texts_and_choose(director, deputy, one, post):
    mine, other = signed_in(director), signed_in(deputy)
    says(other, one, post, title="Director of money")
    page = mine.post(url(one, post), AS_KEPT | {"title": "Chief finance officer", "version": ""})
    assert page.status_code == 409
    assert "Niamh Kelly has changed this post meanwhile." in text(page)
    assert "Title Chief finance officer Director of money" in text(page)
    assert line_of(one).said["title"] == "Director of money"
    kept = dict(
        re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', page.content.decode().partition("<main")[2])
    )
    assert kept["title"] == "Chief finance officer"
    mine.post(url(one, post), kept)
    assert line_of(one).said["title"] == "Chief finance officer"


def test_a_page_that_saves_by_itself_never_overwrites_what_somebody_else_has_said(director, deputy, one, post):
    says(signed_in(deputy), one, post, title="Director of money")
    answer = signed_in(director).post(url(one, post), AS_KEPT | {"title": "Chief finance officer"}, **BY_ITSELF)
    assert (answer.status_code, list(answer.json())) == (409, ["sentence"])
    assert line_of(one).said["title"] == "Director of money"


def test_what_was_sent_after_the_session_had_ended_is_in_the_form_after_signing_in(director, one, post):
    client = Client()
    client.post(url(one, post), AS_KEPT | {"title": "Chief finance officer", "account": str(director.pk)})
    assert not one.lines.exists()
    client.force_login(director)
    session = client.session
    second_factor.note(session, director)
    session.save()
    again = client.get(url(one, post))
    assert "You were signed out before this was saved." in text(again)
    assert 'name="title" value="Chief finance officer"' in again.content.decode().replace(' maxlength="150"', "")


def test_a_page_that_saves_by_itself_is_told_that_the_session_has_ended(one, post):
    assert Client().post(url(one, post), AS_KEPT, **BY_ITSELF).status_code == 401


def test_closing_says_what_is_lost_and_can_be_taken_back(director, one, post):
    ForecastFactory(post=post)
    client = signed_in(director)
    page = client.get(url(one, post, "close/"))
    assert "A. Holder holds it no more" in text(page)
    assert "Its forecast is withdrawn" in text(page)
    day = {"closes_on_day": "1", "closes_on_month": "9", "closes_on_year": "2026"}
    page = client.post(url(one, post, "close/"), day, follow=True)
    assert "Closing Closes on 1 September 2026" in text(page)
    assert client.get(url(one, post)).headers["Location"] == url(one, post, "close/")
    page = client.post(url(one, post, "take-back/"), {"version": "1"}, follow=True)
    assert "1 post to confirm." in text(page)


def test_a_day_on_which_a_post_cannot_close_is_saved_as_typed_and_to_put_right(director, one, post):
    day = {"closes_on_day": "31", "closes_on_month": "2", "closes_on_year": "2026"}
    page = signed_in(director).post(url(one, post, "close/"), day, follow=True)
    assert "“31/02/2026” is not a date" in text(page)


def test_nothing_is_written_once_the_return_has_been_sent(director, one, post):
    returns.confirm_rest(one, by=director)
    returns.hand_over(one, by=director)
    for answer in (signed_in(director).get(url(one, post)), says(signed_in(director), one, post, title="Other")):
        assert answer.status_code == 409
        assert "This return is with the chief executive" in text(answer)
