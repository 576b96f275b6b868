"""The sheets of rounds that were run on paper: one row a round, one row a nomination."""

from nominations.models import Endorsement, Nomination
from pools.actions.import_members.sheets import READINESS, REGION
from talentboard.sheets import Choice, Column, Day, Email, Passage, Sheet, Text

State = Nomination.State
ENDED = (State.DECLINED, State.CONSENT_LAPSED, State.NOT_ENDORSED, State.INELIGIBLE, State.WITHDRAWN)
TAKEN = (State.ELIGIBILITY_CHECK, State.ACCEPTED, *ENDED)
OFFICES = (
    Endorsement.Office.CHIEF_EXECUTIVE,
    Endorsement.Office.CHAIR,
    Endorsement.Office.REGIONAL_LEAD,
    Endorsement.Office.NAMED,
)

ROUNDS = Sheet(
    "rounds",
    (
        Column("region", REGION, required=True, about="The region that keeps the pool.", example="east"),
        Column("pool", Text(100), required=True, about="A pool that we keep.", example="Finance directors"),
        Column("round", Text(100), required=True, about="Its title, once in a pool.", example="Spring 2026"),
        Column("opens", Day(), required=True, about="The first day of nominations.", example="02/03/2026"),
        Column("closes", Day(), required=True, about="The last day; it is over.", example="27/03/2026"),
    ),
    about="One row for each round that was run on paper and is over. Rounds that are not listed stay as they are.",
)

NOMINATIONS = Sheet(
    "nominations",
    (
        Column("region", REGION, required=True, about="The region that keeps the pool.", example="east"),
        Column("pool", Text(100), required=True, example="Finance directors"),
        Column("round", Text(100), required=True, about="A title of the sheet rounds.", example="Spring 2026"),
        Column(
            "route",
            Choice(tuple(Nomination.Route.choices), "route"),
            required=True,
            about="By a leader, or by the person.",
            example="leader",
        ),
        Column(
            "nominator",
            Email(),
            required=True,
            about="The address of the account of whoever nominated; of one's own the person's.",
            example="priya@nhs.net",
        ),
        Column("nominated_on", Day(), required=True, example="09/03/2026"),
        Column(
            "agreed_on",
            Day(),
            about="When the person agreed. Blank where they did not: then only the number is kept.",
            example="12/03/2026",
        ),
        Column("name", Text(150), about="The person; only where they agreed.", example="Sam Okafor"),
        Column("email", Email(), about="Their work e-mail; only where they agreed.", example="sam@nhs.net"),
        Column("job_title", Text(150), about="Only where they agreed.", example="Deputy director of finance"),
        Column("employer", Text(150), about="An ODS code, or a name outside the NHS.", example="RAJ"),
        Column(
            "readiness_view",
            Choice(READINESS, "band of readiness"),
            about="The nominator's view.",
            example="within-a-year",
        ),
        Column("development_needs", Passage(4000), about="The nominator's view.", example="Board exposure."),
        Column("nominator_said", Passage(15_000), about="What the nominator wrote.", example="Led the merger."),
        Column("nominee_said", Passage(15_000), about="What the person wrote.", example="I would bring calm."),
        Column("endorsed_on", Day(), about="When it was endorsed, or passed on without.", example="20/03/2026"),
        Column(
            "endorser",
            Email(),
            about="The address of the account of whoever endorsed it or did not; blank for the regional team.",
            example="carol@nhs.net",
        ),
        Column(
            "endorsed_as",
            Choice(tuple((one.value, one.label) for one in OFFICES), "office"),
            about="The endorser's office; chief executive when blank.",
            example="chief-executive",
        ),
        Column("endorser_said", Passage(4000), about="What the endorser wrote.", example="She leads well."),
        Column(
            "state",
            Choice(tuple((one.value, one.label) for one in TAKEN), "state that is taken from paper"),
            required=True,
            about="How it stands. One that still waits for somebody is nominated on the pages.",
            example="accepted",
        ),
        Column("decided_on", Day(), about="When that was; blank for an eligibility check.", example="02/04/2026"),
        Column("decided_by", Text(100), about="Who decided it, by name.", example="Tessa Team"),
        Column("reason", Passage(2000), about="Why not endorsed, not eligible or withdrawn.", example="One year only."),
    ),
    about="One row for each nomination. What is kept already is not changed, and nothing is taken back.",
)

NOMINATION_SHEETS = (ROUNDS, NOMINATIONS)
