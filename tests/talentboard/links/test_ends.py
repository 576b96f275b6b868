"""A deadline is said as whoever reads it counts: nobody thinks of midnight as the day that begins."""

import datetime as dt

import pytest

from talentboard.clock import LONDON
from talentboard.links.ends import last_day, until
from talentboard.links.models import Link


@pytest.mark.parametrize(
    ("ends", "day", "said"),
    [
        (dt.datetime(2026, 12, 30, tzinfo=LONDON), "29 December 2026", "the end of 29 December 2026"),
        (dt.datetime(2026, 7, 1, tzinfo=LONDON), "30 June 2026", "the end of 30 June 2026"),
        (dt.datetime(2026, 7, 1, 14, 30, tzinfo=LONDON), "1 July 2026", "1 July 2026 at 14:30"),
    ],
)
def test_what_ends_with_a_midnight_ends_with_the_day_before(ends, day, said):
    link = Link(expires_at=ends.astimezone(dt.UTC))
    assert (last_day(link), until(link)) == (day, said)
