"""Every row of every figure, against the measures worked out person by person and post by post."""

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests.dashboard.oracle.comparing import computed, differences
from tests.dashboard.oracle.figures import expected
from tests.dashboard.oracle.rows import read_world
from tests.dashboard.oracle.worlds import Maker

WORLDS = settings(
    max_examples=30,
    deadline=None,
    derandomize=True,
    database=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


@pytest.mark.django_db
@WORLDS
@given(seed=st.integers(0, 10**9))
def test_every_row_is_what_the_words_say(seed):
    with transaction.atomic():
        maker = Maker(seed)
        day = maker.make()
        world = read_world()
        for region in [*(region.slug for region in maker.regions), "england"]:
            found = differences(computed(region, day), expected(world, region, day))
            assert not found, f"{region} as of {day}, world {seed}: {len(found)} differences\n" + "\n".join(found[:10])
        transaction.set_rollback(True)
