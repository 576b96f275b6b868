"""A return that is signed or withdrawn shows what was said, and judges nothing any more."""

import pytest

from regions.actions import returns
from regions.models import Post
from tests.factories import DAY, ForecastFactory
from tests.regions.actions.import_return.return_files import a_file, load
from tests.regions.actions.import_return.return_files import post as a_row
from tests.regions.actions.returns.world import CHANGED, FORECAST, world

pytestmark = pytest.mark.django_db


def test_a_signed_return_shows_what_was_said_of_each_post():
    it = world(posts=4)
    it.say(CHANGED)
    it.say(post=it.posts[1], forecasts={False: FORECAST})
    returns.close_post(it.one, it.posts[2], closes_on=str(DAY), by=it.director)
    it.new()
    it.sign()
    Post.objects.filter(ref="F4").update(pay="vsm")
    said = returns.statement(it.now(), by=it.director)
    assert [(row.ref, row.title, row.verdict) for row in said.rows] == [
        ("F1", "Chief finance officer", "changed"),
        ("F2", "Director of finance", "confirmed"),
        ("F4", "Director of finance", "confirmed"),
        ("N1", "Director of strategy", "new"),
        ("F3", "Director of finance", "closing"),
    ]
    assert (said.problems, said.changed, said.gone, said.to_confirm) == ([], [], [], [])
    assert said.rows[1].forecasts[False].said["probability"] == "0.5"
    assert said.rows[-1].closes_on == str(DAY)


def test_a_return_signed_by_a_file_shows_the_posts_as_they_are_kept():
    it = world()
    it.new()
    load(a_file(posts=[a_row(post_ref=post.ref, title="From the file") for post in it.posts]))
    said = returns.statement(it.now(), by=it.director)
    assert [(row.ref, row.title, row.problems) for row in said.rows] == [
        ("F1", "From the file", []), ("F2", "From the file", []), ("N1", "Director of strategy", []),
    ]  # fmt: skip


def test_a_signed_return_tells_nobody_of_a_forecast_that_was_hidden_while_it_was_written():
    it = world()
    ForecastFactory(post=it.post, confidential=True)
    it.say(forecasts={True: FORECAST | {"probability": "0.9"}})
    it.sign()
    seen = {person: returns.statement(it.now(), by=person).rows[0] for person in (it.director, it.team)}
    assert {row.verdict for row in seen.values()} == {"confirmed"}
    assert [True in row.forecasts for row in seen.values()] == [True, False]
