"""What somebody may not know of a forecast is in no row, count, difference, refusal or change of a return."""

import pytest

from regions.actions import corrections, returns
from regions.models import Forecast, Post
from regions.reach import reach
from talentboard.access import NotAllowed, Permission, Role
from tests.factories import DAY, CandidateFactory, ForecastFactory, PostFactory
from tests.fixtures.people import with_role
from tests.regions.actions.returns.world import FORECAST, NEW, World, world

pytestmark = pytest.mark.django_db


@pytest.fixture
def it() -> World:
    """Two ordinary posts, then the chief executive's (CE) and the HR director's (HR)."""
    it = world()
    it.posts += [
        PostFactory(organisation=it.organisation, ref="CE", role_family="chief-executive", level="chief-executive"),
        PostFactory(organisation=it.organisation, ref="HR", role_family="people"),
    ]
    return it


def everybody(it) -> dict[str, object]:
    return {
        "director": it.director,
        "chief": it.chief,
        "chair": with_role(Role.CHAIR, it.organisation),
        "team": it.team,
        "lead": with_role(Role.REGIONAL_LEAD, "east"),
        "auditor": with_role(Role.AUDITOR),
        "nation": with_role(Role.NATIONAL_TEAM),
    }


def shown_to(it, person) -> list:
    """Everything that a statement tells somebody, but who said it and when."""
    said = returns.statement(it.now(), by=person)
    rows = [
        (
            row.ref, row.verdict, row.kept, row.said, row.differences, row.problems, row.changed_since, row.closed_to,
            row.unsigned, {kind: (one.said, one.verdict, one.differences) for kind, one in row.forecasts.items()},
        )
        for row in said.rows
    ]  # fmt: skip
    return [rows, said.counts, said.to_put_right, said.changed, said.gone, said.is_complete]


KNOWN = {
    # what is kept or said of a forecast: whom the statement then tells something else
    ("F1", False): {"director", "chief", "chair", "team", "lead", "auditor", "nation"},
    ("F1", True): {"director", "chief", "lead"},
    ("CE", False): {"director", "chair", "team", "lead", "auditor", "nation"},
    ("CE", True): {"chair", "lead"},
    ("HR", False): {"chief", "chair", "team", "lead", "auditor", "nation"},
    ("HR", True): {"chief", "lead"},
}


@pytest.mark.parametrize(("about", "known_to"), KNOWN.items())
@pytest.mark.parametrize("is_confirmed", [False, True])
def test_a_forecast_that_is_kept_is_told_to_those_who_may_know_it_and_changes_nothing_for_others(
    about, known_to, is_confirmed, it
):
    people = everybody(it)
    if is_confirmed:
        it.confirm_rest()
    before = {name: shown_to(it, person) for name, person in people.items()}
    ForecastFactory(post=Post.objects.get(ref=about[0]), confidential=about[1], recorded_by=people["lead"])
    after = {name: shown_to(it, person) for name, person in people.items()}
    assert {name for name in people if before[name] != after[name]} == known_to


@pytest.mark.parametrize(
    ("about", "known_to"), [(about, who) for about, who in KNOWN.items() if about != ("HR", False)]
)
def test_a_forecast_that_is_said_in_the_return_is_told_to_those_alone_too(about, known_to, it):
    ref, confidential = about
    post = Post.objects.get(ref=ref)
    if confidential and ref != "F1":
        with pytest.raises(NotAllowed, match=r"not in a return|your own post is not said by you"):
            it.say(post=post, forecasts={True: FORECAST})
        return
    people = everybody(it)
    it.confirm_rest()
    before = {name: shown_to(it, person) for name, person in people.items()}
    it.say(post=post, forecasts={confidential: FORECAST}, version=1)
    after = {name: shown_to(it, person) for name, person in people.items()}
    assert {name for name in people if before[name] != after[name]} == known_to


@pytest.mark.parametrize("ref", ["CE", "HR"])
def test_a_forecast_of_the_posts_set_apart_does_not_make_a_return_out_of_date(ref, it):
    post = Post.objects.get(ref=ref)
    it.confirm_rest()
    ForecastFactory(post=post, confidential=True, recorded_by=it.team)
    ForecastFactory(post=post, recorded_by=it.team)
    assert it.hand_over().state == "submitted"
    ForecastFactory(post=it.post)
    with pytest.raises(NotAllowed, match=r"changed since .*: F1, Director of finance\. Nothing has been applied"):
        returns.sign_off(it.one, by=it.chief)
    Forecast.objects.filter(post=it.post).delete()
    assert returns.sign_off(it.one, by=it.chief).state == "signed-off"


def test_another_confidential_forecast_of_an_ordinary_post_makes_it_out_of_date_for_those_who_may_know(it):
    it.confirm_rest()
    corrections.keep_confidential(it.post, said=FORECAST, by=with_role(Role.REGIONAL_LEAD, "east"))
    Forecast.objects.update(as_of=DAY)
    assert [it.stated(by=person).changed_since for person in (it.director, it.chief, it.team)] == [True, True, False]
    with pytest.raises(NotAllowed, match="F1, Director of finance"):
        returns.hand_over(it.one, by=it.director)


def test_a_return_leaves_confidential_forecasts_that_its_author_does_not_see_exactly_as_they_are(it):
    apart = [ForecastFactory(post=post, confidential=True, recorded_by=it.team) for post in it.posts[2:]]
    said = ForecastFactory(post=it.post, confidential=True, recorded_by=it.team)
    before = list(Forecast.objects.filter(pk__in=[one.pk for one in apart]).values())
    it.say({"title": "Chief people officer"}, post=it.posts[3])
    it.sign()
    assert list(Forecast.objects.filter(post__in=it.posts[2:]).values()) == before
    anew = Forecast.objects.get(post=it.post, superseded_on=None)
    assert (anew.pk != said.pk, anew.as_of, anew.stated_in, anew.recorded_by) == (True, DAY, it.one, it.team)


def test_signing_makes_nobody_the_author_of_a_forecast_that_they_may_not_see(it):
    chief, people = it.posts[2:]
    ForecastFactory(post=people, recorded_by=it.team)
    it.say(post=chief, forecasts={False: FORECAST})
    it.sign()
    assert Forecast.objects.live(DAY).get(post=people).stated_in == it.one
    for person, post in ((it.director, people), (it.chief, chief)):
        seen = reach(person, Permission.READ_POSTS).posts_with_forecasts(DAY).get(pk=post.pk)
        assert seen.expected_on is None
    assert reach(it.director, Permission.READ_POSTS).posts_with_forecasts(DAY).get(pk=chief.pk).expected_on


@pytest.mark.parametrize("is_there", [False, True])
def test_an_hr_director_says_nothing_of_a_post_that_is_theirs_as_a_candidate(is_there, it):
    CandidateFactory(email=it.director.email, current_post=it.posts[1])
    if is_there:
        for confidential in (False, True):
            ForecastFactory(post=it.posts[1], confidential=confidential, recorded_by=it.team)
    row = it.stated(post=it.posts[1])
    assert (row.forecasts, set(row.closed_to)) == ({}, {False, True})
    for kind in (False, True):
        for said in (FORECAST, None):
            with pytest.raises(NotAllowed, match="What is expected of your own post is not said by you"):
                it.say(post=it.posts[1], forecasts={kind: said})
    it.say({"title": "Another"}, post=it.posts[1])
    it.sign()
    assert Forecast.objects.live(DAY).filter(post=it.posts[1]).count() == 2 * is_there


def test_a_new_post_that_would_be_the_chief_executives_has_no_confidential_forecast_in_a_return(it):
    chief = NEW | {"role_family": "chief-executive", "level": "Chief executive"}
    with pytest.raises(NotAllowed, match="kept by the chair and the regional lead"):
        returns.say(it.one, said=chief, forecasts={True: FORECAST}, by=it.director)
    line = returns.say(it.one, said=NEW, forecasts={True: FORECAST}, by=it.director)
    with pytest.raises(NotAllowed, match="kept by the chair and the regional lead"):
        returns.say(it.one, line=line, said={"level": "chief-executive"}, by=it.director)
    rows = {name: returns.statement(it.now(), by=person).rows[-1] for name, person in everybody(it).items()}
    assert {name for name, row in rows.items() if True in row.forecasts} == {"director", "chief", "lead"}


def test_the_words_of_another_director_on_a_forecast_stay_theirs(it):
    other = with_role(Role.HR_DIRECTOR, it.organisation)
    it.say(post=it.post, forecasts={False: FORECAST, True: FORECAST}, by=other)
    it.say({"title": "Another"}, post=it.post, version=1)
    it.say(post=it.post, forecasts={False: FORECAST | {"probability": "0.9"}, True: FORECAST}, version=2)
    said = {one.confidential: one.said_by for one in it.line().forecasts.all()}
    assert said == {False: it.director, True: other}
