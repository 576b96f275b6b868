"""Fixtures live in subject modules in tests/fixtures."""

pytest_plugins = ["tests.fixtures.databases", "tests.fixtures.demonstration", "tests.fixtures.people"]
