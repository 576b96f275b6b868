"""Correcting a post on its page, and keeping its confidential forecast."""

import re

import pytest
from django.urls import reverse

from regions.actions import corrections
from regions.models import Forecast, Post
from talentboard.access import Role
from talentboard.audit.models import AuditEvent
from talentboard.clock import today
from tests.factories import ForecastFactory, PostFactory
from tests.fixtures.people import give, signed_in, with_role
from tests.regions.actions.returns.world import FORECAST, World, world

pytestmark = pytest.mark.django_db
IN_CONFIDENCE = {"expected_on": "31/03/2099", "likelihood": "0.7", "probability": "", "reason": "resignation"}


@pytest.fixture
def it() -> World:
    return world(as_of=today())


def url(post: Post, name: str = "post-correct") -> str:
    return reverse(f"regions:{name}", args=["east", post.pk])


def fields_of(response) -> dict[str, str]:
    """What a browser would send back of the page's form as it is."""
    form = response.context["form"]
    sent = {"account": "x"}
    for box in form:
        value = box.value()
        if re.fullmatch(r"\d{4}-\d\d-\d\d", value or ""):
            sent |= dict(
                zip((f"{box.name}_year", f"{box.name}_month", f"{box.name}_day"), value.split("-"), strict=True)
            )
        elif value and not (box.name in {"clinical", "critical"} and value == "no"):
            sent[box.name] = value
    return sent


def from_today(sent: dict[str, str]) -> dict[str, str]:
    """The same with the first day of the holding left blank."""
    return {name: text for name, text in sent.items() if not name.startswith("since_")}


def words(response) -> str:
    return " ".join(response.content.decode().split())


@pytest.mark.parametrize("role", [Role.HR_DIRECTOR, Role.REGIONAL_TEAM, Role.REGIONAL_LEAD])
def test_a_correction_holds_at_once_and_is_marked_as_not_yet_signed_off(it, role):
    person = with_role(role, it.organisation if role is Role.HR_DIRECTOR else "east")
    client = signed_in(person)
    page = client.get(url(it.post))
    assert "It holds as soon as you save it" in words(page)
    assert "the chief executive signs it there" in words(page)
    sent = from_today(fields_of(page))
    sent |= {"occupancy": "interim", "holder": "I. Interim", "title": "Chief finance officer"}
    answer = client.post(url(it.post), sent, follow=True)
    assert answer.redirect_chain == [(url(it.post, "post"), 302)]
    assert "It holds from today, and stands in the next return to be signed off." in words(answer)
    assert words(answer).count("Not yet signed off") == 2
    post = Post.objects.get(pk=it.post.pk)
    assert (post.title, post.signed_off, post.recorded_by) == ("Chief finance officer", False, person)
    assert post.occupancies.get(until=None).holders == ["I. Interim"]


def test_an_open_forecast_is_made_changed_and_withdrawn_and_the_confidential_one_stays(it):
    private = ForecastFactory(post=it.post, confidential=True)
    client = signed_in(it.director)
    told = {"outlook": "open", "expected_on": "31/03/2099", "likelihood": "0.7", "reason": "retirement"}
    client.post(url(it.post), fields_of(client.get(url(it.post))) | told)
    made = Forecast.objects.get(post=it.post, confidential=False)
    assert (str(made.probability), made.signed_off, made.recorded_by) == ("0.7000", False, it.director)
    page = client.get(url(it.post))
    assert page.context["form"]["outlook"].value() == "open"
    client.post(url(it.post), fields_of(page) | {"outlook": "none"})
    assert list(Forecast.objects.live(today())) == [private]


def test_what_is_kept_already_changes_nothing_and_says_so(it):
    ForecastFactory(post=it.post)
    client = signed_in(it.director)
    answer = client.post(url(it.post), fields_of(client.get(url(it.post))), follow=True)
    assert "That is what is kept already. Nothing has changed." in words(answer)
    assert Post.objects.get(pk=it.post.pk).signed_off
    assert not AuditEvent.objects.filter(kind="post-corrected").exists()


def test_what_is_wrong_is_said_beside_its_field_and_nothing_is_saved(it):
    client = signed_in(it.director)
    sent = fields_of(client.get(url(it.post))) | {"title": "", "outlook": "open", "expected_on": "31/02/2099"}
    answer = client.post(url(it.post), sent)
    assert "Nothing has been saved: this is to put right first" in words(answer)
    form = answer.context["form"]
    assert set(form.errors) == {"title", "expected_on", "likelihood", "reason"}
    assert 'value="31"' in words(answer)
    assert Post.objects.get(pk=it.post.pk).title == it.post.title
    assert "Error: Correct" in words(answer)


def test_a_post_that_has_changed_while_the_form_was_open_shows_both_and_either_can_be_kept(it):
    client = signed_in(it.director)
    sent = from_today(fields_of(client.get(url(it.post)))) | {"title": "Mine", "holder": "M. Mine"}
    corrections.correct_post(it.post, said={"title": "Theirs"}, by=it.team)
    answer = client.post(url(it.post), sent)
    assert answer.status_code == 409
    assert "Somebody has changed this post while you had it open." in words(answer)
    differing = {label: (mine, theirs) for label, mine, theirs, differs in answer.context["columns"] if differs}
    assert differing == {
        "Title": ("Mine", "Theirs"),
        "Held by": ("M. Mine", "A. Holder"),
        "Since": ("", "1 January 2020"),
    }
    assert Post.objects.get(pk=it.post.pk).title == "Theirs"
    again = dict(answer.context["mine"]) | {"version": answer.context["version"], "account": "x"}
    assert client.post(url(it.post), again).status_code == 302
    assert Post.objects.get(pk=it.post.pk).title == "Mine"


def test_whoever_holds_the_post_says_nothing_of_its_forecast(it):
    post = PostFactory(organisation=it.organisation, role_family="people")
    told = ForecastFactory(post=post)
    client = signed_in(it.director)
    page = client.get(url(post))
    assert "What is expected of your own post is not said by you" in words(page)
    assert "outlook" not in page.context["form"].fields
    client.post(url(post), fields_of(page) | {"title": "People director", "outlook": "none"})
    assert Post.objects.get(pk=post.pk).title == "People director"
    assert list(Forecast.objects.live(today())) == [told]


def test_a_post_that_is_closed_is_not_corrected(it):
    Post.objects.filter(pk=it.post.pk).update(established_until=today())
    assert signed_in(it.director).get(url(it.post)).status_code == 404
    it.organisation.until = today()
    it.organisation.save()
    answer = signed_in(it.director).get(url(it.posts[1]))
    assert answer.status_code == 409
    assert "The regional talent team moves its posts" in words(answer)


def test_the_page_offers_what_the_reader_may_do_and_nothing_else(it):
    offered = {
        role: re.findall(r'href="[^"]*/(correct|confidential)/"', words(signed_in(person).get(url(it.post, "post"))))
        for role, person in {
            "director": it.director, "chief": it.chief, "team": it.team,
            "lead": with_role(Role.REGIONAL_LEAD, "east"), "board": with_role(Role.BOARD_MEMBER, "east"),
            "chair": with_role(Role.CHAIR, it.organisation),
        }.items()
    }  # fmt: skip
    assert offered == {
        "director": ["correct", "confidential"], "chief": ["confidential"], "team": ["correct"],
        "lead": ["correct", "confidential"], "board": [], "chair": [],
    }  # fmt: skip


def confide(it: World, person, *, post: Post | None = None, **told):
    client = signed_in(person)
    where = url(post or it.post, "post-confidential")
    return client.post(where, fields_of(client.get(where)) | IN_CONFIDENCE | told, follow=True)


def test_a_confidential_forecast_is_kept_changed_and_withdrawn_without_a_return(it):
    assert "Saved in confidence" in words(confide(it, it.chief))
    made = Forecast.objects.get(post=it.post)
    assert (made.confidential, str(made.probability), made.signed_off) == (True, "0.7000", True)
    assert "Saved in confidence" in words(confide(it, it.director, likelihood="other", probability="0.65"))
    client = signed_in(it.chief)
    page = client.get(url(it.post, "post-confidential"))
    assert "expected to fall vacant on 31 March 2099. Likely (0.65), resignation." in words(page)
    withdraw = url(it.post, "post-confidential-withdraw")
    assert "Likely (0.65)" in words(client.get(withdraw))
    assert "Withdrawn: the confidential forecast." in words(client.post(withdraw, follow=True))
    assert not Forecast.objects.live(today()).exists()
    assert client.get(withdraw).status_code == 302
    traces = AuditEvent.objects.filter(kind="confidential-kept").values_list("about_kind", "about_id", "changed")
    assert list(traces) == [("organisation", str(it.organisation.pk), [])] * 3


def test_what_is_wrong_with_a_confidential_forecast_is_said_beside_its_field(it):
    answer = confide(it, it.chief, expected_on="31/02/2099", likelihood="other", probability="2")
    assert set(answer.context["form"].errors) == {"expected_on", "probability"}
    blank = confide(it, it.chief, expected_on="", likelihood="", reason="")
    assert "or withdraw the forecast" in words(blank)
    assert not Forecast.objects.exists()


def test_two_who_keep_it_at_once_see_both(it):
    client = signed_in(it.chief)
    where = url(it.post, "post-confidential")
    sent = fields_of(client.get(where)) | IN_CONFIDENCE
    corrections.keep_confidential(it.post, said=FORECAST, by=it.director)
    answer = client.post(where, sent)
    assert answer.status_code == 409
    (column,) = answer.context["columns"]
    assert column[1:] == (
        "31 March 2099. Likely (0.7), resignation", "31 March 2027. As likely as not (0.5), retirement", True,
    )  # fmt: skip


def test_the_page_names_exactly_those_who_can_see_it(it):
    chiefs = {"role_family": "chief-executive", "level": "chief-executive"}
    posts = {
        "plain": it.post,
        "people": PostFactory(organisation=it.organisation, role_family="people"),
        "chief": PostFactory(organisation=it.organisation, **chiefs),
        "chair": PostFactory(organisation=it.organisation, role_family="chair", level="chair"),
    }
    chair, lead = with_role(Role.CHAIR, it.organisation), with_role(Role.REGIONAL_LEAD, "east")
    nation = with_role(Role.NATIONAL_TEAM)
    with_role(Role.REGIONAL_LEAD, "london"), with_role(Role.BOARD_MEMBER, "east")
    give(lead, Role.BOARD_MEMBER, "east")
    keepers = {
        "plain": ([it.director, it.chief, lead], "the regional lead, the HR director and the chief executive"),
        "people": ([it.chief, lead], "the regional lead and the chief executive"),
        "chief": ([chair, lead], "the regional lead, the national team and the chair"),
        "chair": (
            [it.director, it.chief, lead],
            "the regional lead, the national team, the HR director and the chief executive",
        ),
    }
    for kind, post in posts.items():
        page = signed_in(lead).get(url(post, "post-confidential"))
        people, offices = keepers[kind]
        seers = {person.name for person in people} | ({nation.name} if kind in {"chief", "chair"} else set())
        assert {one.name for one in page.context["confidants"]} == seers
        assert page.context["offices"] == offices
        assert ("so does the national look-ahead" in words(page)) == (nation.name in seers)
        for person in (it.director, it.chief, chair, lead, it.team):
            answer = signed_in(person).get(url(post, "post-confidential"))
            assert (answer.status_code == 200) == (person in people)


def test_what_was_kept_of_a_chief_executives_post_is_named_as_seen_by_just_those_who_find_it(it):
    post = PostFactory(organisation=it.organisation, role_family="chief-executive", level="chief-executive")
    keeper, nation = with_role(Role.REGIONAL_LEAD, "east"), with_role(Role.NATIONAL_TEAM)
    give(nation, Role.CHIEF_EXECUTIVE, it.organisation)  # it is theirs
    names = {one.name for one in signed_in(keeper).get(url(post, "post-confidential")).context["confidants"]}
    assert names == {keeper.name}


def test_what_was_typed_before_the_session_ended_is_there_again_after_signing_in(it):
    client = signed_in(it.director)
    sent = fields_of(client.get(url(it.post))) | {"title": "Typed", "account": str(it.director.pk)}
    client.logout()
    assert client.post(url(it.post), sent).status_code == 302
    kept = client.session["typed_before_signing_in"]
    again = signed_in(it.director)
    changed = again.session
    changed["typed_before_signing_in"] = kept
    changed.save()
    page = again.get(url(it.post))
    assert "You were signed out before this was saved." in words(page)
    assert page.context["form"]["title"].value() == "Typed"
