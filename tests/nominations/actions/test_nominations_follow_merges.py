"""The nominations of a record that is merged go with it, and back; and nobody is two people in one round."""

import pytest

from nominations.actions import consenting, withdrawing
from nominations.models import Nomination
from pools.actions.merging import merge
from pools.models import Candidate, Merge
from talentboard.access import NotAllowed, Role
from tests.factories import CandidateFactory, RegionFactory, UserFactory
from tests.fixtures.nominations import Stage, agreed, endorsed, published_round, registered, sent, sent_own, stage
from tests.fixtures.people import with_role
from tests.pools.actions.merging.records import merged, parted

pytestmark = pytest.mark.django_db


@pytest.fixture
def on() -> Stage:
    return stage()


def closed(one: Nomination) -> Candidate:
    """The record of a nominee whose account has been closed since."""
    account = one.candidate.user
    account.is_active = False
    account.save()
    return one.candidate


def of(person: Candidate) -> list[Nomination]:
    return list(Nomination.objects.filter(candidate=person).order_by("begun_at"))


def test_nominations_go_with_their_person_and_back(on):
    one = registered(on)
    was, stands = closed(one), CandidateFactory(kept_by=on.region)
    made = merged(stands, was, by=on.team)
    assert (of(stands), of(was)) == ([one], [])
    assert Merge.objects.get(pk=made.pk).moved["nomination"] == [str(one.pk)]
    parted(made, by=on.team)
    assert (of(stands), of(was)) == ([], [one])


def test_what_the_one_that_stands_agreed_to_since_stays_theirs(on):
    first = registered(on)
    was, account = closed(first), UserFactory()
    stands = CandidateFactory(kept_by=on.region, user=account, email=account.email)
    made = merged(stands, was, by=on.team)
    on.round = published_round(by=on.team, region=on.region, title="Spring")
    second = agreed(on, nominee=account)
    parted(made, by=on.team)
    assert (of(stands), of(was)) == ([second], [first])


def test_two_nominations_in_one_round_are_named_and_nothing_is_merged(on):
    first = registered(on)
    was = closed(first)
    second = agreed(on)
    with pytest.raises(NotAllowed, match=r"Both records have a nomination in Autumn for .*, and nobody has two in one"):
        merged(second.candidate, was, by=on.team)
    assert not Merge.objects.exists()
    withdrawing.withdraw_for(first, code="asked", by=on.team)
    merged(second.candidate, was, by=on.team)
    assert len(of(second.candidate)) == 2


def test_in_a_round_of_another_region_it_is_not_said_what_stands_against_it(on):
    first = registered(on)
    was, second = closed(first), agreed(on)
    Candidate.objects.update(kept_by=RegionFactory(slug="london"))
    london, team = RegionFactory(slug="london"), with_role(Role.REGIONAL_TEAM, "london")
    with pytest.raises(NotAllowed, match=r"keeps stands against merging these two\. Ask its talent team") as refused:
        merge(second.candidate.pk, was.pk, region=london, by=team)
    assert "nomination" not in str(refused.value)


@pytest.mark.parametrize("part", ["nominator", "endorser"])
def test_whoever_nominated_or_endorses_somebody_is_not_found_to_be_them(part, on):
    one = registered(on)
    was = closed(one)
    account = on.hr_director if part == "nominator" else on.chief
    themself = CandidateFactory(kept_by=on.region, user=account, email=account.email)
    with pytest.raises(NotAllowed, match="takes part in the nomination of the other record"):
        merged(themself, was, by=on.team)
    withdrawing.withdraw_for(one, code="asked", by=on.team)
    merged(themself, was, by=on.team)


def test_an_account_that_came_by_the_other_address_takes_what_it_agreed_to_along(on):
    """A wrong merge: the owner of the other address comes meanwhile, agrees and nominates themself."""
    bob, alice = (CandidateFactory(kept_by=on.region, email=f"{name}@nhs.uk") for name in ("bob", "alice"))
    made = merged(bob, alice, by=on.team)
    account = UserFactory(email="alice@nhs.uk")
    one = agreed(on, nominee=account)
    assert one.candidate == bob
    on.round = published_round(by=on.team, region=on.region, title="Spring")
    other = sent_own(on, by=account)
    parted(made, by=on.team)
    bob.refresh_from_db()
    alice.refresh_from_db()
    assert (bob.user, alice.user) == (None, account)
    assert (of(bob), of(alice)) == ([], [one, other])


def test_an_account_gets_no_record_that_another_one_looks_after(on):
    account, second = UserFactory(), UserFactory(email="second@nhs.uk")
    stands = CandidateFactory(kept_by=on.region, user=account, email=account.email)
    alias = CandidateFactory(kept_by=on.region, email="else@nhs.uk")
    merged(stands, alias, by=on.team)
    Candidate.objects.filter(pk=alias.pk).update(email=second.email)
    one = sent(on, nominee=second)
    with pytest.raises(NotAllowed, match="looked after by another account"):
        consenting.accept(one, by=second)
    assert Nomination.objects.get(pk=one.pk).state == "awaiting-consent"


def test_what_only_waits_for_an_answer_stands_against_no_merge(on):
    one = sent(on)
    stands, was = (CandidateFactory(kept_by=on.region) for _ in range(2))
    Candidate.objects.filter(pk=was.pk).update(email=one.nominee_email)
    merged(stands, was, by=on.team)
    assert endorsed(on).candidate
    assert Nomination.objects.get(pk=one.pk).candidate is None
