"""Holding back what is about somebody, by command."""

import io

import pytest
from django.core.management import CommandError, call_command

from talentboard.retention.models import LegalHold
from tests.factories import CandidateFactory

pytestmark = pytest.mark.django_db


def said(*arguments: str) -> str:
    out = io.StringIO()
    call_command("legal_hold", *arguments, stdout=out)
    return out.getvalue()


def test_a_person_is_held_by_their_address_and_let_go(as_worker):
    person = CandidateFactory(name="Sam Okafor", email="sam.okafor@example.nhs.uk")
    with as_worker():
        assert said("Sam.Okafor@example.nhs.uk", "--why", "Case 12") == (
            "Nothing about Sam Okafor is deleted until the hold is lifted.\n"
        )
        held = LegalHold.objects.open().get()
        assert (held.about_kind, held.about_id, held.why) == ("candidate", str(person.pk), "Case 12")
        assert "is lifted" in said("sam.okafor@example.nhs.uk", "--lift")
    assert not LegalHold.objects.open().exists()


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["nobody@example.nhs.uk", "--why", "Case 12"], "No talent board knows anybody by nobody@example.nhs.uk"),
        (["sam.okafor@example.nhs.uk", "--lift"], "is under no legal hold"),
        (["sam.okafor@example.nhs.uk"], "--why --lift"),
    ],
)
def test_what_cannot_be_done_is_said(arguments, sentence):
    CandidateFactory(email="sam.okafor@example.nhs.uk")
    with pytest.raises(CommandError, match=sentence):
        said(*arguments)
