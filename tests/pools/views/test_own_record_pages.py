"""The pages on which people change their own record and ask for a correction."""

import pytest
from django.test import Client

from pools.actions.own_details import change_details, details_of
from pools.models import Candidate, CorrectionRequest
from talentboard.nhs.words import long_day
from tests.factories import LONG_AGO, BandFactory, OrganisationFactory, RegionFactory, UserFactory
from tests.fixtures.own_records import account_of, asked_for, at, somebody
from tests.fixtures.people import signed_in

pytestmark = pytest.mark.django_db
DETAILS, FOUND, VIEW, ASK = "/me/details/", "/me/found/", "/me/readiness/", "/me/corrections/"
PAGES = (DETAILS, FOUND, VIEW, ASK)
HTML = "<script>alert('x')</script>"


def typed(record: Candidate, **changes) -> dict:
    """The form of the details as a browser sends it."""
    kept = details_of(record)
    sent = {
        "seen": kept.digest, "name": kept.name, "job_title": kept.job_title, "employed": "none",
        "role_families": list(kept.role_families), "clinical_body": kept.clinical_body, "mobility": list(kept.mobility),
        "working_pattern": kept.working_pattern, "aspirations": kept.aspirations,
    }  # fmt: skip
    return sent | changes


def words(answer) -> str:
    return answer.content.decode()


@pytest.mark.parametrize("page", PAGES)
def test_whoever_has_no_record_finds_no_page(page):
    assert signed_in(UserFactory()).get(page).status_code == 404
    assert Client().get(page).status_code == 302


def test_details_are_changed_and_shown(db):
    record, trust = somebody(), OrganisationFactory(name="Trent Hospitals")
    RegionFactory(slug="london")
    sent = typed(record, employed="nhs", organisation=str(trust.pk), job_title="  Deputy   chief nurse ",
                 mobility=["london", "east"], accepts_challenged="on", role_families=["nursing"])  # fmt: skip
    answer = at(record).post(DETAILS, sent, follow=True)

    assert answer.redirect_chain == [("/me/", 302)]
    page = words(answer)
    for expected in (
        "Deputy chief nurse",
        "Trent Hospitals",
        "East and London. Also in challenged organisations",
        "Nursing",
    ):
        assert expected in page


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"name": " "}, "Enter the name"),
        ({"employed": "nhs"}, "Choose the organisation that you work for"),
        ({"employed": "outside"}, "Enter the name of your employer"),
        ({"aspirations": "x" * 4001}, "What you hope to do next must be 4,000 characters or fewer; it has 4,001"),
        ({"mobility": ["atlantis"]}, "is not one of the"),
        ({"clinical_body": "abc"}, "is not one of the choices"),
        ({"name": "x" * 151}, "Name must be 150 characters or fewer"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(changes, sentence):
    record = somebody()
    answer = at(record).post(DETAILS, typed(record, job_title="Kept as typed", **changes))

    assert answer.status_code == 200
    page = words(answer)
    assert sentence in page
    assert 'value="Kept as typed"' in page
    assert Candidate.objects.get().job_title == ""


def test_a_text_of_as_many_characters_as_it_may_have_is_kept_whatever_its_lines():
    record = somebody()
    at(record).post(DETAILS, typed(record, aspirations="\r\n".join(["ab"] * 1333)))
    assert len(Candidate.objects.get().aspirations) == 3998


def test_an_employer_that_has_closed_since_is_still_offered_to_whoever_had_it():
    closed = OrganisationFactory(name="Old Trust", until=LONG_AGO.replace(year=2021), placed=False)
    OrganisationFactory(name="Another Old Trust", until=LONG_AGO.replace(year=2021), placed=False)
    page = words(at(somebody(employer=closed)).get(DETAILS))
    assert f'<option value="{closed.pk}" selected>Old Trust</option>' in page
    assert "Another Old Trust" not in page


def test_two_windows_both_keep_what_was_typed_in_them():
    record = somebody()
    mine = typed(record, job_title="Matron")
    change_details(_with(record, job_title="Chief nurse"), seen=None, by=account_of(record))

    answer = at(record).post(DETAILS, mine)
    page = words(answer)
    assert answer.status_code == 409
    assert "<strong>Matron</strong>" in page
    assert "<strong>Chief nurse</strong>" in page
    assert Candidate.objects.get().job_title == "Chief nurse"

    record.refresh_from_db()
    at(record).post(DETAILS, mine | {"seen": details_of(record).digest})
    assert Candidate.objects.get().job_title == "Matron"


def _with(record: Candidate, **changes):
    import dataclasses

    return dataclasses.replace(details_of(record), **changes)


def test_what_was_typed_when_the_session_ended_is_there_after_signing_in_again():
    record = somebody()
    client = Client()
    sent = typed(record, job_title="Matron") | {"account": str(account_of(record).pk)}
    assert client.post(DETAILS, sent).status_code == 302
    client.force_login(account_of(record))
    page = words(client.get(DETAILS))
    assert 'value="Matron"' in page
    assert "press Save my details" in page


def test_markup_is_text_on_every_page():
    record = somebody(job_title=HTML, aspirations=HTML)
    asked_for(record, words=HTML)
    for page in ("/me/", DETAILS):
        assert HTML not in words(at(record).get(page))


@pytest.mark.parametrize(("answer", "said"), [("yes", "Yes, since"), ("no", "No: you have not been asked")])
def test_consent_to_be_found_stands_on_the_page(answer, said):
    record = somebody()
    page = words(at(record).post(FOUND, {"found": answer}, follow=True))
    assert said in page
    assert record.find_consents.count() == (answer == "yes")


def test_nothing_is_chosen_for_whoever_was_never_asked():
    record = somebody()
    assert "checked" not in words(at(record).get(FOUND))
    at(record).post(FOUND, {"found": "yes"})
    assert words(at(record).get(FOUND)).count("checked") == 1


def test_an_own_view_is_given_and_taken_back():
    record = somebody()
    for code in ("ready-now", "developing"):
        BandFactory(code=code)
    assert "I would rather not say" not in words(at(record).get(VIEW))
    assert "Developing, since" in words(at(record).post(VIEW, {"band": "developing"}, follow=True))
    assert "I would rather not say" in words(at(record).get(VIEW))
    at(record).post(VIEW, {"band": "unsaid"})
    assert [one.band_id for one in record.self_views.all()] == ["developing", None]
    assert "is not one of the choices" in words(at(record).post(VIEW, {"band": "soon"}))


def test_a_correction_is_asked_for_with_the_day_of_the_answer():
    record = somebody()
    page = words(at(record).post(ASK, {"subject": "readiness", "words": "I was ready in May."}, follow=True))
    asked = CorrectionRequest.objects.get()
    assert f"You get an answer by {long_day(asked.due)}" in page
    assert "The readiness that was decided: I was ready in May." in page

    again = at(record).post(ASK, {"subject": "readiness", "words": "I was ready in May."})
    assert "You have asked for this already" in words(again)
    assert "I was ready in May." in words(again)
    assert CorrectionRequest.objects.count() == 1
