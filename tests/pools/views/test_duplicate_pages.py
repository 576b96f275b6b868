"""Duplicates on pages: the list, two records side by side, merging, and undoing it."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from pools.models import Candidate, FoundApart, Merge
from talentboard.access import Role
from talentboard.audit.models import AuditEvent
from tests.factories import CandidateFactory, MembershipFactory, PoolFactory, RegionFactory
from tests.fixtures.people import signed_in, with_role

pytestmark = pytest.mark.django_db
LIST = "/east/members/candidates/duplicates/"


@pytest.fixture
def east():
    return RegionFactory(slug="east", name="East")


@pytest.fixture
def team(east):
    return signed_in(with_role(Role.REGIONAL_TEAM, "east", name="Tess Team"))


@pytest.fixture
def pair(east) -> list[Candidate]:
    """Two records of one person, in the order of the page."""
    both = [
        CandidateFactory(name="Sam Okafor", email="sam@one.nhs.uk", employer_outside="A council", job_title="Deputy"),
        CandidateFactory(name="Sam Okafor", email="sam@two.nhs.uk", employer_outside="A council", aspirations="Chair"),
    ]  # fmt: skip
    return sorted(both, key=lambda person: person.pk)


def text_of(response) -> str:
    return " ".join(response.content.decode().split())


def address(pair, what="compare") -> str:
    return f"{LIST}{pair[0].pk}/{pair[1].pk}/{what}/"


def choices(team, pair, **otherwise) -> dict:
    """What the form of the page says, with the first record to stand and everything of it."""
    page = team.get(address(pair))
    form = page.context["form"]
    said = {field.name: "one" for field in form.choices}
    return said | {"keep": "one", "seen": form["seen"].value()} | otherwise


def test_the_list_shows_likely_pairs_and_why(team, pair):
    page = text_of(team.get(LIST))
    for words in ("<strong>1 pair of records</strong> is likely to be one person", "sam@one.nhs.uk", "sam@two.nhs.uk",
                  "The same name and employer", address(pair)):  # fmt: skip
        assert words in page


def test_the_list_costs_the_same_with_one_pair_and_with_thirty(team, pair):
    def queries() -> int:
        with CaptureQueriesContext(connection) as asked:
            assert team.get(LIST).status_code == 200
        return len(asked)

    team.get(LIST)
    one = queries()
    for number in range(30):
        for _ in range(2):
            CandidateFactory(name=f"Person {number}", employer_outside="A council")
    assert queries() == one


def test_an_empty_list_says_so(team, east):
    assert "No two records are likely to be of one person." in text_of(team.get(LIST))


def test_two_records_stand_side_by_side_and_reading_them_leaves_two_lines(team, pair):
    page = text_of(team.get(address(pair)))
    for words in (
        "sam@one.nhs.uk",
        "sam@two.nhs.uk",
        "Deputy",
        "Chair",
        "Not given",
        "Which record stands for both?",
    ):
        assert words in page
    assert AuditEvent.objects.filter(kind="candidate-read").count() == 2


def test_only_what_differs_is_asked_and_what_only_one_says_is_chosen_already(team, pair):
    form = team.get(address(pair)).context["form"]
    asked = {field.name: field.initial for field in form.choices}
    assert asked.keys() == {"field_email", "field_job_title", "field_aspirations"}
    assert asked["field_email"] is None
    assert asked["field_job_title"] == ("one" if pair[0].job_title else "other")


def test_the_records_are_merged_as_chosen(team, pair):
    answer = team.post(address(pair), choices(team, pair, field_job_title="other", field_aspirations="other"))
    assert answer.url == f"/east/members/candidates/{pair[0].pk}/"
    stands = Candidate.objects.get(pk=pair[0].pk)
    assert (stands.job_title, stands.aspirations) == (pair[1].job_title, pair[1].aspirations)
    page = text_of(team.get(answer.url))
    for words in ("The two records are one. Sam Okafor stands for both.", pair[1].email, "by Tess Team", "Undo"):
        assert words in page
    assert team.get(f"/east/members/candidates/{pair[1].pk}/").url == answer.url


def test_the_other_record_can_stand(team, pair):
    team.post(address(pair), choices(team, pair, keep="other", field_email="one"))
    stands = Candidate.objects.get(pk=pair[1].pk)
    assert stands.email == pair[0].email
    assert Candidate.objects.get(pk=pair[0].pk).merged_into == stands


def test_a_collision_is_shown_and_chosen(team, pair):
    pool = PoolFactory(name="Finance")
    members = [MembershipFactory(candidate=person, pool=pool) for person in pair]
    assert "Membership of Finance" in text_of(team.get(address(pair)))
    page = text_of(team.post(address(pair), choices(team, pair) | {f"pool_{pool.pk}": ""}))
    assert "Select the membership of Finance" in page
    team.post(address(pair), choices(team, pair) | {f"pool_{pool.pk}": "other"})
    assert list(pair[0].memberships.counting()) == [members[1]]


def test_nothing_chosen_says_what_to_choose_and_merges_nothing(team, pair):
    page = text_of(team.post(address(pair), {"seen": ""}))
    for words in ("The two records have not been merged", "Select an answer", "Select the main e-mail address"):
        assert words in page
    assert not Merge.objects.exists()


def test_whoever_comes_second_looks_again(team, pair):
    said = choices(team, pair)
    Candidate.objects.filter(pk=pair[0].pk).update(job_title="Director")
    page = text_of(team.post(address(pair), said))
    assert "has changed while you had them open. Look at them again." in page
    assert "Director" in page
    assert not Merge.objects.exists()
    said = choices(team, pair)
    team.post(address(pair), said)
    again = team.post(address(pair), said)
    assert again.status_code == 409
    assert "has been merged already" in text_of(again)


def test_one_record_is_not_compared_with_itself(team, pair):
    assert team.get(f"{LIST}{pair[0].pk}/{pair[0].pk}/compare/").status_code == 409


def test_they_are_kept_as_two_people(team, pair):
    assert team.get(address(pair, "two-people")).status_code == 405
    answer = team.post(address(pair, "two-people"), follow=True)
    assert "They are kept as two people" in text_of(answer)
    assert "No two records are likely" in text_of(answer)
    assert FoundApart.objects.exists()


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"one": "", "other": ""}, "Enter the e-mail address of one record"),
        ({"one": "nonsense", "other": "sam@two.nhs.uk"}, "Enter an e-mail address in the usual form"),
        ({"one": "sam@one.nhs.uk", "other": "nobody@nhs.uk"}, "East knows nobody by this address"),
        ({"one": "sam@one.nhs.uk", "other": "SAM@one.nhs.uk"}, "Both addresses are of one record"),
    ],
)
def test_two_addresses_that_lead_nowhere_are_said_so(typed, words, team, pair):
    assert words in text_of(team.post(LIST, typed))


def test_two_addresses_lead_to_the_two_records(team, pair):
    other = CandidateFactory(name="Somebody else", email="else@nhs.uk")
    answer = team.post(LIST, {"one": pair[0].email, "other": "else@nhs.uk"})
    assert answer.url == f"{LIST}{pair[0].pk}/{other.pk}/compare/"
    assert team.get(answer.url).status_code == 200


def test_undoing_says_what_comes_back_and_does_it(team, pair):
    pool = PoolFactory(name="Finance")
    for person in pair:
        MembershipFactory(candidate=person, pool=pool)
    team.post(address(pair), choices(team, pair, field_email="other") | {f"pool_{pool.pk}": "other"})
    Candidate.objects.filter(pk=pair[0].pk).update(job_title="Director")
    made = Merge.objects.get()
    page = text_of(team.get(f"/east/members/candidates/merges/{made.pk}/undo/"))
    for words in ("main e-mail address", "1 membership goes back to the other record", "of Finance since 1 March 2026"):
        assert words in page
    answer = team.post(f"/east/members/candidates/merges/{made.pk}/undo/", follow=True)
    assert "The merge is undone." in text_of(answer)
    assert Candidate.objects.get(pk=pair[1].pk).merged_into is None
    assert team.get(f"/east/members/candidates/merges/{made.pk}/undo/").status_code == 409


def test_an_auditor_reads_who_was_merged_and_is_offered_nothing(team, pair, east):
    team.post(address(pair), choices(team, pair))
    auditor = signed_in(with_role(Role.AUDITOR, "east"))
    page = text_of(auditor.get(f"/east/members/candidates/{pair[0].pk}/"))
    assert "Merged into this record" in page
    assert "/undo/" not in page
    assert LIST not in text_of(auditor.get("/east/members/candidates/"))


@pytest.mark.parametrize("name", ["<script>alert(1)</script>", "🎓 قيادة", "x" * 150])
def test_names_are_shown_as_text(name, team, pair):
    Candidate.objects.filter(pk=pair[1].pk).update(name=name, aspirations=name, job_title=name)
    page = text_of(team.get(address(pair)))
    assert "<script>alert" not in page
    assert name.replace("<", "&lt;").replace(">", "&gt;") in page
