"""One post is corrected between returns: at once, from today, and not signed off until a return says it again."""

import datetime as dt

import pytest

from regions.actions import corrections, returns
from regions.models import Forecast, Occupancy, Post
from regions.reach import reach
from talentboard.access import NotAllowed, NotFound, NotPermitted, Permission, Role
from talentboard.audit.describing import describe
from talentboard.audit.models import AuditEvent
from talentboard.clock import today
from tests.factories import ForecastFactory, OrganisationFactory, PostFactory
from tests.fixtures.people import with_role
from tests.regions.actions.import_return.return_files import a_file, load
from tests.regions.actions.import_return.return_files import post as a_row
from tests.regions.actions.returns.world import FORECAST, world

pytestmark = pytest.mark.django_db
A_DAY = dt.timedelta(days=1)


@pytest.fixture
def it():
    """A world whose return is of today, so that what is corrected today is in it."""
    return world(as_of=today())


def correct(it, said=None, *, by=None, post=None, right=True, **rest):
    plan = corrections.correct_post(post or it.post, said=said or {}, by=by or it.director, **rest)
    if right:
        assert [problem.wrong for problem in plan.problems] == []
    return plan


def test_a_correction_holds_from_today_and_is_not_signed_off(it):
    ends = {"occupancy": "interim", "holder": "I. Interim", "since": str(today() - A_DAY)}
    assert correct(it, ends | {"title": "Chief finance officer"}).saved
    held = it.post.occupancies.get(until=None)
    assert (held.kind, held.since, held.recorded_by, held.signed_off, held.stated_in) == (
        "interim", today() - A_DAY, it.director, False, None,
    )  # fmt: skip
    assert it.post.occupancies.get(until=today() - A_DAY).signed_off
    post = Post.objects.get(pk=it.post.pk)
    assert (post.title, post.signed_off, post.recorded_by) == ("Chief finance officer", False, it.director)
    assert Post.objects.get(ref="F2").signed_off
    event = AuditEvent.objects.get(kind="post-corrected")
    assert (event.about_id, event.changed) == (str(post.pk), ["occupancy", "title"])


def test_what_is_said_more_exactly_of_a_holding_is_a_correction_too(it):
    correct(it, {"expected_end": "31/12/2099"}, by=it.team)
    held = it.post.occupancies.get()
    assert (held.expected_end, held.recorded_by, held.signed_off) == (dt.date(2099, 12, 31), it.team, False)


def test_what_says_what_is_kept_changes_nothing_and_what_cannot_be_so_is_not_saved(it):
    before = list(Post.objects.values()), list(Occupancy.objects.values())
    assert not correct(it, {"title": it.post.title, "critical": ""}).saved
    plan = correct(it, {"level": "boss", "title": "Another"}, right=False)
    assert ([problem.column for problem in plan.problems], plan.saved) == (["level"], False)
    assert (list(Post.objects.values()), list(Occupancy.objects.values())) == before
    assert not AuditEvent.objects.filter(kind="post-corrected").exists()


def test_a_forecast_is_made_changed_and_withdrawn_and_others_are_left_alone(it):
    other = ForecastFactory(post=it.posts[1])
    private = ForecastFactory(post=it.post, confidential=True)
    assert correct(it, forecast=FORECAST).saved
    told = Forecast.objects.get(post=it.post, confidential=False)
    assert (told.as_of, told.signed_off, told.recorded_by, told.source) == (today(), False, it.director, "correction")
    assert not correct(it, forecast=FORECAST).saved
    assert correct(it, {"title": "Another"}).saved
    assert Forecast.objects.live(today()).filter(post=it.post, confidential=False).exists()
    assert correct(it, forecast=None).saved
    live = set(Forecast.objects.live(today()).values_list("pk", flat=True))
    assert live == {other.pk, private.pk}


def test_the_next_return_lists_corrections_and_its_signature_signs_them(it):
    correct(it, {"title": "Chief finance officer"})
    correct(it, {"occupancy": "vacant", "holder": "", "since": str(today() - A_DAY)}, by=it.team)
    correct(it, forecast=FORECAST, post=it.posts[1])
    on = f"{today().day} {today():%B %Y}"
    assert it.stated().unsigned == [
        f"Corrected on {on} by {it.director.name}, not yet signed off: the post itself.",
        f"Corrected on {on} by {it.team.name}, not yet signed off: vacant since "
        f"{(today() - A_DAY).day} {today() - A_DAY:%B %Y}.",
    ]
    assert it.stated(post=it.posts[1]).unsigned == [
        f"Corrected on {on} by {it.director.name}, not yet signed off: expected to fall vacant on 31 March 2027."
    ]
    it.sign()
    for model in (Post, Occupancy, Forecast):
        assert not model.objects.filter(signed_off=False).exists()
    assert it.post.occupancies.get(until=None).recorded_by == it.team


def test_a_correction_of_a_later_day_waits_for_the_return_after():
    it = world(as_of=today() - 20 * A_DAY)
    correct(it, {"occupancy": "vacant", "holder": "", "since": str(today())}, forecast=FORECAST)
    assert it.stated().unsigned == []
    it.sign()
    assert not Occupancy.objects.get(post=it.post, kind="vacant").signed_off
    assert not Forecast.objects.get(post=it.post).signed_off
    assert Occupancy.objects.get(post=it.post, since=today()).kind == "vacant"


def test_a_file_signs_the_corrections_of_the_posts_that_it_states(it):
    correct(it, {"occupancy": "vacant", "holder": "", "since": str(today() - A_DAY)})
    correct(it, {"occupancy": "acting", "holder": "B. Acting", "since": str(today())})
    rows = [a_row(occupancy="acting", holder="B. Acting"), a_row(post_ref="F2", holder="A. Holder")]
    load(a_file(posts=rows), as_of=today())
    assert not Occupancy.objects.filter(signed_off=False).exists()


def test_a_post_that_has_changed_since_somebody_looked_is_not_overwritten(it):
    row, seen = corrections.to_correct(it.post, by=it.director)
    assert row.kept["title"] == "Director of finance"
    correct(it, {"critical": "yes"}, by=it.team)
    with pytest.raises(NotAllowed, match="Somebody has changed this post meanwhile"):
        correct(it, {"title": "Another"}, seen=seen)
    assert correct(it, {"title": "Another"}, seen=corrections.to_correct(it.post, by=it.director)[1]).saved


def test_the_director_of_the_organisation_and_the_regional_team_correct_its_posts_and_nobody_else(it):
    elsewhere = OrganisationFactory()
    for person, refusal in (
        (it.chief, NotPermitted),
        (with_role(Role.BOARD_MEMBER, "east"), NotPermitted),
        (with_role(Role.HR_DIRECTOR, elsewhere), NotFound),
        (with_role(Role.REGIONAL_TEAM, "london"), NotFound),
    ):
        with pytest.raises(refusal):
            correct(it, {"title": "Another"}, by=person)
        with pytest.raises(refusal):
            corrections.to_correct(it.post, by=person)


def test_nothing_is_corrected_of_what_is_closed(it):
    Post.objects.filter(pk=it.post.pk).update(established_until=today())
    with pytest.raises(NotAllowed, match="no such post any more since"):
        correct(it, {"title": "Another"})
    it.organisation.until = today()
    it.organisation.save()
    with pytest.raises(NotAllowed, match=r"closed on .* The regional talent team moves its posts"):
        correct(it, {"title": "Another"}, post=it.posts[1])


def test_what_is_corrected_today_overtakes_what_a_return_said_for_a_day_to_come():
    later = today() + 20 * A_DAY
    it = world(as_of=later)
    ForecastFactory(post=it.post, as_of=today() - A_DAY)
    ForecastFactory(post=it.posts[1], as_of=today() - A_DAY)
    it.sign()
    assert Forecast.objects.live(later).filter(as_of=later).count() == 2
    correct(it, forecast=FORECAST | {"probability": "0.9"})
    correct(it, forecast=None, post=it.posts[1])
    for day in (today(), later, later + A_DAY):
        assert [float(one.probability) for one in Forecast.objects.live(day)] == [0.9]


def chief_post(it) -> Post:
    return PostFactory(organisation=it.organisation, ref="CE", role_family="chief-executive", level="chief-executive")


def people_post(it) -> Post:
    return PostFactory(organisation=it.organisation, ref="HR", role_family="people")


@pytest.mark.parametrize(
    ("role", "keeps"),
    [
        (Role.HR_DIRECTOR, {"finance"}),
        (Role.CHIEF_EXECUTIVE, {"finance", "people"}),
        (Role.CHAIR, {"chief"}),
        (Role.REGIONAL_LEAD, {"finance", "people", "chief"}),
        (Role.REGIONAL_TEAM, set()),
        (Role.NATIONAL_TEAM, set()),
        (Role.AUDITOR, set()),
    ],
)
@pytest.mark.parametrize("is_there", [False, True])
def test_who_keeps_which_confidential_forecasts_whether_or_not_there_is_one(role, keeps, is_there, it):
    posts = {"finance": it.post, "people": people_post(it), "chief": chief_post(it)}
    in_region = role in (Role.REGIONAL_LEAD, Role.REGIONAL_TEAM)
    person = with_role(
        role, "east" if in_region else None if role in (Role.NATIONAL_TEAM, Role.AUDITOR) else it.organisation
    )
    kept, refusals = set(), {}
    for name, post in posts.items():
        if is_there:
            ForecastFactory(post=post, confidential=True, recorded_by=it.team)
        try:
            assert corrections.keep_confidential(post, said=FORECAST, by=person).saved
            assert corrections.withdraw_confidential(post, by=person).saved
            kept.add(name)
        except NotPermitted as refused:
            refusals[name] = str(refused)
            with pytest.raises(NotPermitted, match=str(refused).split("’")[0].split(",")[0]):
                corrections.withdraw_confidential(post, by=person)
    assert kept == keeps
    assert not any("there is" in sentence for sentence in refusals.values())


def test_a_confidential_forecast_is_signed_off_by_whom_it_belongs_to_and_no_other_word_tells_of_it(it):
    returns.confirm(it.one, [it.posts[1]], by=it.director)
    corrections.keep_confidential(it.post, said=FORECAST, by=it.director)
    told = Forecast.objects.get()
    assert (told.confidential, told.signed_off, told.recorded_by, told.as_of) == (True, True, it.director, today())
    for person in (it.director, it.chief, it.team):
        assert it.stated(by=person).unsigned == []
    event = AuditEvent.objects.get(kind="confidential-kept")
    assert (event.about_kind, event.about_id, event.changed) == ("organisation", str(it.organisation.pk), [])
    assert [one.words for one in describe([event]).values()] == [it.organisation.name]


def test_a_confidential_forecast_that_cannot_be_read_or_says_nothing_is_not_kept(it):
    plan = corrections.keep_confidential(it.post, said=FORECAST | {"probability": "80"}, by=it.director)
    assert ([problem.likely for problem in plan.problems], plan.saved) == (["0.8"], False)
    with pytest.raises(NotAllowed, match="or withdraw the forecast"):
        corrections.keep_confidential(it.post, said={"reason": " "}, by=it.director)
    assert not Forecast.objects.exists()


@pytest.mark.parametrize("is_there", [False, True])
def test_nobody_says_what_is_expected_of_their_own_post_whether_or_not_somebody_else_has(is_there, it):
    own = people_post(it)
    if is_there:
        ForecastFactory(post=own, recorded_by=it.team)
    for forecast in (FORECAST, None):
        with pytest.raises(NotAllowed, match="What is expected of your own post is not said by you"):
            correct(it, post=own, forecast=forecast)
    row, _seen = corrections.to_correct(own, by=it.director)
    assert row.forecasts == {}
    assert set(row.closed_to) == {False, True}
    assert correct(it, {"title": "Chief people officer"}, post=own).saved
    assert Forecast.objects.live(today()).count() == int(is_there)


def test_a_forecast_that_somebody_entered_of_the_post_that_is_now_theirs_stays_theirs_to_change(it):
    own = people_post(it)
    ForecastFactory(post=own, recorded_by=it.director)
    assert corrections.to_correct(own, by=it.director)[0].forecasts[False].verdict == "as-kept"
    assert correct(it, post=own, forecast=None).saved


def test_a_correction_does_not_make_its_author_see_a_forecast(it):
    own = people_post(it)
    ForecastFactory(post=own, recorded_by=it.team, as_of=today() - A_DAY)
    correct(it, {"title": "Chief people officer"}, post=own)
    it.sign()
    seen = reach(it.director, Permission.READ_POSTS).posts_with_forecasts(today()).get(pk=own.pk)
    assert seen.expected_on is None
    assert Forecast.objects.live(today()).get(post=own).stated_in == it.one
