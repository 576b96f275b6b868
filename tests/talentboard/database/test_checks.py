"""What `check --deploy` says about the database."""

import pytest

from talentboard.database.checks import connections_available, connections_enough, separate_logins


@pytest.mark.parametrize(("separate", "ids"), [(True, []), (False, ["talentboard.W001"])])
def test_logins_that_are_not_separate_are_warned_of(settings, separate, ids):
    settings.LOGINS_ARE_SEPARATE = separate

    assert [message.id for message in separate_logins()] == ids


def test_pools_that_together_want_more_connections_than_there_are_is_an_error(db, monkeypatch):
    monkeypatch.setenv("TALENTBOARD_POOL_SIZE", str(connections_available() // 2))
    monkeypatch.setenv("WEB_CONCURRENCY", "1")
    assert connections_enough() == []

    monkeypatch.setenv("WEB_CONCURRENCY", "3")
    assert [message.id for message in connections_enough()] == ["talentboard.E001"]
