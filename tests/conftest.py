"""Fixtures live in subject modules in tests/fixtures."""

import os

pytest_plugins = [
    "tests.fixtures.databases",
    "tests.fixtures.demonstration",
    "tests.fixtures.links",
    "tests.fixtures.mails",
    "tests.fixtures.people",
    "tests.fixtures.sharing_out",
    "tests.fixtures.site",
    "tests.fixtures.sparing",
]

# Playwright keeps an event loop in the thread of the tests, asleep between its calls; Django takes it for one at work.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
