"""Nobody is shown another's file by a merge: what accounts there are decides which records may be one.

An account that looks after a record and one that would find it by an address count the same.
"""

import pytest

from pools.models import Candidate
from pools.reach import records_of
from talentboard.access import NotAllowed
from tests.factories import CandidateFactory, UserFactory
from tests.pools.actions.merging.records import merged

pytestmark = pytest.mark.django_db


def fresh(person: Candidate) -> Candidate:
    return Candidate.objects.get(pk=person.pk)


def test_the_record_that_somebody_looks_after_is_the_one_that_stands(sam, samuel, team):
    Candidate.objects.filter(pk=samuel.pk).update(user=UserFactory())
    with pytest.raises(NotAllowed, match=r"samuel@two\.nhs\.uk themself, by an account"):
        merged(sam, samuel, by=team)
    merged(samuel, sam, by=team)
    assert fresh(sam).merged_into == samuel


@pytest.mark.parametrize("linked", [(True, True), (True, False), (False, True), (False, False)])
def test_two_records_of_which_two_accounts_could_see_one_each_stay_two(linked, sam, samuel, team):
    for person, is_linked in zip((sam, samuel), linked, strict=True):
        account = UserFactory(email=person.email)
        Candidate.objects.filter(pk=person.pk).update(user=account if is_linked else None)
    with pytest.raises(NotAllowed, match=r"two accounts, of sam@one\.nhs\.uk and samuel@two\.nhs\.uk"):
        merged(sam, samuel, by=team)


def test_an_account_of_an_address_that_an_alias_brought_counts_as_well(sam, samuel, team):
    third = CandidateFactory()
    merged(sam, samuel, by=team)
    for email in (samuel.email, third.email):
        UserFactory(email=email)
    with pytest.raises(NotAllowed, match="two accounts"):
        merged(third, sam, by=team)


def test_an_account_that_was_closed_stands_against_nothing(sam, samuel, team):
    for person, is_active in ((sam, True), (samuel, False)):
        account = UserFactory(email=person.email, is_active=is_active)
        Candidate.objects.filter(pk=person.pk).update(user=account)
    merged(sam, samuel, by=team)
    assert fresh(samuel).merged_into == sam


def test_an_account_of_either_address_alone_finds_the_record_that_stands(sam, samuel, team):
    account = UserFactory(email=samuel.email)
    merged(sam, samuel, by=team)
    assert list(records_of(account)) == [sam]


def test_an_account_never_finds_by_an_alias_what_another_account_looks_after(sam, samuel, team):
    Candidate.objects.filter(pk=sam.pk).update(user=UserFactory())
    merged(sam, samuel, by=team)
    assert not records_of(UserFactory(email=samuel.email)).exists()
