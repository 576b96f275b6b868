"""The pages of frameworks: list, one of them, its preview, and writing a draft."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from pools.models import Framework
from talentboard.access import Role
from tests.factories import CriterionFactory, FrameworkFactory, RegionFactory
from tests.fixtures.people import signed_in, with_role

pytestmark = pytest.mark.django_db
LIST = "/east/frameworks/"
FACTS = {
    "title": "Gateway", "version": "1", "kind": "gateway", "missing_label": "No evidence", "missing_meaning": "",
    "source": "",
}  # fmt: skip


@pytest.fixture
def east():
    return RegionFactory(slug="east")


@pytest.fixture
def team(east):
    return signed_in(with_role(Role.REGIONAL_TEAM, "east", name="Tess Team"))


@pytest.fixture
def national(east):
    return signed_in(with_role(Role.NATIONAL_TEAM))


@pytest.fixture
def draft(east) -> Framework:
    return FrameworkFactory(region=east, state="draft", title="Gateway for the East")


def address(framework, name="framework", *more, slug="east") -> str:
    return reverse(f"pools:{name}", args=[slug, framework.pk, *more])


def text_of(response) -> str:
    return response.content.decode()


def queries(client, url) -> int:
    with CaptureQueriesContext(connection) as asked:
        assert client.get(url).status_code == 200
    return len(asked)


def test_a_list_costs_the_same_with_one_framework_and_with_thirty(team):
    FrameworkFactory()
    team.get(LIST)
    one = queries(team, LIST)
    for _ in range(29):
        FrameworkFactory()
    assert queries(team, LIST) == one


def test_a_framework_costs_the_same_with_one_criterion_and_with_thirty(team, draft):
    for page in ("framework", "framework-preview"):
        team.get(address(draft, page))
    few = [queries(team, address(draft, page)) for page in ("framework", "framework-preview")]
    for place in range(3, 31):
        CriterionFactory(framework=draft, order=place)
    assert [queries(team, address(draft, page)) for page in ("framework", "framework-preview")] == few


def test_a_region_lists_its_own_first_and_of_the_national_ones_those_that_have_been_in_use(team, draft):
    FrameworkFactory(title="National one")
    FrameworkFactory(title="Nobody sees this", state="draft")
    FrameworkFactory(title="Nor this", state="discarded", region=draft.region)
    FrameworkFactory(title="Of London", region=RegionFactory(slug="london"))
    page = text_of(team.get(LIST))
    assert page.index("Gateway for the East") < page.index("National one")
    for hidden in ("Nobody sees this", "Nor this", "Of London"):
        assert hidden not in page


def test_the_national_list_has_national_ones_alone_and_their_drafts(national, draft):
    FrameworkFactory(title="National draft", state="draft")
    page = text_of(national.get("/england/frameworks/"))
    assert "National draft" in page
    assert "Gateway for the East" not in page
    assert "Gateway for the East" in text_of(national.get(LIST))


def test_a_national_framework_is_written_in_england_alone(team, national):
    framework = FrameworkFactory(title="Shared")
    page = text_of(team.get(address(framework)))
    assert "Begin the version that succeeds it" not in page
    assert f"/east/frameworks/new/?like={framework.pk}" in page
    assert team.get(address(framework, "framework-succeed")).status_code == 404
    assert national.get(address(framework, "framework-succeed")).status_code == 404
    assert "Begin the version that succeeds it" in text_of(national.get(address(framework, slug="england")))
    assert national.get(address(framework, "framework-succeed", slug="england")).status_code == 200


def test_somebody_elses_national_draft_is_not_found_in_a_region(team):
    assert team.get(address(FrameworkFactory(state="draft"))).status_code == 404


def test_an_auditor_reads_and_is_offered_nothing_to_do(draft):
    page = text_of(signed_in(with_role(Role.AUDITOR, "east")).get(address(draft)))
    assert "See it as an assessor does" in page
    for way in ("Put this draft to use", "Add a criterion", "Move down", "Change the scale"):
        assert way not in page


def test_a_framework_is_begun_from_a_national_one(team, east):
    national = FrameworkFactory(title="Shared", criteria=3)
    form = text_of(team.get(f"{LIST}new/?like={national.pk}"))
    assert f'<option value="{national.pk}" selected>' in form
    said = {"title": "Ours", "version": "1", "kind": "gateway", "like": str(national.pk)}
    answer = team.post(f"{LIST}new/", said)
    made = Framework.objects.get(title="Ours")
    assert answer.url == address(made)
    assert (made.region, made.criteria.count()) == (east, 3)


def test_what_is_wrong_is_said_and_nothing_is_saved(team, draft):
    page = text_of(team.post(f"{LIST}new/", {"title": "", "version": "", "like": "nobody"}))
    for sentence in ("Nothing has been saved", "Enter the title", "Enter the version", "is not one of the choices"):
        assert sentence in page
    assert Framework.objects.count() == 1
    page = text_of(team.post(address(draft, "framework-change"), FACTS | {"title": "x" * 151}))
    assert "Title must be 150 characters or fewer; it has 151" in page
    page = text_of(team.post(address(draft, "framework-rate"), {"label_1": "Low", "label_3": "High"}))
    assert "Rating 2 is blank, and a higher one is not" in page
    assert 'value="High"' in page  # what was typed stays


def test_two_people_save_one_draft_and_the_second_knows_before_theirs_takes_its_place(team, draft):
    team.post(address(draft, "framework-change"), FACTS | {"title": "First", "seen": "0"})
    page = text_of(team.post(address(draft, "framework-change"), FACTS | {"title": "Second", "seen": "0"}))
    assert "Somebody else has saved this draft while you had it open" in page
    assert 'value="Second"' in page
    draft.refresh_from_db()
    assert draft.title == "First"
    assert 'name="seen" value="1"' in page
    team.post(address(draft, "framework-change"), FACTS | {"title": "Second", "seen": "1"})
    draft.refresh_from_db()
    assert draft.title == "Second"


def test_a_criterion_is_added_changed_moved_and_taken_out(team, draft):
    said = {"title": "Leads", "theme": "Change", "question": "What?", "looks_for": "one\n\n two "}
    assert team.post(address(draft, "criterion-add"), said).url == address(draft)
    made = draft.criteria.get(title="Leads")
    assert (made.order, made.looks_for) == (3, ["one", "two"])
    form = text_of(team.get(address(draft, "criterion-change", made.pk)))
    assert "one\ntwo" in form
    team.post(address(draft, "criterion-change", made.pk), said | {"title": "Leads well", "seen": "1"})
    team.post(address(draft, "criterion-move", made.pk), {"to": "up"})
    made.refresh_from_db()
    assert (made.order, made.title) == (2, "Leads well")
    assert "Its words are lost with it" in text_of(team.get(address(draft, "criterion-remove", made.pk)))
    team.post(address(draft, "criterion-remove", made.pk))
    assert "“Leads well” is taken out." in text_of(team.get(address(draft)))
    assert not draft.criteria.filter(pk=made.pk).exists()


def test_one_criterion_after_another_can_be_added(team, draft):
    answer = team.post(address(draft, "criterion-add"), {"title": "One", "another": "yes"})
    assert answer.url == address(draft, "criterion-add")


def test_a_line_that_is_too_long_is_named(team, draft):
    page = text_of(team.post(address(draft, "criterion-add"), {"title": "One", "looks_for": "y" * 201}))
    assert "Each line must be 200 characters or fewer" in page
    assert draft.criteria.count() == 2


@pytest.mark.parametrize("name", ["<script>alert(1)</script>", "🎓 قيادة", "A & B"])
def test_what_is_typed_is_shown_as_text(name, team, draft):
    team.post(address(draft, "criterion-add"), {"title": name, "theme": name, "question": name, "looks_for": name})
    for page in ("framework", "framework-preview"):
        shown = text_of(team.get(address(draft, page)))
        assert "<script>alert" not in shown
        assert name.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;") in shown


def test_the_preview_offers_every_rating_and_the_missing_mark_apart(team):
    framework = FrameworkFactory(missing_label="No chance to show it", criteria=1)
    page = text_of(team.get(address(framework, "framework-preview")))
    assert page.count('type="radio"') == 4
    assert page.index("Outstanding") < page.index('nhsuk-radios__divider">or') < page.index("No chance to show it")


def test_putting_to_use_says_what_it_means_and_does_it(team, east):
    used = FrameworkFactory(region=east, slug="ours", title="Ours")
    team.post(address(used, "framework-succeed"), {"version": "2"})
    draft = used.successors.get()
    assert "Go on with the draft that succeeds it" in text_of(team.get(address(used)))
    page = text_of(team.get(address(draft, "framework-put-to-use")))
    assert "It has 2 criteria, each marked from 1 to 3." in page
    assert "Version 1 is succeeded." in page
    assert team.post(address(draft, "framework-put-to-use"), {"seen": "7"}).status_code == 409
    team.post(address(draft, "framework-put-to-use"), {"seen": "0"})
    assert "Ours, version 2 is in use." in text_of(team.get(address(draft)))
    assert "Version 2</a>, in use" in text_of(team.get(address(used)))


def test_a_draft_that_is_not_ready_says_what_it_needs(team, east):
    bare = FrameworkFactory(region=east, state="draft", criteria=0)
    answer = team.get(address(bare, "framework-put-to-use"))
    assert answer.status_code == 409
    assert "This draft needs a criterion before it is put to use." in text_of(answer)


def test_a_draft_is_discarded_and_gone_from_the_list(team, draft):
    assert "It is gone from your list" in text_of(team.get(address(draft, "framework-discard")))
    team.post(address(draft, "framework-discard"))
    assert "Gateway for the East</a>" not in text_of(team.get(LIST))
    assert team.get(address(draft)).status_code == 404


def test_an_empty_list_says_so(team):
    assert "There is no framework yet." in text_of(team.get(LIST))
