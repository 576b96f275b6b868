"""A return that is signed becomes what is kept, as of its day, all of it or nothing."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from regions.actions import returns
from regions.models import Forecast, Occupancy, Post, PostShare, Return
from talentboard.access import NotAllowed, NotFound, NotPermitted, Role
from talentboard.accounts.models import User
from talentboard.audit.models import AuditEvent
from tests.factories import DAY, ForecastFactory, OrganisationFactory, PostFactory
from tests.fixtures.people import give, with_role
from tests.regions.actions.returns.world import CHANGED, FORECAST, world

pytestmark = pytest.mark.django_db


def test_nothing_that_is_said_is_so_before_the_chief_executive_signs():
    it = world()
    it.say(CHANGED)
    it.new()
    it.hand_over()
    assert set(it.organisation.posts.values_list("ref", "title")) == {("F1", it.post.title), ("F2", it.post.title)}
    returns.sign_off(it.one, by=it.chief)
    assert set(it.organisation.posts.values_list("ref", "title")) == {
        ("F1", "Chief finance officer"),
        ("F2", it.post.title),
        ("N1", "Director of strategy"),
    }


def test_what_was_signed_knows_its_author_its_return_and_its_day():
    it = world()
    it.say({"occupancy": "vacant", "holder": "", "since": "15/09/2026"}, forecasts={False: FORECAST})
    it.sign()
    held = Occupancy.objects.get(post=it.post, until=None)
    assert (held.kind, held.since, held.recorded_by, held.stated_in) == (
        "vacant", dt.date(2026, 9, 15), it.director, it.one,
    )  # fmt: skip
    told = Forecast.objects.get(post=it.post)
    assert (told.as_of, told.expected_on, told.recorded_by, told.stated_in, told.source) == (
        DAY, dt.date(2027, 3, 31), it.director, it.one, "return",
    )  # fmt: skip
    one = it.now()
    assert (one.state, one.source, one.signed_off_by) == ("signed-off", "page", it.chief)
    assert [(step.from_state, step.to_state, step.by) for step in one.steps.all()] == [
        ("", "open", None),
        ("open", "in-progress", it.director),
        ("in-progress", "submitted", it.director),
        ("submitted", "signed-off", it.chief),
    ]
    event = AuditEvent.objects.get(kind="return-signed")
    assert (event.about_id, event.region, event.changed) == (str(one.pk), "east", ["forecast", "occupancy"])


def test_a_confirmed_return_changes_no_post_and_makes_its_forecasts_anew():
    it = world()
    told = ForecastFactory(post=it.post, recorded_by=it.team)
    before = list(Post.objects.values()), list(Occupancy.objects.values())
    it.sign()
    assert (list(Post.objects.values()), list(Occupancy.objects.values())) == before
    anew = Forecast.objects.get(post=it.post, superseded_on=None)
    told.refresh_from_db()
    assert (told.superseded_on, anew.as_of, anew.stated_in) == (DAY, DAY, it.one)
    assert (anew.expected_on, anew.recorded_by) == (told.expected_on, it.team)


def test_a_second_signature_and_a_second_handing_over_are_refused():
    it = world()
    it.hand_over()
    with pytest.raises(NotAllowed, match="sent to the chief executive already"):
        returns.hand_over(it.one, by=it.director)
    returns.sign_off(it.one, by=it.chief)
    with pytest.raises(NotAllowed, match=r"was signed off on .* already"):
        returns.sign_off(it.one, by=it.chief)
    assert it.one.steps.filter(to_state="signed-off").count() == 1


def test_whoever_wrote_in_it_or_sent_it_does_not_sign_it_even_as_chief_executive():
    it = world()
    both = with_role(Role.HR_DIRECTOR, it.organisation)
    give(both, Role.CHIEF_EXECUTIVE, it.organisation)
    returns.confirm(it.one, [it.post], by=both)
    returns.take_back(it.line(), version=1, by=it.director)
    it.hand_over()
    with pytest.raises(NotAllowed, match="You wrote in this return or sent it"):
        returns.sign_off(it.one, by=both)
    assert returns.sign_off(it.one, by=it.chief).state == "signed-off"
    other = world(code="RBB")
    give(other.director, Role.CHIEF_EXECUTIVE, other.organisation)
    sender = with_role(Role.HR_DIRECTOR, other.organisation)
    give(sender, Role.CHIEF_EXECUTIVE, other.organisation)
    other.confirm_rest()
    returns.hand_over(other.one, by=sender)
    with pytest.raises(NotAllowed, match="You wrote in this return or sent it"):
        returns.sign_off(other.one, by=sender)


def test_only_the_organisations_chief_executive_signs_and_sends_back():
    it = world()
    it.hand_over()
    elsewhere = with_role(Role.CHIEF_EXECUTIVE, OrganisationFactory())
    for person, refusal in (
        (it.director, NotPermitted),
        (it.team, NotPermitted),
        (with_role(Role.CHAIR, it.organisation), NotPermitted),
        (elsewhere, NotFound),
    ):
        with pytest.raises(refusal):
            returns.sign_off(it.one, by=person)
        with pytest.raises(refusal):
            returns.send_back(it.one, why="Look again", by=person)


def test_a_return_of_which_a_post_has_changed_since_is_refused_with_the_list_and_nothing_is_applied():
    it = world(posts=3)
    it.say(CHANGED)
    it.hand_over()
    Post.objects.filter(ref="F2").update(title="Director of money")
    new = PostFactory(organisation=it.organisation, ref="F9")
    with pytest.raises(NotAllowed, match=r"changed since .*: F2, Director of money. Nothing has been applied"):
        returns.sign_off(it.one, by=it.chief)
    Post.objects.filter(ref="F2").update(title="Director of finance")
    with pytest.raises(NotAllowed, match="Nothing has been said yet of 1 post: F9"):
        returns.sign_off(it.one, by=it.chief)
    new.occupancies.all().delete()
    new.delete()
    Post.objects.filter(ref="F3").update(established_until=DAY)
    with pytest.raises(NotAllowed, match="not kept any more: F3"):
        returns.sign_off(it.one, by=it.chief)
    it.post.refresh_from_db()
    assert (it.post.title, it.now().state) == ("Director of finance", "submitted")


def test_a_return_that_is_not_whole_is_not_sent():
    it = world()
    with pytest.raises(NotAllowed, match="Nothing has been said yet of 2 posts: F1, Director of finance and F2"):
        returns.hand_over(it.one, by=it.director)
    it.say({"level": "boss", "since": "soon"})
    it.confirm_rest()
    with pytest.raises(NotAllowed, match=r"2 things are to be put right first: .*“boss” is not a level"):
        returns.hand_over(it.one, by=it.director)
    it.say({"level": "director"}, version=1)
    Post.objects.filter(ref="F2").update(title="Director of money")
    with pytest.raises(NotAllowed, match=r"1 post has changed since .*F2, Director of money. Look at them again first"):
        returns.hand_over(it.one, by=it.director)
    assert it.now().state == "in-progress"


def test_signing_two_hundred_changes_takes_so_many_statements_as_signing_three():
    counts = []
    for posts, code in ((3, "RAA"), (200, "RBB")):
        it = world(posts=posts, code=code, held__since=dt.date(2021, 1, 1))
        other, before = OrganisationFactory(), OrganisationFactory()
        for number, post in enumerate(it.posts):
            ForecastFactory(post=post)
            ForecastFactory(post=post, confidential=True)
            PostShare.objects.create(post=post, organisation=before)
            if number % 3 == 2:
                post.occupancies.update(signed_off=False)
                it.say({"since": "01/01/2021", "occupancy": "vacant", "holder": ""}, post=post)
            elif number % 3:
                ends = {"expected_end": "31/12/2026", "since": "01/02/2020"}
                it.say(CHANGED | ends | {"shared_with": other.code}, post=post, forecasts={False: None})
            else:
                gone = {"occupancy": "vacant", "holder": "", "since": "15/09/2026"}
                it.say(CHANGED | gone, post=post, forecasts={True: FORECAST})
        it.new()
        it.hand_over()
        with CaptureQueriesContext(connection) as queries:
            returns.sign_off(Return(pk=it.one.pk, organisation=it.organisation), by=User(pk=it.chief.pk))
        counts.append([query["sql"] for query in queries if "SAVEPOINT" not in query["sql"]])
    assert len(counts[0]) == len(counts[1])
    statements = " ".join(counts[1])
    for table in ("post", "occupancy", "postshare", "forecast"):
        assert f'INSERT INTO "regions_{table}"' in statements
    assert 'DELETE FROM "regions_postshare"' in statements
    assert 'DELETE FROM "regions_occupancy"' in statements
    applied = next(at for at, statement in enumerate(counts[1], 1) if "auditevent" in statement)
    assert applied <= 20  # after that it is told to others


def test_what_is_confirmed_is_judged_before_it_is_sent():
    it = world()
    it.post.shares.create(organisation=OrganisationFactory(code="RGONE", name="Gone Trust", until=DAY))
    it.confirm_rest()
    with pytest.raises(
        NotAllowed, match="to be put right first: F1, Director of finance: RGONE, Gone Trust, closed on"
    ):
        returns.hand_over(it.one, by=it.director)
