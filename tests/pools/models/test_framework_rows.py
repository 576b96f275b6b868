"""What the database itself keeps of frameworks: a version in use never changes, and no rating is nought."""

import pytest
from django.db import IntegrityError, connection, transaction

from pools.models import Rating
from tests.factories import CriterionFactory, FrameworkFactory, RegionFactory

pytestmark = pytest.mark.django_db


def at_once_and(cursor):
    """The cursor, after which constraints that wait for the commit do not wait."""
    cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    return cursor


def refused_by(constraint: str, statement: str, *values) -> None:
    with pytest.raises(IntegrityError) as problem, transaction.atomic(), connection.cursor() as cursor:
        at_once_and(cursor).execute(statement, values)
    assert problem.value.__cause__.diag.constraint_name == constraint


@pytest.mark.parametrize("state", ["in-use", "succeeded", "discarded"])
@pytest.mark.parametrize(
    "column",
    ["title = 'Another'", "version = '9'", "missing_label = 'Nought'", "effective_from = '2026-01-01'", "saves = 9"],
)
def test_what_a_version_says_stays(state, column):
    framework = FrameworkFactory(state=state)
    refused_by("framework_content_stays", f"UPDATE pools_framework SET {column} WHERE id = %s", framework.pk)


@pytest.mark.parametrize("state", ["in-use", "succeeded", "discarded"])
def test_its_criteria_and_ratings_stay(state):
    framework, other = FrameworkFactory(state=state), FrameworkFactory(state="draft")
    key = framework.pk
    for table in ("criterion", "rating"):
        where = f"WHERE framework_id = '{key}'"
        refused_by("framework_parts_stay", f"DELETE FROM pools_{table} {where}")
        refused_by("framework_parts_stay", f"UPDATE pools_{table} SET framework_id = %s {where}", other.pk)
        refused_by(
            "framework_parts_stay", f"UPDATE pools_{table} SET framework_id = %s WHERE framework_id = %s", key, other.pk
        )
    refused_by("framework_parts_stay", "UPDATE pools_criterion SET title = 'x' WHERE framework_id = %s", key)
    refused_by("framework_parts_stay", "UPDATE pools_rating SET anchor = 'x' WHERE framework_id = %s", key)
    refused_by(
        "framework_parts_stay",
        "INSERT INTO pools_rating (framework_id, value, label, anchor) VALUES (%s, 9, 'Nine', '')",
        key,
    )


def test_no_version_is_removed_not_even_a_draft():
    refused_by("framework_is_kept", "DELETE FROM pools_framework WHERE id = %s", FrameworkFactory(criteria=0).pk)


@pytest.mark.parametrize(("start", "end"), [("draft", "succeeded"), ("in-use", "draft"), ("succeeded", "in-use")])
def test_a_move_that_is_not_declared_is_impossible(start, end):
    framework = FrameworkFactory(state=start)
    refused_by("pools_framework_moves", "UPDATE pools_framework SET state = %s WHERE id = %s", end, framework.pk)


def test_a_missing_mark_is_never_a_rating_of_nought():
    draft = FrameworkFactory(state="draft")
    with pytest.raises(IntegrityError, match="rating_is_never_zero"), transaction.atomic():
        Rating.objects.create(framework=draft, value=0, label="No evidence")


@pytest.mark.parametrize("region", [None, "east"])
def test_one_version_is_in_use_at_a_time_and_a_version_is_there_once(region):
    where = {"region": RegionFactory(slug=region) if region else None, "slug": "gateway"}
    FrameworkFactory(**where, version="1")
    with pytest.raises(IntegrityError, match="framework_one_version_in_use"), transaction.atomic():
        FrameworkFactory(**where, version="2")
    with pytest.raises(IntegrityError, match="framework_version_once"), transaction.atomic():
        FrameworkFactory(**where, version="1", state="draft")
    FrameworkFactory(slug="gateway", region=RegionFactory(slug="london"), version="1")


def test_what_was_discarded_makes_room_for_another():
    first = FrameworkFactory(version="1")
    for state in ("discarded", "draft"):
        FrameworkFactory(slug=first.slug, version="2", state=state, successor_of=first)
    with pytest.raises(IntegrityError, match="framework_one_successor"), transaction.atomic():
        FrameworkFactory(slug=first.slug, version="3", state="draft", successor_of=first)


def test_two_criteria_have_never_one_place():
    one = CriterionFactory(order=1)
    two = CriterionFactory(framework=one.framework, order=2)
    refused_by("criterion_in_its_place", 'UPDATE pools_criterion SET "order" = 1 WHERE id = %s', two.pk)
