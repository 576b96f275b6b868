"""What is said in a return is kept as typed, with its problems, and nobody overwrites what they have not seen."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from regions.actions import returns
from regions.models import Post, ReturnForecast, ReturnLine
from talentboard.access import NotAllowed, NotFound, NotPermitted, Role
from talentboard.accounts.operator import operator
from talentboard.audit.models import AuditEvent
from tests.factories import DAY, ForecastFactory, OrganisationFactory, PostFactory, ReturnFactory
from tests.fixtures.people import with_role
from tests.regions.actions.returns.world import CHANGED, FORECAST, world

pytestmark = pytest.mark.django_db


def test_a_post_that_nothing_is_said_of_is_to_confirm_and_shows_what_is_kept():
    it = world(posts=1)
    other = OrganisationFactory(code="RQW")
    it.post.shares.create(organisation=other)
    row = it.stated()
    assert (row.verdict, row.line, row.differences, row.problems) == ("to-confirm", None, [], [])
    assert row.kept == row.said == {
        "post_ref": "F1", "title": "Director of finance", "role_family": "finance", "level": "executive-director",
        "pay": "", "board_seat": "", "clinical": "no", "critical": "no", "occupancy": "substantive",
        "holder": "A. Holder", "since": "2020-01-01", "expected_end": "", "returns_on": "",
        "established_from": "2020-01-01", "shared_with": "RQW",
    }  # fmt: skip


def test_the_first_words_begin_the_work_and_later_ones_do_not():
    it = world()
    returns.confirm(it.one, [it.post], by=it.director)
    it.confirm_rest()
    assert [step.to_state for step in it.now().steps.all()] == ["open", "in-progress"]
    assert it.one.writers == [it.director.pk]


def test_posts_are_confirmed_once_and_what_was_said_of_others_stays():
    it = world(posts=3)
    said = it.say(CHANGED)
    assert [line.ref for line in returns.confirm(it.one, it.posts[:2], by=it.director)] == ["F2"]
    assert it.confirm_rest() == 1
    assert it.confirm_rest() == 0
    assert set(it.one.lines.values_list("ref", "verdict", "version")) == {
        ("F1", "changed", said.version), ("F2", "confirmed", 1), ("F3", "confirmed", 1),
    }  # fmt: skip
    assert returns.statement(it.now(), by=it.director).counts == {
        "to-confirm": 0, "confirmed": 2, "changed": 1, "new": 0, "closing": 0,
    }  # fmt: skip


def test_what_is_typed_is_kept_as_typed_with_its_problems_beside_it():
    it = world()
    it.say({"title": "  Chief \x00 finance officer", "level": "boss", "since": "soon", "colour": "blue"})
    line = it.line()
    assert (line.said["title"], line.said["level"], line.said["since"]) == ("  Chief  finance officer", "boss", "soon")
    assert "colour" not in line.said
    row = it.stated()
    assert [(problem.column, problem.value) for problem in row.problems] == [("level", "boss"), ("since", "soon")]
    assert row.differences == [
        "Title: was Director of finance, now Chief finance officer",
        "Level: was Executive director, now “boss”, which cannot be read",
        "Since: was 1 January 2020, now “soon”, which cannot be read",
    ]
    assert not returns.statement(it.one, by=it.director).is_complete


def test_what_says_what_is_kept_in_other_words_is_a_confirmation():
    it = world()
    ForecastFactory(post=it.post, reason="end-of-term", probability="0.5")
    same = {"since": "01/01/2020", "level": "Executive director", "clinical": "", "holder": " A.  Holder "}
    told = {"expected_on": "31/03/2027", "probability": "0.50", "reason": "End of term"}
    line = it.say(same, forecasts={False: told})
    assert (line.verdict, line.said, line.forecasts.count()) == ("confirmed", {}, 0)
    it.say(CHANGED, version=1)
    assert it.say({"title": "Director of finance"}, version=2).verdict == "confirmed"


def test_a_blank_first_day_or_name_leaves_what_is_kept():
    it = world()
    assert it.say({"since": "", "holder": "", "established_from": ""}).verdict == "confirmed"
    assert it.say({"since": "", "holder": "", "occupancy": "interim"}, version=1).verdict == "changed"


def test_two_who_write_at_once_see_each_others_words():
    it = world()
    other = with_role(Role.HR_DIRECTOR, it.organisation)
    first = it.say(CHANGED)
    with pytest.raises(returns.SaidMeanwhile) as refused:
        it.say({"title": "Chief money officer"}, by=other)
    assert (refused.value.line.pk, refused.value.line.said["title"]) == (first.pk, "Chief finance officer")
    second = it.say({"title": "Chief money officer"}, by=other, version=1)
    assert (second.pk, second.version, second.said_by) == (first.pk, 2, other)
    with pytest.raises(returns.SaidMeanwhile):
        it.say({"title": "Another"}, version=1)
    with pytest.raises(returns.SaidMeanwhile):
        returns.say(it.one, line=first, said={"title": "Another"}, by=it.director)
    with pytest.raises(returns.SaidMeanwhile):
        returns.close_post(it.one, it.post, closes_on="2026-12-31", version=1, by=it.director)
    with pytest.raises(returns.SaidMeanwhile):
        returns.take_back(second, version=1, by=it.director)
    returns.take_back(second, version=2, by=it.director)
    with pytest.raises(returns.SaidMeanwhile) as refused:
        returns.say(it.one, line=second, said={"title": "Another"}, by=other)
    assert refused.value.line is None


def test_the_same_words_again_are_no_conflict_and_no_new_version():
    it = world()
    first = it.say(CHANGED, forecasts={False: FORECAST})
    again = it.say(CHANGED, forecasts={False: FORECAST})
    assert (again.pk, again.version) == (first.pk, 1)
    assert AuditEvent.objects.filter(kind="return-written").count() == 1


def test_what_is_taken_back_is_to_confirm_again_and_a_new_post_is_gone():
    it = world()
    line, new = it.say(CHANGED, forecasts={False: FORECAST}), it.new()
    for one in (line, new):
        returns.take_back(one, version=1, by=it.director)
    said = returns.statement(it.now(), by=it.director)
    assert [(row.ref, row.verdict) for row in said.rows] == [("F1", "to-confirm"), ("F2", "to-confirm")]
    assert not ReturnForecast.objects.exists()


def test_a_post_that_has_changed_since_is_confirmed_or_said_anew():
    it = world(posts=3)
    returns.confirm(it.one, it.posts[:2], by=it.director)
    it.say(CHANGED, post=it.posts[2])
    Post.objects.update(pay="vsm")
    assert [it.stated(post=post).changed_since for post in it.posts] == [True, True, True]
    assert [line.ref for line in returns.confirm(it.one, it.posts, by=it.director)] == ["F1", "F2"]
    it.say(CHANGED, post=it.posts[2], version=1)
    assert [it.stated(post=post).changed_since for post in it.posts] == [False, False, False]
    assert it.hand_over().state == "submitted"


def test_what_was_said_of_a_post_that_is_gone_is_listed():
    it = world()
    it.confirm_rest()
    Post.objects.filter(ref="F2").update(established_until=DAY)
    said = returns.statement(it.now(), by=it.director)
    assert (said.gone, said.is_complete) == (["F2, Director of finance"], False)
    with pytest.raises(NotAllowed, match="not kept any more: F2, Director of finance"):
        returns.hand_over(it.one, by=it.director)
    returns.take_back(it.line(it.posts[1]), version=1, by=it.director)
    assert returns.hand_over(it.one, by=it.director).state == "submitted"


def test_only_posts_of_the_return_are_spoken_of():
    it = world()
    closed = PostFactory(organisation=it.organisation, established_until=DAY)
    for post in (closed, PostFactory()):
        for act in (
            lambda post=post: it.say(CHANGED, post=post),
            lambda post=post: returns.confirm(it.one, [post], by=it.director),
            lambda post=post: returns.close_post(it.one, post, closes_on="2027-01-01", by=it.director),
        ):
            with pytest.raises(NotAllowed, match="not among the posts of this return"):
                act()
    assert not ReturnLine.objects.exists()


def test_only_the_organisations_hr_director_writes_and_only_some_read():
    it = world()
    elsewhere = OrganisationFactory()
    for person, refusal in (
        (it.chief, NotPermitted), (it.team, NotPermitted), (with_role(Role.CHAIR, it.organisation), NotPermitted),
        (with_role(Role.HR_DIRECTOR, elsewhere), NotFound), (operator(), NotPermitted),
    ):  # fmt: skip
        for act in (
            lambda person=person: it.say(CHANGED, by=person),
            lambda person=person: returns.confirm_rest(it.one, by=person),
            lambda person=person: returns.close_post(it.one, it.post, closes_on="2027-01-01", by=person),
        ):
            with pytest.raises(refusal):
                act()
    readers = [it.chief, it.team, with_role(Role.CHAIR, it.organisation), with_role(Role.AUDITOR)]
    assert all(len(returns.statement(it.one, by=person).rows) == 2 for person in readers)
    for person, refusal in (
        (with_role(Role.BOARD_MEMBER, "east"), NotPermitted),
        (with_role(Role.REGIONAL_TEAM, "london"), NotFound),
        (with_role(Role.HR_DIRECTOR, elsewhere), NotFound),
    ):
        with pytest.raises(refusal):
            returns.statement(it.one, by=person)


def test_nothing_is_written_in_a_return_that_is_sent_signed_or_withdrawn_or_whose_organisation_has_closed():
    it = world()
    line = it.say(CHANGED)
    it.hand_over()
    acts = (
        lambda: it.say({"title": "Another"}, version=1),
        lambda: it.confirm_rest(),
        lambda: returns.take_back(line, version=1, by=it.director),
        lambda: returns.close_post(it.one, it.post, closes_on="2027-01-01", version=1, by=it.director),
    )
    for sentence in ("is with the chief executive", "was signed off on", "has been withdrawn"):
        for act in acts:
            with pytest.raises(NotAllowed, match=sentence):
                act()
        if sentence == "is with the chief executive":
            returns.sign_off(it.one, by=it.chief)
        elif sentence == "was signed off on":
            returns.reopen(it.one, why="A slip", by=it.team)
            returns.withdraw(it.one, why="Merged", by=it.team)
    closing = world(code="RBB")
    closing.organisation.until = DAY
    closing.organisation.save()
    with pytest.raises(NotAllowed, match="closed on 29 September 2026, before 30 September 2026"):
        closing.confirm_rest()
    assert returns.withdraw(closing.one, why="It has merged", by=closing.team).state == "withdrawn"


def test_a_statement_takes_as_many_queries_for_sixty_posts_as_for_two():
    counts = []
    for posts, code in ((2, "RAA"), (60, "RBB")):
        it = world(posts=posts, code=code)
        for post in it.posts:
            ForecastFactory(post=post)
            post.shares.create(organisation=OrganisationFactory())
            it.say(CHANGED, post=post, forecasts={True: FORECAST})
        Post.objects.filter(pk=it.post.pk).update(signed_off=False, recorded_by=it.team)
        person, one = (
            type(it.director).objects.get(pk=it.director.pk),
            ReturnFactory._meta.model.objects.select_related("organisation").get(pk=it.one.pk),
        )
        with CaptureQueriesContext(connection) as queries:
            returns.statement(one, by=person)
        counts.append(len([query for query in queries if "regions_roleassignment" not in query["sql"]]))
    assert counts[0] == counts[1] <= 8
