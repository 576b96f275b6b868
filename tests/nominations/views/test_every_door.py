"""Doors that are opened out of turn, by an address that was kept or guessed."""

import pytest
from django.db import transaction
from django.urls import reverse

from nominations.models import Nomination
from tests.fixtures.nominations import in_state, question, stage
from tests.fixtures.people import signed_in

pytestmark = pytest.mark.django_db
State = Nomination.State
DOORS = {
    "nominee": "yours own-workplace own-endorsement own-send your-answer your-cv your-cv-file your-cv-remove "
    "your-preferences your-adjustments your-found your-register your-withdraw",
    "nominator": "draft draft-person draft-readiness draft-question draft-send draft-discard sent sent-withdraw",
    "team": "one in-place judge accept not-eligible assign withdraw cv adjustments",
    "chief": "endorse",
}
STATES = (State.DRAFT, State.AWAITING_CONSENT, State.AWAITING_REGISTRATION, State.AWAITING_ENDORSEMENT,
          State.ELIGIBILITY_CHECK, State.DECLINED, State.WITHDRAWN)  # fmt: skip
ASKED_OF = {"draft-question": "nominator", "your-answer": "nominee"}


@pytest.mark.parametrize("state", STATES)
def test_no_page_breaks_in_any_state_and_looking_moves_nothing(state):
    on = stage()
    person = on.somebody()
    one = in_state(on, state, nominee=person)
    by = {"nominee": person, "nominator": on.hr_director, "team": on.team, "chief": on.chief}
    steps = one.steps.count()
    for who, names in DOORS.items():
        browser = signed_in(by[who])
        for name in names.split():
            keys = [question(on.round, ASKED_OF[name]).pk] if name in ASKED_OF else []
            address = reverse(f"nominations:{name}", args=["east", one.pk, *keys])
            answer = browser.get(address)
            assert answer.status_code in (200, 302, 404, 405, 409), address
            assert one.steps.count() == steps
            with transaction.atomic():
                answer = browser.post(address)
                assert answer.status_code in (200, 302, 404, 405, 409), address
                transaction.set_rollback(True)
