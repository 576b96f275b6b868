"""The demonstration's nominations: every state and end, on days that follow each other."""

from django.db.models import Count

from nominations.demonstration.loading import load_region
from nominations.models import Nomination, NominationStep, Round
from regions.models import Region
from talentboard.accounts.operator import operator
from talentboard.clock import today
from talentboard.demonstration import Scene
from talentboard.notifications import telling_nobody
from talentboard.notifications.models import Notification
from tests.fixtures.demonstration import AS_OF

State = Nomination.State


def test_a_region_has_two_open_rounds_with_nominations_in_every_state_and_end(demonstration):
    with telling_nobody():
        load_region(Region.objects.get(slug="east"), scene=Scene(AS_OF, operator(), lambda doing: None))

    assert Round.objects.filter(pool__region="east").count() == 2
    counts = dict(Nomination.objects.order_by().values_list("state").annotate(Count("pk")))
    assert counts.keys() == set(State)
    assert sum(counts.values()) == 72

    for one in Nomination.objects.prefetch_related("steps"):
        moments = [step.at for step in one.steps.all()]
        assert moments == sorted(moments)
        assert one.begun_at <= moments[0]
        assert one.moved_at.date() <= today()
    assert NominationStep.objects.filter(capacity="timetable").count() == 2  # one lapse a round
    assert Nomination.objects.overdue(today()).filter(state=State.AWAITING_REGISTRATION).exists()
    assert not Notification.objects.filter(state="queued").exists()
    assert {one.nominator.email.partition(".")[0] for one in Nomination.objects.filter(route="leader")} == {"hr"}
