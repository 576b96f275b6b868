"""A regional team tells people, finds one by a name typed wrongly, and makes one record of two; and two again."""

import pytest

from pools.models import Candidate
from regions.models import Organisation, Region
from talentboard.access import Role
from tests.factories import CandidateFactory, MembershipFactory, PoolFactory
from tests.fixtures.site import Site
from tests.journeys.acting import Actor, Journey
from tests.journeys.ways import PHONE, WIDE, Person, Way

TRUST = "RGT"
FOLDER = "/midlands/members/candidates/"
TEAM = Person("Nadia Trent", Role.REGIONAL_TEAM, "midlands")
# A name for each way in which the journey is gone, so that none meets the people of another.
NAMES = {WIDE: "Oluwaseun Adeyemi-Olorunfemi", PHONE: "Siobhán O’Keeffe", Way(390, javascript=False): "Zhang Xiuying"}


def kept_twice(site: Site, name: str, way: Way) -> None:
    """Somebody came in twice, into one pool under both addresses, and knows of neither."""
    with site.rows():
        midlands = Region.objects.get(slug="midlands")
        pool = PoolFactory(name=f"Aspirant directors of {way}", region=midlands)
        for box, title in (("first", "Deputy director of finance"), ("second", "Finance director (acting)")):
            person = CandidateFactory(
                name=name, email=f"{box}.{way}@example.nhs.uk", kept_by=midlands, job_title=title,
                employer=Organisation.objects.get(code=TRUST),
            )  # fmt: skip
            MembershipFactory(candidate=person, pool=pool, ready="ready-now" if box == "first" else "within-a-year")


def looks_up(somebody: Actor, text: str) -> Actor:
    return somebody.fills("Name, or the exact work e-mail address", text).presses("Look up")


def chooses(somebody: Actor, question: str, answer: str) -> Actor:
    somebody.page.get_by_role("group", name=question).get_by_label(answer).check()
    return somebody


@pytest.mark.parametrize("way", NAMES, ids=str)
def test_the_team_finds_somebody_who_is_kept_twice_and_makes_one_record_of_two(journey: Journey, site: Site, way: Way):
    name, first, second = NAMES[way], f"first.{way}@example.nhs.uk", f"second.{way}@example.nhs.uk"
    kept_twice(site, name, way)
    mistyped = name[:3] + name[4:]
    team = looks_up(journey.as_(TEAM, way).opens(FOLDER), mistyped).sees("Nobody found")

    team.opens("/midlands/members/").follows("Tell them")
    team.page.get_by_label("Pool", exact=True).select_option(f"Aspirant directors of {way}")
    team.presses("Show").presses("See the mail to all 2").sees("The mail to 2 people", name)
    team.presses("Send 2 mails")

    looks_up(team.opens("/midlands/members/").follows("Look somebody up by name"), mistyped).sees("2 people found")
    team.follows("People who may be kept twice").sees("The same name and employer", first, second)
    with team.page.expect_navigation(wait_until="load"):
        team.page.get_by_role("link", name=f"Compare the two records of {name}").click()
    team.looks().sees("Are these two records of one person?", "Deputy director of finance", "Finance director (acting)")
    team.presses("Merge the two records").sees("The two records have not been merged", "Select the job title")
    chooses(team, "Which record stands for both?", first)
    chooses(team, "Main e-mail address", first)
    chooses(team, "Job title", "Finance director (acting)")
    team.page.get_by_role("group", name=f"Membership of Aspirant directors of {way}").get_by_role("radio").first.check()
    team.presses("Merge the two records").sees("The two records are one.", "Finance director (acting)", second)

    looks_up(team.opens(FOLDER), second).sees("1 person found", name)
    team.follows(name)
    with team.page.expect_navigation(wait_until="load"):
        team.page.get_by_role("link", name=f"Undo the merge of {name}").click()
    team.looks().sees("There will be two records again", "job title", "counts again")
    team.presses("Undo the merge").sees("The merge is undone.", "Deputy director of finance").but_not("Merged into")
    with site.rows():
        assert Candidate.objects.filter(name=name, merged_into=None, memberships__state="active").count() == 2
