"""The demonstration's people who are kept twice, and who have been told: something to find, to merge and to undo."""

import pytest

from pools.demonstration.twice import load
from pools.merging.comparing import collisions
from pools.merging.pairs import likely_pairs
from pools.models import Candidate, Membership, Merge
from regions.models import Region
from talentboard.accounts.operator import operator
from talentboard.clock import today
from talentboard.demonstration import Scene
from talentboard.notifications import telling_nobody
from talentboard.notifications.models import Notification
from tests.fixtures.demonstration import AS_OF

pytestmark = pytest.mark.usefixtures("demonstration")


@pytest.fixture
def loaded() -> list[str]:
    with telling_nobody():
        return load(Scene(AS_OF, operator(), lambda doing: None))


def test_every_region_has_people_to_find_to_tell_to_merge_and_to_part(loaded):
    for region in Region.objects.values_list("pk", flat=True):
        kept = Candidate.objects.filter(kept_by=region)
        assert kept.exclude(told_on=None).count() > kept.filter(told_on=None).count() > 0
        pairs = [
            (Candidate.objects.get(pk=one), Candidate.objects.get(pk=other)) for one, other, _ in likely_pairs(region)
        ]
        assert {bool(collisions(*pair)) for pair in pairs} >= {True, False}
        made = Merge.objects.get(kept__kept_by=region)
        assert (made.undone_at, made.last_day > today()) == (None, True)


def test_it_changes_no_figure_of_the_day_and_sends_nobody_a_mail():
    before = Membership.objects.counting().with_standing(AS_OF).begun_by(AS_OF).count()
    with telling_nobody():
        (line,) = load(Scene(AS_OF, operator(), lambda doing: None))
    assert "4 in each region kept twice, 6 of them merged" in line
    assert Membership.objects.counting().with_standing(AS_OF).begun_by(AS_OF).count() == before
    assert not Notification.objects.exclude(state=Notification.State.DROPPED).exists()
