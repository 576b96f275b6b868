"""A draft is put to use in place of the version before it, which stays as it was."""

import datetime as dt

import pytest

from pools.actions import frameworks as actions
from pools.actions.frameworks import Facts, Said
from pools.models import Framework
from talentboard.access import NotAllowed, NotFound, Role
from talentboard.clock import today
from tests.factories import FrameworkFactory, RegionFactory
from tests.fixtures.people import with_role

pytestmark = pytest.mark.django_db


@pytest.fixture
def national():
    return with_role(Role.NATIONAL_TEAM)


@pytest.fixture
def used() -> Framework:
    return FrameworkFactory(slug="gateway", title="Gateway")


def test_a_draft_that_is_put_to_use_is_in_use_from_today(national):
    draft = FrameworkFactory(state="draft")
    actions.put_to_use(draft, by=national)
    draft.refresh_from_db()
    assert (draft.state, draft.effective_from, draft.steps.last().by) == ("in-use", today(), national)


def test_a_version_in_use_is_succeeded_by_a_copy_of_it(used, national):
    draft = actions.succeed(used, version="2", by=national)
    assert (draft.state, draft.successor_of, draft.slug) == ("draft", used, "gateway")
    assert draft.criteria.count() == used.criteria.count()
    actions.add_criterion(draft, Said("New"), by=national)
    actions.put_to_use(draft, by=national)
    used.refresh_from_db()
    draft.refresh_from_db()
    assert (used.state, draft.state, draft.successor_of) == ("succeeded", "in-use", used)
    assert (used.criteria.count(), draft.criteria.count()) == (2, 3)


@pytest.mark.parametrize("state", ["in-use", "succeeded", "discarded"])
def test_nothing_of_a_version_that_is_no_draft_can_be_written(state, national):
    framework = FrameworkFactory(state=state)
    criterion = framework.criteria.first()
    facts = Facts(title="Other", version="9", kind="gateway", missing_label="x")
    for act in (
        lambda: actions.change(framework, facts, by=national),
        lambda: actions.rate(framework, [("a", ""), ("b", "")], by=national),
        lambda: actions.add_criterion(framework, Said("x"), by=national),
        lambda: actions.change_criterion(criterion, Said("x"), by=national),
        lambda: actions.move_criterion(criterion, up=True, by=national),
        lambda: actions.remove_criterion(criterion, by=national),
        lambda: actions.put_to_use(framework, by=national),
        lambda: actions.discard(framework, by=national),
    ):
        with pytest.raises(NotAllowed, match="never changes"):
            act()


@pytest.mark.parametrize("state", ["draft", "succeeded", "discarded"])
def test_only_a_version_in_use_is_succeeded(state, national):
    with pytest.raises(NotAllowed, match="A version that is in use can be succeeded"):
        actions.succeed(FrameworkFactory(state=state), version="2", by=national)


def test_one_draft_at_a_time_succeeds_a_version_and_another_after_it_was_discarded(used, national):
    draft = actions.succeed(used, version="2", by=national)
    with pytest.raises(NotAllowed, match="Version 2 is a draft already"):
        actions.succeed(used, version="3", by=national)
    actions.discard(draft, by=national)
    assert actions.succeed(used, version="2", by=national).state == "draft"


@pytest.mark.parametrize("version", ["1", " 1 "])
def test_a_successor_has_another_version(version, used, national):
    with pytest.raises(NotAllowed, match="“Gateway” has a version 1 already"):
        actions.succeed(used, version=version, by=national)
    draft = actions.succeed(used, version="2", by=national)
    with pytest.raises(NotAllowed, match="“Gateway” has a version 1 already"):
        actions.change(draft, Facts(title="Gateway", version="1", kind="gateway", missing_label="x"), by=national)


def test_a_draft_without_scale_or_criteria_is_not_put_to_use(national):
    made = actions.begin(None, title="Bare", version="1", kind="gateway", by=national)
    with pytest.raises(NotAllowed, match="needs a scale of 2 ratings or more and a criterion"):
        actions.put_to_use(made, by=national)


def test_a_draft_is_not_put_to_use_before_its_day(national):
    tomorrow = today() + dt.timedelta(days=1)
    draft = FrameworkFactory(state="draft", effective_from=tomorrow)
    with pytest.raises(NotAllowed, match="This version takes effect on"):
        actions.put_to_use(draft, by=national)
    early = FrameworkFactory(state="draft", effective_from=today())
    assert actions.put_to_use(early, by=national).effective_from == today()


def test_a_region_neither_succeeds_nor_discards_a_national_one(used):
    team = with_role(Role.REGIONAL_TEAM, "east")
    with pytest.raises(NotFound):
        actions.succeed(used, version="2", by=team)
    with pytest.raises(NotFound):
        actions.discard(FrameworkFactory(state="draft", region=RegionFactory(slug="london")), by=team)
