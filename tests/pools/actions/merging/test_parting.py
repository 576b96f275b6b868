"""A merge is undone within thirty days, and everything is as it was but for what was said of the person since."""

import datetime as dt

import pytest

from pools.actions.corrections import ask_for_correction
from pools.actions.merging import parting_of
from pools.actions.own_records import agree_to_be_found, look_after
from pools.models import Candidate, FindConsent, Membership, Merge, SelfView
from talentboard.access import NotAllowed, NotFound, NotPermitted, Role
from talentboard.accounts.operator import operator
from talentboard.audit.models import AuditEvent
from talentboard.clock import now
from talentboard.events import _within
from talentboard.retention.actions import hold
from tests.factories import (
    BandFactory,
    CandidateFactory,
    MembershipFactory,
    PoolFactory,
    PostFactory,
    RegionFactory,
    UserFactory,
)
from tests.fixtures.people import with_role
from tests.pools.actions.merging.records import TOLD, merged, parted, rows

pytestmark = pytest.mark.django_db
ALL = ["name", "email", "employer", "current_post", "job_title", "role_families", "mobility", "accepts_challenged",
       "aspirations", "working_pattern", "clinical_body"]  # fmt: skip


@pytest.fixture
def full(sam, samuel):
    """Both with memberships, one of them colliding, consents, posts and words of their own."""
    pool = PoolFactory(name="Finance")
    for person in (sam, samuel):
        MembershipFactory(candidate=person, pool=pool)
        MembershipFactory(candidate=person, pool=PoolFactory(name=f"Of {person.name}"))
        person.current_post = PostFactory()
        person.aspirations = f"{person.name} hopes"
        person.save()
    FindConsent.objects.create(candidate=samuel)
    return pool


@pytest.mark.parametrize("take", [[], ALL, ["email"], ["mobility", "name"]])
@pytest.mark.parametrize("side", [0, 1])
def test_undone_everything_is_exactly_as_it_was(take, side, sam, samuel, full, team):
    before = rows(sam, samuel)
    made = merged(sam, samuel, take=take, stands={full.pk: (sam, samuel)[side].pk}, by=team)
    assert rows(sam, samuel) != before
    parted(made, by=team)
    assert rows(sam, samuel) == before
    made.refresh_from_db()
    assert (made.undone_by, made.was) == (team, {})
    assert AuditEvent.objects.filter(kind="candidates-parted").count() == 2


def test_whoever_was_not_told_is_not_told_again_after_it(sam, samuel, team):
    before = rows(sam, samuel)
    parted(merged(samuel, sam, by=team), by=team)
    assert rows(sam, samuel) == before
    assert Candidate.objects.get(pk=samuel.pk).told_on is None


def test_what_was_changed_since_stays_and_the_other_record_is_what_it_was(sam, samuel, team):
    made = merged(sam, samuel, take=["name", "employer", "job_title"], by=team)
    Candidate.objects.filter(pk=sam.pk).update(employer_outside="Another council")
    parting = parting_of(Merge.objects.select_related("kept", "merged").get(pk=made.pk))
    assert (parting.back, parting.stay) == (["name", "job_title"], ["employer"])
    parted(made, by=team)
    one, other = (Candidate.objects.get(pk=person.pk) for person in (sam, samuel))
    assert (one.name, one.employer_outside, one.job_title) == ("Sam Okafor", "Another council", "")
    assert (other.name, other.employer_outside, other.job_title) == ("Samuel Okafor", "A council", "Deputy")


def test_an_address_that_was_changed_since_stays_and_the_others_goes_back(sam, samuel, team):
    made = merged(sam, samuel, take=["email"], by=team)
    Candidate.objects.filter(pk=sam.pk).update(email="new@three.nhs.uk")
    parted(made, by=team)
    assert [Candidate.objects.get(pk=person.pk).email for person in (sam, samuel)] == [
        "new@three.nhs.uk", "samuel@two.nhs.uk",
    ]  # fmt: skip


def test_an_address_that_is_somebody_elses_by_now_does_not_go_back(sam, samuel, team):
    made = merged(sam, samuel, take=["email"], by=team)
    Candidate.objects.filter(pk=sam.pk).update(email="new@three.nhs.uk")
    CandidateFactory(name="Priya Nair", email="SAMUEL@two.nhs.uk")
    with pytest.raises(NotAllowed, match="is Priya Nair’s now"):
        parted(made, by=team)


def test_being_told_since_stays(samuel, sam, team):
    Candidate.objects.filter(pk=sam.pk).update(told_on=None)
    made = merged(sam, samuel, by=team)
    Candidate.objects.filter(pk=sam.pk).update(told_on=TOLD)
    parted(made, by=team)
    assert Candidate.objects.get(pk=sam.pk).told_on == TOLD


def test_a_membership_goes_back_with_what_became_of_it_since(sam, samuel, team):
    member = MembershipFactory(candidate=samuel)
    made = merged(sam, samuel, by=team)
    Membership.objects.get(pk=member.pk).move("leave", by=team, effective_on=dt.date(2026, 11, 1))
    joined = MembershipFactory(candidate=sam)
    parted(made, by=team)
    member.refresh_from_db()
    assert (member.candidate, member.state) == (samuel, "left")
    assert list(sam.memberships.all()) == [joined]


def test_a_membership_that_would_collide_with_a_later_one_is_named_and_nothing_is_undone(sam, samuel, team):
    pool = PoolFactory(name="Finance")
    MembershipFactory(candidate=sam, pool=pool)
    theirs = MembershipFactory(candidate=samuel, pool=pool)
    made = merged(sam, samuel, stands={pool.pk: samuel.pk}, by=team)
    Membership.objects.get(pk=theirs.pk).move("leave", by=team, effective_on=dt.date(2026, 11, 1))
    MembershipFactory(candidate=sam, pool=pool, joined=dt.date(2026, 11, 2))
    with pytest.raises(NotAllowed, match="Sam Okafor has joined Finance since the merge"):
        parted(made, by=team)
    assert Candidate.objects.get(pk=samuel.pk).merged_into == sam


def test_a_chain_is_undone_from_its_end_and_everything_is_as_it_was(sam, samuel, team):
    third = CandidateFactory()
    for person in (sam, samuel, third):
        MembershipFactory(candidate=person)
    before = rows(sam, samuel, third)
    first = merged(sam, samuel, take=["name"], by=team)
    between = rows(sam, samuel, third)
    second = merged(third, sam, take=["name"], by=team)
    with pytest.raises(NotAllowed, match=r"was merged into .* after this\. Undo that first"):
        parted(first, by=team)
    parted(second, by=team)
    assert rows(sam, samuel, third) == between
    parted(first, by=team)
    assert rows(sam, samuel, third) == before


def test_of_two_merged_into_one_the_later_is_undone_first(sam, samuel, team):
    third = CandidateFactory(name="S. Okafor")
    first = merged(sam, samuel, by=team)
    second = merged(sam, third, by=team)
    with pytest.raises(NotAllowed, match=r"S\. Okafor .* was merged into Sam Okafor after this"):
        parted(first, by=team)
    parted(second, by=team)
    parted(first, by=team)


def test_undone_it_is_not_undone_again_and_can_be_merged_again(sam, samuel, team):
    made = merged(sam, samuel, by=team)
    parted(made, by=team)
    with pytest.raises(NotAllowed, match="undone already"):
        parted(made, by=team)
    merged(samuel, sam, by=team)


@pytest.mark.parametrize(("days", "is_undone"), [(30, True), (31, False)])
def test_it_can_be_undone_for_thirty_days(days, is_undone, sam, samuel, team):
    made = merged(sam, samuel, by=team)
    Merge.objects.update(made_at=now() - dt.timedelta(days=days))
    if is_undone:
        parted(made, by=team)
    else:
        with pytest.raises(NotAllowed, match=r"A merge can be undone for 30 days\. This one could be until"):
            parted(made, by=team)


def test_it_cannot_be_undone_once_what_was_before_is_deleted(sam, samuel, team):
    made = merged(sam, samuel, by=team)
    Merge.objects.update(was={})
    with pytest.raises(NotAllowed, match="A merge can be undone for 30 days"):
        parted(made, by=team)


def test_a_post_that_is_gone_meanwhile_stays_away(sam, samuel, full, team):
    post = sam.current_post
    made = merged(sam, samuel, take=["current_post"], stands={full.pk: sam.pk}, by=team)
    Candidate.objects.filter(current_post=post).update(current_post=None)
    post.occupancies.all().delete()
    post.delete()
    parted(made, by=team)
    assert Candidate.objects.get(pk=sam.pk).current_post is None


def test_an_account_that_was_made_since_stays_with_the_record_that_stood(sam, samuel, team):
    made = merged(sam, samuel, by=team)
    account = UserFactory()
    Candidate.objects.filter(pk=sam.pk).update(user=account)
    parted(made, by=team)
    assert [Candidate.objects.get(pk=person.pk).user for person in (sam, samuel)] == [account, None]


def test_an_account_that_was_made_since_by_the_address_of_the_other_goes_with_it(sam, samuel, team):
    """Two people, merged by mistake: neither is left with what the other said."""
    made = merged(sam, samuel, by=team)
    account = UserFactory(email=samuel.email)
    record_of_samuel = look_after(account, name="Samuel", region=samuel.kept_by)
    assert record_of_samuel == sam
    agree_to_be_found(record_of_samuel)
    SelfView.objects.create(candidate=record_of_samuel, band=(band := BandFactory()))
    asked = ask_for_correction("details", "I am somebody else.", by=account)
    parted(made, by=team)
    one, other = (Candidate.objects.get(pk=person.pk) for person in (sam, samuel))
    assert (one.user, other.user) == (None, account)
    assert [person.find_consents.count() for person in (one, other)] == [0, 1]
    assert [[view.band for view in person.self_views.all()] for person in (one, other)] == [[band, None], [band]]
    assert list(other.corrections.all()) == [asked]


def test_an_account_that_looked_after_the_record_before_stays_with_it(sam, samuel, team):
    account = UserFactory(email=samuel.email)
    Candidate.objects.filter(pk=sam.pk).update(user=account)
    made = merged(sam, samuel, by=team)
    parted(made, by=team)
    assert [Candidate.objects.get(pk=person.pk).user for person in (sam, samuel)] == [account, None]


def test_nothing_goes_back_out_of_a_record_that_is_under_a_legal_hold(sam, samuel, team):
    made = merged(sam, samuel, by=team)
    hold(sam, why="A claim", by=operator())
    with pytest.raises(NotAllowed, match="is under a legal hold"):
        parted(made, by=team)


def test_a_higher_app_is_told_and_may_stop_it(sam, samuel, team, monkeypatch):
    made, told = merged(sam, samuel, by=team), []
    tell = lambda merge, account, by: told.append((merge.kept, merge.merged, account))  # noqa: E731
    monkeypatch.setitem(_within, "candidates-parted", [tell])
    parted(made, by=team)
    assert told == [(sam, samuel, None)]


@pytest.mark.parametrize(
    ("role", "region", "refusal"), [(Role.AUDITOR, "east", NotPermitted), (Role.REGIONAL_TEAM, "london", NotFound)]
)
def test_whoever_may_not_change_members_undoes_nothing(role, region, refusal, sam, samuel, team):
    made = merged(sam, samuel, by=team)
    RegionFactory(slug=region)
    with pytest.raises(refusal):
        parted(made, by=with_role(role, region))
