"""A draft is written by those whose it is, and nobody overwrites what somebody else has saved."""

import datetime as dt

import pytest

from pools.actions import frameworks as actions
from pools.actions.frameworks import Facts, Said
from pools.models import Criterion, Framework
from pools.policies.frameworks import ChangedMeanwhile
from talentboard.access import NotAllowed, NotFound, NotPermitted, Role
from talentboard.audit.models import AuditEvent
from tests.factories import FrameworkFactory, RegionFactory
from tests.fixtures.people import with_role

pytestmark = pytest.mark.django_db
FACTS = Facts(title="Gateway", version="1", kind="gateway", missing_label="No evidence")


@pytest.fixture
def east():
    return RegionFactory(slug="east")


@pytest.fixture
def team(east):
    return with_role(Role.REGIONAL_TEAM, "east")


@pytest.fixture
def draft(east) -> Framework:
    return FrameworkFactory(region=east, state="draft", criteria=3)


def begun(region, by, **otherwise) -> Framework:
    return actions.begin(region, **({"title": "Gateway", "version": "1", "kind": "gateway"} | otherwise), by=by)


def order(framework) -> list[str]:
    return [one.title for one in framework.criteria.all()]


def test_a_team_begins_its_regions_own_framework(east, team):
    made = begun(east, team, title="  Gateway for the East ")
    assert (made.title, made.slug, made.state, made.region) == (
        "Gateway for the East",
        "gateway-for-the-east",
        "draft",
        east,
    )
    assert AuditEvent.objects.filter(kind="framework-begun", about_id=str(made.pk), region="east", by=team).exists()


def test_the_national_team_begins_a_national_one_and_no_regions(east):
    national = with_role(Role.NATIONAL_TEAM)
    assert begun(None, national).access_region == "england"
    with pytest.raises(NotPermitted):
        begun(east, national, title="Another")


@pytest.mark.parametrize("role", [Role.REGIONAL_LEAD, Role.REGIONAL_TEAM])
def test_a_region_writes_no_national_one_and_no_other_regions(role, east):
    person = with_role(role, "east")
    with pytest.raises(NotFound):
        begun(None, person)
    with pytest.raises(NotFound):
        begun(RegionFactory(slug="london"), person)


@pytest.mark.parametrize("role", [Role.BOARD_MEMBER, Role.AUDITOR])
def test_whoever_reads_does_not_write(role, east):
    with pytest.raises(NotPermitted):
        begun(east, with_role(role, "east"))


def test_one_that_is_like_another_has_its_scale_criteria_and_missing_mark(east, team):
    national = FrameworkFactory(criteria=3, missing_label="No chance to show it", source="A book")
    made = begun(east, team, like=national)
    assert order(made) == order(national)
    assert [one.slug for one in made.criteria.all()] == [one.slug for one in national.criteria.all()]
    assert list(made.ratings.values_list("value", "label")) == list(national.ratings.values_list("value", "label"))
    assert (made.missing_label, made.source, made.successor_of) == ("No chance to show it", "A book", None)


@pytest.mark.parametrize(
    ("otherwise", "sentence"),
    [({"title": " "}, "Enter the title"), ({"version": " "}, "Enter the version")],
)
def test_a_framework_has_a_title_and_a_version(otherwise, sentence, east, team):
    with pytest.raises(NotAllowed, match=sentence):
        begun(east, team, **otherwise)
    assert not Framework.objects.exists()


def test_a_title_is_given_once_in_a_region(east, team):
    begun(east, team)
    with pytest.raises(NotAllowed, match="Gateway, version 1 is a draft already"):
        begun(east, team, title="gateway", version="2")
    actions.rate(Framework.objects.get(), [("Low", ""), ("High", "")], by=team)
    actions.add_criterion(Framework.objects.get(), Said("Leads"), by=team)
    actions.put_to_use(Framework.objects.get(), by=team)
    with pytest.raises(NotAllowed, match="There is a framework called “Gateway” already"):
        begun(east, team, version="2")
    begun(RegionFactory(slug="london"), with_role(Role.REGIONAL_TEAM, "london"))


@pytest.mark.parametrize("title", ["🎓🎓", "مرحبا بالعالم", "<b>Bold</b> & “quoted”", "x" * 150])
def test_any_title_can_be_kept(title, east, team):
    made = begun(east, team, title=title)
    made.refresh_from_db()
    assert made.title == title
    assert made.slug


def test_what_a_draft_says_of_itself_is_changed(draft, team):
    day = dt.date(2027, 4, 1)
    actions.change(draft, Facts(" Gateway ", "2", "self-assessment", "Not seen", "Missing", day, "Us"), by=team)
    draft.refresh_from_db()
    assert (draft.title, draft.version, draft.kind) == ("Gateway", "2", "self-assessment")
    assert (draft.missing_label, draft.missing_meaning, draft.effective_from) == ("Not seen", "Missing", day)
    assert draft.saves == 1


def test_what_somebody_else_has_saved_meanwhile_is_not_overwritten_unknowingly(draft, team):
    actions.change(draft, FACTS, seen=0, by=team)
    with pytest.raises(ChangedMeanwhile) as refused:
        actions.rate(draft, [("Low", ""), ("High", "")], seen=0, by=team)
    assert refused.value.saves == 1
    actions.rate(draft, [("Low", ""), ("High", "")], seen=1, by=team)
    with pytest.raises(ChangedMeanwhile):
        actions.change_criterion(draft.criteria.first(), Said("Mine"), seen=1, by=team)


def test_a_scale_goes_from_1_up(draft, team):
    actions.rate(draft, [(" Low ", "Little"), ("High", " Much "), ("", "left over")], by=team)
    assert list(draft.ratings.values_list("value", "label", "anchor")) == [(2, "High", "Much"), (1, "Low", "Little")]


@pytest.mark.parametrize(
    ("labels", "sentence"),
    [
        (["Low", "", "High"], "Rating 2 is blank, and a higher one is not"),
        (["", "", ""], "A scale has 2 ratings or more"),
        (["Low"], "A scale has 2 ratings or more"),
        (["Low", "low"], "Two ratings are called “Low”"),
    ],
)
def test_a_scale_that_is_not_whole_is_refused_and_the_old_one_stays(labels, sentence, draft, team):
    with pytest.raises(NotAllowed, match=sentence):
        actions.rate(draft, [(label, "") for label in labels], by=team)
    assert draft.ratings.count() == 3


def test_a_criterion_is_added_at_the_end_with_a_name_of_its_own(draft, team):
    said = Said(" Leads ", " Theme ", " What? ", (" one ", "", "two"))
    first, second = (actions.add_criterion(draft, said, by=team) for _ in range(2))
    assert (first.order, second.order, first.slug, second.slug) == (4, 5, "leads", "leads-2")
    assert (first.title, first.theme, first.question, first.looks_for) == ("Leads", "Theme", "What?", ["one", "two"])


@pytest.mark.parametrize(
    ("said", "sentence"),
    [(Said(" "), "Enter the title of the criterion"), (Said("A", looks_for=("x",) * 13), "12 things at most")],
)
def test_a_criterion_that_says_nothing_or_too_much_is_refused(said, sentence, draft, team):
    with pytest.raises(NotAllowed, match=sentence):
        actions.add_criterion(draft, said, by=team)
    assert draft.criteria.count() == 3


def test_a_framework_has_thirty_criteria_at_most(east, team):
    full = FrameworkFactory(region=east, state="draft", criteria=30)
    with pytest.raises(NotAllowed, match="30 criteria at most"):
        actions.add_criterion(full, Said("One more"), by=team)


def test_a_criterion_that_is_changed_stays_the_same_one(draft, team):
    criterion = draft.criteria.first()
    actions.change_criterion(criterion, Said("Otherwise", question="Why?"), by=team)
    changed = draft.criteria.first()
    assert (changed.pk, changed.slug, changed.title, changed.question) == (
        criterion.pk, criterion.slug, "Otherwise", "Why?",
    )  # fmt: skip


def test_criteria_change_places_and_those_at_the_ends_stay(draft, team):
    first, _, last = draft.criteria.all()
    actions.move_criterion(first, up=False, by=team)
    assert order(draft) == ["Criterion 2", "Criterion 1", "Criterion 3"]
    actions.move_criterion(last, up=True, by=team)
    assert order(draft) == ["Criterion 2", "Criterion 3", "Criterion 1"]
    for end, up in (("Criterion 2", True), ("Criterion 1", False)):
        actions.move_criterion(draft.criteria.get(title=end), up=up, by=team)
    assert order(draft) == ["Criterion 2", "Criterion 3", "Criterion 1"]


def test_a_criterion_that_is_taken_out_leaves_no_gap_and_cannot_be_changed_then(draft, team):
    second = draft.criteria.get(order=2)
    actions.remove_criterion(second, by=team)
    assert list(draft.criteria.values_list("order", "title")) == [(1, "Criterion 1"), (2, "Criterion 3")]
    with pytest.raises(NotFound):
        actions.change_criterion(Criterion(pk=second.pk, framework=draft), Said("Too late"), by=team)
