"""Retention as a whole: every chapter can be carried out by its login, and nothing of a person is forgotten."""

import pytest
from django.apps import apps
from django.db import models

from pools.models import Candidate
from talentboard.accounts.operator import operator
from talentboard.clock import today
from talentboard.database.privileges import EVERYDAY
from talentboard.retention.chapters import chapter_of, chapters
from talentboard.retention.periods import on
from talentboard.retention.running import carry_out, look_ahead

pytestmark = pytest.mark.django_db
CHAPTERS = {
    "audit", "links", "mails", "sessions", "uploads", "holder-history", "members", "corrections", "people",
}  # fmt: skip
# Whose rows keep their person's record for as long as they are there (`pools.retention.register_holding`).
HELD_BACK = {"Nomination"}


def models_of_chapters() -> dict[type[models.Model], set[str]]:
    """The models whose rows some chapter deletes or empties, with the slugs."""
    found: dict[type[models.Model], set[str]] = {}
    for chapter in chapters():
        for part in chapter.parts:
            found.setdefault(part.due(on(chapter.slug, today())).model, set()).add(chapter.slug)
    return found


def locks() -> list:
    return [
        (model, trigger.until)
        for model in apps.get_models()
        for trigger in getattr(model._meta, "triggers", ())
        if trigger.name == "until"
    ]


def test_the_chapters_are_these_at_least():
    assert {chapter.slug for chapter in chapters()} >= CHAPTERS


def test_the_login_carries_out_every_chapter_and_looks_ahead_without_any_other_right(as_retention):
    with as_retention():
        look_ahead(today())
        report = carry_out(today(), by=operator())
    assert report.failed == []


def test_every_table_that_a_chapter_deletes_from_says_so_in_its_privileges():
    closed = [
        model.__name__
        for model in models_of_chapters()
        if not {"SELECT", "DELETE"} <= getattr(model, "privileges", EVERYDAY).of("retention")
    ]
    assert closed == []


def test_no_table_is_open_to_deleting_without_a_chapter():
    open_tables = {
        model
        for model in apps.get_models()
        if {"DELETE", "UPDATE"} & getattr(model, "privileges", EVERYDAY).of("retention") and not model._meta.proxy
    }
    assert {model.__name__ for model in open_tables - models_of_chapters().keys()} == {"Job"}  # its own run


def test_whatever_points_at_a_candidate_is_in_a_chapter_and_respects_a_legal_hold():
    pointing = {field.related_model for field in Candidate._meta.related_objects}
    assert {model.__name__ for model in pointing - models_of_chapters().keys()} <= HELD_BACK
    for chapter in chapters():
        for part in chapter.parts:
            if part.due(on(chapter.slug, today())).model in pointing | {Candidate}:
                assert part.person, part.noun


def test_the_second_lock_of_a_kept_row_agrees_with_its_chapter():
    there = models_of_chapters()
    assert locks()
    for model, until in locks():
        assert there[model] == {until.chapter}
        assert chapter_of(until.chapter).lasts == until.lasts


def test_what_a_chapter_is_called_can_be_said_and_set():
    for chapter in chapters():
        assert chapter.what[0].isupper()
        assert not chapter.what.endswith(".")
        assert chapter.kept(chapter.lasts)
        assert len(chapter.slug) <= 40
        assert bool(chapter.lasts) != chapter.is_fixed
