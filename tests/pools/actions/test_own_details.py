"""People change what is kept of them: it holds at once, is audited, and nobody overwrites what they have not seen."""

import dataclasses

import pytest

from pools.actions.own_details import ChangedMeanwhile, Details, agree, change_details, details_of, say_view
from pools.models import Candidate, FindConsent, SelfView
from talentboard.access import NotAllowed, NotFound
from talentboard.accounts.operator import operator
from talentboard.audit.models import AuditEvent
from talentboard.clock import today
from tests.factories import BandFactory, OrganisationFactory, RegionFactory, UserFactory
from tests.fixtures.own_records import account_of, somebody

pytestmark = pytest.mark.django_db


def said(record: Candidate, **changes) -> Details:
    return dataclasses.replace(details_of(record), **changes)


def kinds() -> list[str]:
    return list(AuditEvent.objects.order_by("pk").values_list("kind", flat=True))


def test_everything_that_people_say_of_themselves_is_kept(as_web):
    record = somebody()
    RegionFactory(slug="london")
    trust = OrganisationFactory()
    told = Details(
        name="Amara Nwosu-Reid", job_title="Deputy chief nurse", employer=trust, employer_outside="",
        role_families=("nursing", "operations"), clinical_body="nmc", mobility=("east", "london"),
        accepts_challenged=True, working_pattern="part-time", aspirations="A board of my own.\nIn time. 🩺",
    )  # fmt: skip
    with as_web():
        changed = change_details(told, seen=details_of(record).digest, by=account_of(record))

    record.refresh_from_db()
    assert details_of(record) == told
    assert record.sort_key == "amara nwosu-reid"
    line = AuditEvent.objects.get()
    assert (line.kind, line.about_id, line.by) == ("profile-changed", str(record.pk), account_of(record))
    assert line.changed == sorted(changed) == sorted(field.name for field in dataclasses.fields(Details) if field.name
                                                     != "employer_outside")  # fmt: skip


def test_what_is_the_same_changes_nothing_and_leaves_no_line():
    record = somebody()
    assert change_details(said(record), seen=None, by=account_of(record)) == []
    assert kinds() == []


def test_a_region_that_is_taken_back_is_gone_and_the_others_stay_the_same_rows():
    record = somebody(mobile=[RegionFactory(slug=slug) for slug in ("east", "london", "north")])
    RegionFactory(slug="midlands")
    before = dict(record.mobilities.values_list("region_id", "pk"))

    change_details(said(record, mobility=("east", "midlands")), seen=None, by=account_of(record))

    after = dict(record.mobilities.values_list("region_id", "pk"))
    assert after.keys() == {"east", "midlands"}
    assert after["east"] == before["east"]


def test_what_was_changed_since_it_was_looked_at_is_not_overwritten():
    record = somebody()
    seen = details_of(record).digest
    change_details(said(record, job_title="Chief nurse"), seen=seen, by=account_of(record))

    mine = said(record, job_title="Matron")
    with pytest.raises(ChangedMeanwhile) as meanwhile:
        change_details(mine, seen=seen, by=account_of(record))

    assert meanwhile.value.kept.job_title == "Chief nurse"
    assert Candidate.objects.get().job_title == "Chief nurse"
    change_details(mine, seen=meanwhile.value.kept.digest, by=account_of(record))
    assert Candidate.objects.get().job_title == "Matron"


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"name": ""}, "Enter your name"),
        ({"employer_outside": "A charity"}, "in the NHS or outside it"),
        ({"aspirations": "x" * 4001}, "4,000 characters at most"),
    ],
)
def test_what_cannot_be_kept_is_refused_with_a_sentence_and_nothing_is_saved(wrong, sentence):
    record = somebody(employer=OrganisationFactory())
    with pytest.raises(NotAllowed, match=sentence):
        change_details(said(record, job_title="Chief nurse", **wrong), seen=None, by=account_of(record))
    assert Candidate.objects.get().job_title == ""


def test_a_name_that_sorts_as_many_letters_is_kept():
    record = somebody()
    change_details(said(record, name="ﷺ" * 150), seen=None, by=account_of(record))
    assert Candidate.objects.get().name == "ﷺ" * 150


def test_whoever_is_known_by_their_address_looks_after_the_record_from_the_first_change_on():
    record = somebody(linked=False, told_on=None)
    change_details(said(record, job_title="Chief nurse"), seen=None, by=account_of(record))

    record.refresh_from_db()
    assert (record.user, record.told_on) == (account_of(record), today())


@pytest.mark.parametrize("act", ["details", "consent", "view"])
def test_nobody_changes_the_record_of_somebody_else(act):
    record = somebody()
    acts = {
        "details": lambda by: change_details(said(record, job_title="Chief nurse"), seen=None, by=by),
        "consent": lambda by: agree(to_be_found=True, by=by),
        "view": lambda by: say_view(BandFactory(), by=by),
    }
    for by in (UserFactory(), operator(), None):
        with pytest.raises(NotFound):
            acts[act](by)
    assert (FindConsent.objects.count(), SelfView.objects.count(), kinds()) == (0, 0, [])


def test_an_account_whose_address_somebody_else_looks_after_does_not_get_the_record():
    """Known by the address only while nobody has it as theirs."""
    record = somebody()
    namesake = UserFactory(email="other@example.nhs.uk")
    Candidate.objects.filter(pk=record.pk).update(email=namesake.email)
    with pytest.raises(NotFound):
        agree(to_be_found=True, by=namesake)


def test_consent_is_given_and_withdrawn_with_its_days_and_the_same_again_changes_nothing(as_web):
    record = somebody()
    for found in (True, True, False, False, True):
        with as_web():
            agree(to_be_found=found, by=account_of(record))

    periods = FindConsent.objects.order_by("pk")
    assert [one.withdrawn_at is None for one in periods] == [False, True]
    assert kinds() == ["find-consent-given", "find-consent-withdrawn", "find-consent-given"]


def test_an_own_view_is_kept_beside_earlier_ones_and_can_be_taken_back(as_web):
    record = somebody()
    now, later = BandFactory(code="ready-now"), BandFactory(code="within-a-year")
    for band in (now, now, later, None):
        with as_web():
            say_view(band, by=account_of(record))

    assert [one.band_id for one in SelfView.objects.all()] == ["ready-now", "within-a-year", None]
    assert kinds() == ["self-view-given"] * 3


def test_a_view_that_was_never_given_cannot_be_taken_back():
    record = somebody()
    with pytest.raises(NotAllowed, match="nothing to take back"):
        say_view(None, by=account_of(record))
