"""The national frameworks are reference data: loaded once, and never changed by a file."""

import json
from pathlib import Path

import pytest

from pools.actions.load_reference import load_frameworks
from pools.actions.load_reference.frameworks import FOLDER
from pools.models import Framework
from talentboard.reference import WrongReference
from tests.factories import FrameworkFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def folder(tmp_path) -> Path:
    """A folder with the gateway's framework alone, to be written in."""
    (tmp_path / "one.json").write_text((FOLDER / "gateway_default.json").read_text())
    return tmp_path


def say(folder: Path, **otherwise) -> None:
    file = folder / "one.json"
    file.write_text(json.dumps(json.loads(file.read_text()) | otherwise))


def test_both_frameworks_are_in_use_and_national():
    load_frameworks()
    found = Framework.objects.values_list("slug", "version", "state", "region", "effective_from")
    assert [(*rest, day and day.isoformat()) for *rest, day in found.order_by("slug")] == [
        ("gateway-default", "1", "in-use", None, None),
        ("leadership-competency-2024", "2024", "in-use", None, "2024-04-01"),
    ]
    assert all(one.source for one in Framework.objects.all())


def test_a_criterion_has_its_theme_question_and_what_is_looked_for_in_its_place():
    load_frameworks()
    criteria = Framework.objects.get(slug="gateway-default").criteria.all()
    assert [one.slug for one in criteria] == [
        "transformation", "improvement", "governance", "accountability", "inclusion", "culture",
    ]  # fmt: skip
    assert criteria[2].theme == "Understanding board governance"
    assert criteria[2].question.startswith("Describe a matter on which you gave")
    assert criteria[2].looks_for[0] == "difference between executive and non-executive parts"


def test_domains_without_questions_are_criteria():
    load_frameworks()
    criteria = Framework.objects.get(slug="leadership-competency-2024").criteria.all()
    assert [one.order for one in criteria] == [1, 2, 3, 4, 5, 6]
    assert criteria[2].title == "Promoting equality and inclusion, and reducing health and workforce inequalities"
    assert {(one.theme, one.question, *one.looks_for) for one in criteria} == {("", "")}


def test_anchors_are_whole_and_what_is_missing_is_no_rating():
    load_frameworks()
    gateway = Framework.objects.get(slug="gateway-default")
    assert list(gateway.ratings.values_list("value", "label")) == [
        (5, "Outstanding"), (4, "Strong"), (3, "Good"), (2, "Emerging"), (1, "Not yet shown"),
    ]  # fmt: skip
    assert gateway.ratings.first().anchor == (
        "Ready to be relied on at board level now; evidence is recent, specific, at system scale and shows learning"
    )
    assert (gateway.missing_label, gateway.missing_meaning) == (
        "No evidence", "Not asked or no chance to show it. Missing, never counted as low",
    )  # fmt: skip


def test_loading_twice_changes_nothing():
    load_frameworks()
    assert not load_frameworks().tally


def test_a_file_that_says_otherwise_than_a_version_in_use_is_refused(folder):
    load_frameworks(folder)
    say(folder, missing={"label": "Nothing seen", "meaning": ""})
    with pytest.raises(WrongReference, match=r"one\.json says otherwise than version 1 of “Gateway assessment”"):
        load_frameworks(folder)


def test_a_later_version_waits_as_a_draft_that_succeeds_the_one_in_use(folder):
    load_frameworks(folder)
    say(folder, version="2")
    load_frameworks(folder)
    first, second = Framework.objects.order_by("version")
    assert (first.state, second.state, second.successor_of) == ("in-use", "draft", first)
    assert second.criteria.count() == 6
    say(folder, title="Gateway, again")
    assert not load_frameworks(folder).tally  # a draft is the national team's to change


def test_a_later_version_waits_until_somebody_elses_draft_has_been_put_to_use(folder):
    load_frameworks(folder)
    draft = FrameworkFactory(slug="gateway-default", version="1.1", state="draft", successor_of=Framework.objects.get())
    say(folder, version="2")
    assert "Not loaded: one.json" in load_frameworks(folder).lines[1]
    assert set(Framework.objects.all()) == {draft.successor_of, draft}
