"""What made-up rounds ask, and what made-up people write."""

from nominations.models import Question
from talentboard.demonstration.chance import dice

NOMINATOR, NOMINEE = Question.Asked.NOMINATOR, Question.Asked.NOMINEE

QUESTIONS = (
    (NOMINATOR, "What have you seen this person lead?", 300, "One example says more than five. What did they do?"),
    (NOMINATOR, "How do they make it easier for others to speak up?", 200, ""),
    (NOMINATOR, "What should they see or do before the next post?", 150, "They will read this, and so will the panel."),
    (
        NOMINEE,
        "Tell us about a change that you led across organisations",
        300,
        "What did you do? What has lasted?",
    ),
    (NOMINEE, "Where have you made inclusion happen?", 200, ""),
    (NOMINEE, "Why this pool, and why now?", 150, ""),
)
CRITERIA = (
    ("Works for the NHS, social care or a partner in the integrated care system", "The employer in the nomination."),
    ("Has held a senior post for at least two years", "Posts covered as interim or acting count."),
    ("Is not the subject of an open disciplinary or fitness-to-practise matter", "As the endorser says."),
)
GUIDANCE = (
    "We look for people who could step up to a board post within five years. Nobody needs to be ready today. "
    "Think of those who are not usually put forward."
)
SAID = (
    "Took over a theatre programme that three hospitals had given up on. Met every team on its own ward, found that "
    "lists began late because of two forms, and took both away. Eleven months later 400 more people had had their "
    "operation, and sickness had halved.",
    "When our community services merged, she kept both staff groups in the room until they had written the rota "
    "themselves. It took four weeks longer than the plan. Nobody left.",
    "Led finance for the system’s winter plan: £3.2m moved from beds that stood empty to people’s homes. He told the "
    "board in public what had not worked, which made the next ask easier.",
    "Set up the night-time handover that four trusts now share. It began with porters, who knew what the notes left "
    "out. Falls on the two pilot wards went from 31 to 12 in a quarter.",
    "Chairs the reverse-mentoring scheme and is mentored herself, by a band 3 from estates. What she learned there is "
    "now how we open every recruitment panel.",
    "Would gain from a year closer to a provider board, and from a large capital scheme seen from its beginning.",
    "I have led teams that argue well. Now I want to lead where the argument is between organisations.",
    "Two system-wide programmes, both handed over in good order, and one that I stopped because it did not help.",
)
REFUSED = (
    "The merger keeps the whole executive here until the summer. I would support this next year.",
    "I would like to see a second year in the present post first, and have said so.",
)
PASSED_ON = "The employer did not answer. The evidence is strong, and the criteria can be checked without it."
NOT_MET = "Began in the first senior post in March, which is less than two years ago."
LATE = "The person was on leave in the last week of the round."
ALONE = "My chief executive is also my line manager’s spouse, so I ask the team to look at it."
WITHDRAWN = "Has taken a post outside the region."


def words_for(*about: object) -> str:
    """One of the texts, the same for the same subject."""
    return dice("said", *about).choice(SAID)
