"""What endorsers and the regional talent team type wrongly: one sentence each, and it stays on the page."""

import pytest
from django.urls import reverse

from nominations.models import Nomination
from tests.fixtures.nominations import endorsed, registered, stage
from tests.fixtures.people import signed_in
from tests.nominations.pages import said

pytestmark = pytest.mark.django_db
LONG = "Long. " * 2000


def page(name: str, one: Nomination) -> str:
    return reverse(f"nominations:{name}", args=["east", one.pk])


@pytest.mark.parametrize(
    ("who", "door", "typed", "sentence"),
    [
        ("chief", "endorse", {"answer": "refuse", "words": LONG}, "must be 4,000 characters or fewer"),
        ("chief", "endorse", {"answer": "", "words": LONG}, "Choose whether you endorse it"),
        ("team", "withdraw", {"code": "other", "why": LONG}, "must be 1,000 characters or fewer"),
    ],
)
def test_what_is_too_long_has_one_sentence_and_is_not_called_empty(who, door, typed, sentence):
    on = stage()
    one = registered(on)
    answer = signed_in(getattr(on, who)).post(page(door, one), typed)
    assert sentence in said(answer)
    assert "Say why" not in said(answer)
    assert "Say what the other reason is" not in said(answer)
    assert LONG.strip() in said(answer)
    one.refresh_from_db()
    assert one.state == "awaiting-endorsement"


def test_a_reason_of_the_team_that_is_too_long_is_kept_too():
    on = stage()
    one = endorsed(on)
    key = one.round.criteria.first().pk
    answer = signed_in(on.team).post(page("judge", one), {f"result_{key}": "waived", f"why_{key}": LONG})
    assert "must be 2,000 characters or fewer" in said(answer)
    assert "is waived" not in said(answer)
    one = registered(on, employer=None, employer_outside="A charity")
    answer = signed_in(on.team).post(page("in-place", one), {"answer": "pass-on", "words": LONG})
    assert "must be 4,000 characters or fewer" in said(answer)
    assert "Say why" not in said(answer)
    assert LONG.strip() in said(answer)
