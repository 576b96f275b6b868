"""A region makes a framework of its own from the national one, and succeeds it a year later."""

import pytest

from talentboard.access import Role
from tests.journeys.ways import WIDE, Person, Way

WAYS = (WIDE, Way(390, javascript=False))
TEAMS = (
    Person("Freya Frame", Role.REGIONAL_TEAM, "midlands"),
    Person("Felix Frame", Role.REGIONAL_TEAM, "south-west"),
)
NATIONAL = Person("Nia Nation", Role.NATIONAL_TEAM)
RIGHT_TO_LEFT, LONG = "قيادة <b>التغيير</b> 🎓", "A title of a hundred letters and more, " * 3


@pytest.mark.parametrize("way", WAYS, ids=str)
def test_a_team_adapts_the_national_framework_puts_it_to_use_and_succeeds_it(journey, way):
    team = journey.as_(TEAMS[WAYS.index(way)], way).follows("Frameworks").sees("NHS Leadership Competency Framework")
    team.follows("Gateway assessment, version 1").sees("What to listen for")
    team.follows("Begin one of your own with its criteria").presses("Save the draft").sees("Enter the title")
    team.fills("Title", "Our gateway").page.get_by_label("Gateway assessment", exact=True).check()
    team.presses("Save the draft").sees("The draft is saved.", "6 criteria, each marked from 1 to 5")

    team.presses("Add a criterion").fills("Title", RIGHT_TO_LEFT).fills("Theme or domain", LONG)
    team.fills("What to listen for", "what was said\nwhat was done").presses("Save the criterion").sees(RIGHT_TO_LEFT)
    team.presses(f"Move up “{RIGHT_TO_LEFT}”").sees(f"6. {RIGHT_TO_LEFT}")
    team.follows(f"Take out “{RIGHT_TO_LEFT}”").presses("Take the criterion out").sees("is taken out")
    team.follows("Change the scale").fills("Rating 5", "").fills("What rating 5 stands for", "")
    team.presses("Save the scale").sees("6 criteria, each marked from 1 to 4")
    team.follows("See it as an assessor does").sees("nothing that you choose here is kept", "No evidence")

    team.page.go_back()
    team.presses("Put this draft to use").presses("Put it to use").sees("Our gateway, version 1 is in use.")
    team.presses("Begin the version that succeeds it").presses("Begin the draft").sees("is a copy of version 1")
    team.follows("Change title, version or source").fills("Where its words are from", "Ours").presses("Save the draft")
    team.follows("Discard this draft").presses("Discard the draft").sees("is discarded.")


def test_the_national_team_succeeds_a_national_framework(journey):
    team = journey.as_(NATIONAL).opens("/england/frameworks/").follows("Gateway assessment, version 1")
    team.presses("Begin the version that succeeds it").presses("Begin the draft").sees("The draft of version 2")
