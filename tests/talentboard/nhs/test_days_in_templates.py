"""Days and times in templates are London's."""

from datetime import UTC, date, datetime

from django.template import Context, Template


def draw(source, **context):
    return Template(source).render(Context(context))


def test_a_moment_late_in_the_evening_in_summer_is_the_next_day_in_london():
    moment = datetime(2026, 9, 30, 23, 14, tzinfo=UTC)
    assert draw("{{ m|day }}, {{ m|clock }}", m=moment) == "1 October 2026, 00:14"
    assert draw("{{ m|moment }}", m=moment) == "1 October 2026 at 00:14"


def test_a_deadline_says_its_weekday():
    assert draw("{{ d|weekday }}", d=date(2026, 11, 3)) == "Tuesday 3 November 2026"
