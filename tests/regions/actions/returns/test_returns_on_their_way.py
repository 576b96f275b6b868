"""Returns are opened once a quarter, sent back, reopened, withdrawn, overtaken by a file; and the database agrees."""

import datetime as dt
from collections import defaultdict

import pytest
from django.db import IntegrityError, connection, transaction

from regions.actions import returns
from regions.models import Organisation, Placement, Post, Return, ReturnLine
from talentboard import events
from talentboard.access import NotAllowed, NotPermitted, Role
from talentboard.access.refusals import NotFound
from talentboard.accounts.models import User
from talentboard.accounts.operator import operator
from talentboard.audit.describing import describe
from talentboard.audit.models import AuditEvent
from tests.factories import DAY, OrganisationFactory, PostFactory, RegionFactory, ReturnFactory
from tests.fixtures.people import give, with_role
from tests.regions.actions.import_return.return_files import a_file, load
from tests.regions.actions.import_return.return_files import post as a_row
from tests.regions.actions.returns.world import CHANGED, world

pytestmark = pytest.mark.django_db
OPENS = dt.date(2026, 12, 1)


@pytest.fixture
def told(monkeypatch):
    """The names of the events that are published."""
    heard = []
    names = ("opened", "handed-over", "sent-back", "signed", "reopened", "withdrawn")
    hears = {f"return-{name}": [lambda name=name, **facts: heard.append((name, sorted(facts)))] for name in names}
    monkeypatch.setattr(events, "_within", defaultdict(list, hears))
    return heard


def test_the_quarters_return_is_opened_once_for_every_organisation_on_the_first_of_its_last_month():
    for code in ("RAA", "RBB"):
        OrganisationFactory(code=code)
    assert [str(one.period) for one in returns.open_returns(OPENS - dt.timedelta(days=1))] == [
        "July to September 2026"
    ] * 2
    opened = returns.open_returns(OPENS)
    assert [(one.organisation.code, one.year, one.quarter, one.as_of, one.due, one.state) for one in opened] == [
        (code, 2026, 3, dt.date(2026, 12, 31), dt.date(2026, 12, 25), "open") for code in ("RAA", "RBB")
    ]
    assert returns.open_returns(OPENS) == []
    assert [(step.from_state, step.to_state, step.by) for step in opened[0].steps.all()] == [("", "open", None)]
    assert AuditEvent.objects.filter(kind="return-opened", region="east").count() == 4


def test_an_organisation_that_is_not_there_on_the_returns_day_has_none():
    OrganisationFactory(code="RCLOSES", until=dt.date(2026, 12, 31))
    OrganisationFactory(code="RSTAYS", until=dt.date(2027, 1, 1))
    OrganisationFactory(code="RNOWHERE", placed=False)
    OrganisationFactory(code="RCOMES", since=dt.date(2027, 1, 1))
    left = OrganisationFactory(code="RLEFT")
    Placement.objects.filter(organisation=left).update(until=OPENS)
    withdrawn = ReturnFactory(organisation=OrganisationFactory(code="RDONE"), quarter=3, state="open")
    withdrawn.move("withdraw", by=None)
    assert [one.organisation.code for one in returns.open_returns(OPENS)] == ["RSTAYS"]


def test_somebody_opens_the_returns_of_the_regions_in_which_they_run_them():
    OrganisationFactory(code="REAST", placed="east")
    OrganisationFactory(code="RLOND", placed="london")
    for role in (Role.BOARD_MEMBER, Role.AUDITOR):
        with pytest.raises(NotPermitted):
            returns.open_returns(OPENS, by=with_role(role, None if role is Role.AUDITOR else "east"))
    team = with_role(Role.REGIONAL_TEAM, "east")
    assert [one.organisation.code for one in returns.open_returns(OPENS, by=team)] == ["REAST"]
    assert [one.organisation.code for one in returns.open_returns(OPENS, by=operator())] == ["RLOND"]


def test_opening_takes_as_many_statements_for_thirty_organisations_as_for_one(django_assert_max_num_queries):
    for _number in range(30):
        OrganisationFactory()
    with django_assert_max_num_queries(12):
        assert len(returns.open_returns(OPENS)) == 30


def test_every_step_is_told_to_others(told):
    it = world()
    it.hand_over()
    returns.send_back(it.one, why="Look at F2 again", by=it.chief)
    returns.hand_over(it.one, by=it.director)
    returns.sign_off(it.one, by=it.chief)
    returns.reopen(it.one, why="F1 was wrong", by=it.team)
    returns.withdraw(it.one, why="It has merged", by=it.team)
    returns.open_returns(OPENS)
    assert [name for name, _facts in told] == [
        "handed-over", "sent-back", "handed-over", "signed", "reopened", "withdrawn", "opened",
    ]  # fmt: skip
    facts = dict(told)
    assert facts["signed"] == ["as_of", "by", "one", "regions"]
    assert facts["sent-back"] == facts["reopened"] == facts["withdrawn"] == ["by", "one", "why"]
    assert facts["opened"] == facts["handed-over"] == ["by", "one"]
    kinds = AuditEvent.objects.filter(about_kind="return", region="east").values_list("kind", flat=True)
    assert {"return-handed-over", "return-sent-back", "return-signed", "return-reopened", "return-withdrawn"} <= set(
        kinds
    )
    about = describe(AuditEvent.objects.filter(kind="return-signed"))
    assert [one.words for one in about.values()] == [f"Return of {it.organisation} as of 30 September 2026"]


def test_what_is_sent_back_comes_with_a_note_and_is_written_on_where_it_was():
    it = world()
    it.say(CHANGED)
    it.hand_over()
    with pytest.raises(NotAllowed, match="Say why"):
        returns.send_back(it.one, why=" ", by=it.chief)
    returns.send_back(it.one, why=" Look at F2 again ", by=it.chief)
    assert it.now().steps.last().why == "Look at F2 again"
    assert (it.one.state, it.one.revision, it.line().verdict) == ("in-progress", 1, "changed")
    with pytest.raises(NotAllowed, match=r"in progress\. One that waits to be signed"):
        returns.send_back(it.one, why="Again", by=it.chief)
    assert it.say({"title": "Chief money officer"}, version=1).version == 2


def test_a_reopened_return_begins_a_new_revision_and_the_lines_that_were_signed_stay_as_they_were():
    it = world()
    it.say(CHANGED)
    it.sign()
    signed = list(it.one.lines.order_by("pk").values())
    with pytest.raises(NotAllowed, match="Say why"):
        returns.reopen(it.one, why="", by=it.team)
    returns.reopen(it.one, why="F1 was wrong", by=it.team)
    assert (it.now().state, it.one.revision, it.one.writers) == ("reopened", 2, [])
    said = returns.statement(it.one, by=it.director)
    assert [(row.verdict, row.kept["title"]) for row in said.rows] == [
        ("to-confirm", "Chief finance officer"), ("to-confirm", "Director of finance"),
    ]  # fmt: skip
    it.say({"title": "Chief money officer"})
    assert Post.objects.get(ref="F1").title == "Chief finance officer"
    it.sign()
    assert Post.objects.get(ref="F1").title == "Chief money officer"
    assert list(it.one.lines.filter(revision=1).order_by("pk").values()) == signed
    assert [step.to_state for step in it.one.steps.all()][-3:] == ["reopened", "submitted", "signed-off"]
    with pytest.raises(IntegrityError, match="of its lines is refused"), transaction.atomic():
        ReturnLine.objects.filter(pk=signed[0]["id"]).update(ref="X")


def test_whoever_signed_a_revision_may_write_in_the_next_and_then_does_not_sign_it():
    it = world()
    it.sign()
    returns.reopen(it.one, why="A slip", by=it.team)
    it.hand_over()
    give(it.director, Role.CHIEF_EXECUTIVE, it.organisation)
    with pytest.raises(NotAllowed, match="You wrote in this return or sent it"):
        returns.sign_off(it.one, by=User.objects.get(pk=it.director.pk))


def test_only_the_regional_team_reopens_and_withdraws():
    it = world()
    for person, refusal in (
        (it.director, NotPermitted), (it.chief, NotPermitted), (with_role(Role.REGIONAL_TEAM, "london"), NotFound),
    ):  # fmt: skip
        with pytest.raises(refusal):
            returns.withdraw(it.one, why="Why not", by=person)
    with pytest.raises(NotAllowed, match=r"open\. One that is signed off can be reopened"):
        returns.reopen(it.one, why="Why not", by=it.team)
    it.sign()
    with pytest.raises(NotAllowed, match="Reopen it first"):
        returns.withdraw(it.one, why="Why not", by=it.team)
    returns.reopen(it.one, why="A slip", by=it.team)
    assert returns.withdraw(it.one, why="It has merged", by=it.team).state == "withdrawn"
    with pytest.raises(NotAllowed, match="withdrawn already"):
        returns.withdraw(it.one, why="Again", by=it.team)


@pytest.mark.parametrize("is_sent", [False, True])
def test_a_file_of_the_regional_team_signs_an_open_return_and_its_lines_stay_as_history(is_sent):
    it = world()
    it.say(CHANGED)
    if is_sent:
        it.hand_over()
    lines = list(it.one.lines.order_by("pk").values())
    rows = [a_row(post_ref=post.ref, title="From the file") for post in it.posts]
    load(a_file(posts=rows), by=it.team, region=RegionFactory(slug="east"))
    assert (it.now().state, it.one.source, it.one.signed_off_by) == ("signed-off", "file", it.team)
    assert list(it.one.lines.order_by("pk").values()) == lines
    assert set(Post.objects.values_list("title", flat=True)) == {"From the file"}
    with pytest.raises(NotAllowed, match="was signed off on"):
        it.say({"title": "Another"}, version=1)
    returns.reopen(it.one, why="The file was wrong", by=it.team)
    assert [row.verdict for row in returns.statement(it.now(), by=it.director).rows] == ["to-confirm", "to-confirm"]
    it.say({"title": "From the page"})
    it.sign()
    assert (Post.objects.get(ref="F1").title, it.now().source) == ("From the page", "page")


def test_a_file_closes_a_post_to_come_of_which_a_return_has_spoken():
    it = world()
    coming = PostFactory(organisation=it.organisation, ref="C1", established_from=dt.date(2027, 1, 1), held="vacant")
    it.confirm_rest()
    load(a_file(posts=[a_row(post_ref=post.ref) for post in it.posts]), close_missing=True)
    coming.refresh_from_db()
    assert (coming.established_from, coming.established_until) == (DAY, DAY)
    assert coming.return_lines.count() == 1


def test_a_return_of_an_older_quarter_leaves_what_a_newer_one_has_said_of_later_days():
    it = world()
    newer = ReturnFactory(organisation=it.organisation, quarter=3, as_of=dt.date(2026, 12, 31), state="open")
    returns.say(
        newer, post=it.post, said={"occupancy": "interim", "holder": "I", "since": "2026-11-01"}, by=it.director
    )
    returns.say(newer, post=it.post, said={}, version=1, forecasts={False: None}, by=it.director)
    returns.say(
        newer,
        post=it.post,
        said={"occupancy": "interim", "holder": "I", "since": "2026-11-01"},
        version=2,
        by=it.director,
    )
    returns.confirm_rest(newer, by=it.director)
    returns.hand_over(newer, by=it.director)
    returns.sign_off(newer, by=it.chief)
    assert it.stated().kept["occupancy"] == "substantive"
    it.say({"occupancy": "vacant", "holder": "", "since": "2026-09-15"})
    it.sign()
    assert list(it.post.occupancies.values_list("kind", "since", "until")) == [
        ("substantive", dt.date(2020, 1, 1), dt.date(2026, 9, 15)),
        ("vacant", dt.date(2026, 9, 15), dt.date(2026, 11, 1)),
        ("interim", dt.date(2026, 11, 1), None),
    ]


def test_a_return_may_be_written_and_signed_when_its_quarter_has_ended():
    it = world(as_of=dt.date(2026, 6, 30))
    it.say({"occupancy": "vacant", "holder": "", "since": ""})
    it.sign()
    assert it.post.occupancies.get(until=None).since == dt.date(2026, 6, 30)
    assert it.now().as_of == dt.date(2026, 6, 30)


def test_a_post_of_a_later_return_is_not_asked_about_in_an_older_one():
    it = world()
    newer = ReturnFactory(organisation=it.organisation, quarter=3, as_of=dt.date(2026, 12, 31), state="open")
    returns.say(newer, said={"post_ref": "N1", "title": "A", "role_family": "other", "level": "director",
                             "occupancy": "vacant"}, by=it.director)  # fmt: skip
    returns.confirm_rest(newer, by=it.director)
    returns.hand_over(newer, by=it.director)
    returns.sign_off(newer, by=it.chief)
    assert [row.ref for row in returns.statement(it.now(), by=it.director).rows] == ["F1", "F2"]


def test_everything_that_is_written_waits_for_the_lock_of_its_organisation():
    it = world()
    other = OrganisationFactory()
    held = "SELECT objid FROM pg_locks WHERE locktype = 'advisory' AND classid = 1919251570"
    hashed = "SELECT hashtext(code)::bigint & 4294967295 FROM regions_organisation WHERE id = %s"
    it.say(CHANGED)
    with connection.cursor() as cursor:
        cursor.execute(hashed, [it.organisation.pk])
        ours = cursor.fetchone()
        cursor.execute(hashed, [other.pk])
        theirs = cursor.fetchone()
        cursor.execute(held)
        locks = cursor.fetchall()
    assert ours in locks
    assert theirs not in locks
    assert Organisation.objects.count() == Return.objects.count() + 1
