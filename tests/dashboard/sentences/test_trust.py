"""What the figures rest on, and which sentence to distrust."""

from dashboard.reading.focus import Focus
from dashboard.sentences.headlines import headlines
from dashboard.sentences.trust import late_organisations, trust
from tests.dashboard.figures_of_east import figures


def page(rows, focus=None):
    focus = focus or Focus()
    return trust(rows, focus, headlines(rows, focus, place="East"))


def test_the_sentence_that_rests_most_on_late_returns_is_named_and_tagged():
    found = page(figures())
    assert found.distrust.plain() == (
        "Distrust the digital sentence first. 6 of the 20 digital posts (30%) rest on late returns."
    )
    assert found.careful == 2


def test_a_sentence_on_two_families_is_weighed_together():
    found = page(figures(late={"nursing": 20, "finance": 7}))
    assert found.distrust.plain() == (
        "Distrust the sentence on nursing and finance first. "
        "27 of the 54 nursing and finance posts (50%) rest on late returns."
    )
    assert found.careful == 1


def test_late_returns_outside_the_named_families_fall_on_the_opening_sentence():
    found = page(figures(late={"people": 25}))
    assert found.distrust.plain() == (
        "Distrust the opening sentence first. 25 of the 254 posts (10%) rest on late returns."
    )
    assert found.careful == 0


def test_all_posts_late_says_all():
    assert page(figures(late={"digital": 20})).distrust.plain().endswith("All 20 digital posts rest on late returns.")


def test_all_fresh_says_so_and_tags_nothing():
    found = page(figures(late={}))
    assert found.distrust.plain() == "Every sentence rests on returns from this quarter."
    assert found.careful is None
    assert found.rests_on[0].plain() == "All 254 posts rest on returns no more than 100 days old."


def test_the_confidence_of_posts_and_of_people_is_a_plain_sentence():
    assert [sentence.plain() for sentence in page(figures()).rests_on] == [
        "243 of 254 posts (96%) rest on returns no more than 100 days old. 11 posts in 3 organisations do not.",
        "110 of 111 decisions on readiness (over 99%) were made in the last 12 months.".replace("over 99%", "99%"),
    ]


def test_an_organisation_without_posts_is_not_counted_among_those_of_late_posts():
    rows = figures()
    rows["quality"].insert(0, {"organisation": "RX1", "return_state": None, "return_age_days": None, "posts": 0})
    assert page(rows).rests_on[0].plain().endswith("11 posts in 3 organisations do not.")


def test_a_filtered_page_does_not_say_in_how_many_organisations():
    found = page(figures(), Focus(role_family="digital"))
    assert found.rests_on[0].plain() == (
        "14 of 20 posts (70%) rest on returns no more than 100 days old. 6 posts do not."
    )
    assert found.distrust.plain().endswith("6 of the 20 digital posts (30%) rest on late returns.")


def test_over_half_late_warns_above_the_lead():
    late = {"nursing": 27, "finance": 27, "people": 25, "chair": 25, "medical": 23}
    assert page(figures(late=late)).warning is None  # exactly half
    late["medical"] = 24
    assert page(figures(late=late)).warning.plain() == (
        "Treat every figure here with care. 128 of 254 posts (50%) rest on returns more than 100 days old."
    )


def test_where_nothing_is_fresh_it_is_said_of_all_posts():
    rows = figures({}, total=(12, (3, 0), (0, 0), (0, 0), (0, 0)), late={})
    rows["trust"] = [row | {"posts_fresh": 0} for row in rows["trust"]]
    found = page(rows)
    assert found.rests_on[0].plain() == "None of the 12 posts rests on a return no more than 100 days old."
    assert found.warning.plain() == (
        "Treat every figure here with care. All 12 posts rest on returns more than 100 days old."
    )


def test_without_posts_nothing_is_claimed():
    found = page(figures({}, total=(0, (0, 0), (0, 0), (0, 0), (0, 0)), rungs={}, late={}))
    assert (found.distrust, found.warning, found.rests_on) == (None, None, ())


def test_organisations_without_a_return_are_late_first():
    rows = figures()
    rows["quality"].append({"organisation": "RX1", "return_age_days": None})
    assert late_organisations(rows) == ["RX1", "RGP", "RAJ", "RYC"]
