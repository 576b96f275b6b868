"""The nominee: is nominated, accepts, registers and goes on to the gateway, or declines; and one's own nomination."""

import pytest
from django.contrib.sessions.models import Session
from django.db import connection
from django.utils import timezone

from nominations.actions import answering, drafting, sending
from nominations.invitations import link_for
from nominations.models import Nomination
from regions.models import Organisation, Placement, Region
from talentboard.access import Role
from talentboard.accounts.models import User
from talentboard.clock import today
from talentboard.links.tokens import path_of
from tests.fixtures.nominations import WORDS, Stage, a_pdf, draft, filled_in, published_round, question
from tests.fixtures.site import Site, eventually
from tests.journeys.acting import Actor, Journey
from tests.journeys.ways import PHONE, WAYS, WIDE, Person, Way

PASSWORD = "three quiet herons wading"
TEAM, LEAD = Person("Tessa Team", Role.REGIONAL_TEAM, "east"), Person("Lena Lead", Role.REGIONAL_LEAD, "east")
BY_HAND = Way(1280, javascript=False)
SAID, TO_DEVELOP, TITLE = (
    "Brought three trusts together",
    "Exposure to Treasury thinking",
    "Associate sleuth of finance",
)


def people_of(number: int) -> dict[str, Person]:
    code = codes()[number]
    roles = {"hr_director": Role.HR_DIRECTOR, "chief": Role.CHIEF_EXECUTIVE, "chair": Role.CHAIR}
    return {office: Person(f"{office.title()} {code}", role, organisation=code) for office, role in roles.items()}


def codes() -> list[str]:
    """The trusts of East."""
    here = Placement.objects.as_of(today()).filter(region="east")
    return list(Organisation.objects.filter(placements__in=here).order_by("code").values_list("code", flat=True))


def staged(journey: Journey, site: Site, number: int, *, title: str = "Autumn") -> Stage:
    """A trust with its offices, and a round of East. A number for each test, so that none meets another's people."""
    with site.rows():
        offices = people_of(number)
    for person in (TEAM, LEAD, *offices.values()):
        journey.knows(person)
    with site.rows():
        accounts = {name: User.objects.get(email=person.email) for name, person in offices.items()}
        team, lead = (User.objects.get(email=person.email) for person in (TEAM, LEAD))
        region = Region.objects.get(slug="east")
        hospital = Organisation.objects.get(code=codes()[number])
        round = published_round(by=team, region=region, title=title)
        return Stage(region=region, hospital=hospital, lead=lead, team=team, round=round, **accounts)


def about(on: Stage) -> tuple[str, str, str]:
    """What is said of somebody in one test, and in no other."""
    return tuple(f"{words} ({on.hospital.code})" for words in (SAID, TO_DEVELOP, TITLE))


def written(on: Stage, name: str) -> Nomination:
    """The draft about somebody without an account, with words of their own."""
    said, to_develop, title = about(on)
    stranger = User(name=name, email=f"{name.lower().replace(' ', '.')}@elsewhere.example")
    one = draft(on, nominee=stranger, job_title=title)
    one = drafting.say_readiness(one, band=one.readiness_view, needs=to_develop, version=one.version, by=on.hr_director)
    answering.write_answer(one, question(on.round, "nominator"), text=said, version=1, by=on.hr_director)
    return one


def link_of(one: Nomination) -> str:
    """The path of the link in the nominee's mail."""
    link = link_for(one)
    return path_of(link.purpose, link.pk)


def comes_by(journey: Journey, path: str, way: Way) -> Actor:
    came = journey.stranger(way).opens(path).sees("You have a message from your regional talent board")
    return came.presses("Read it").sees("you have been nominated", SAID, TO_DEVELOP)


def chooses(somebody: Actor, label: str) -> Actor:
    somebody.page.get_by_label(label, exact=True).check()
    return somebody


@pytest.mark.parametrize("way", WAYS, ids=str)
def test_a_leader_nominates_and_everybody_plays_their_part_up_to_the_gateway(journey: Journey, site: Site, way: Way):
    on, name = staged(journey, site, 0, title=f"Autumn {way}"), f"Amara Nwosu {way}"
    with site.rows():
        offices, one = people_of(0), written(on, name)
    leader = journey.as_(offices["hr_director"], way).opens("/nominations/").follows(name).follows("Check and send")
    leader.presses("Send the nomination").sees(f"{name} is asked, and has until")

    with site.rows():
        one.refresh_from_db()
        path = link_of(one)
    nominee = comes_by(journey, path, way)
    accepts_with_an_account(nominee)
    registers(nominee, way)
    nominee.sees("You have registered.", "is asked to endorse it by", SAID)
    nominee.opens("/nominations/").sees("Awaiting endorsement", f"nominated by {on.hr_director.name}")

    chief = journey.as_(offices["chief"], way).opens("/nominations/").sees("await your endorsement").follows(name)
    chief.sees(SAID, "<b>evidence</b>").presses("Send my answer").sees("Choose whether you endorse it")
    chooses(chief, "Yes, I endorse it").fills("What you say about it", "She leads well.").presses("Send my answer")
    chief.sees("You endorsed this nomination on").but_not(SAID)

    team = journey.as_(TEAM, way).opens("/east/nominations/").follows(name).sees(SAID, "She leads well.")
    team.but_not("A room without steps").sees("2 criteria have not been judged yet")
    for met in team.page.get_by_label("Met", exact=True).all():
        met.check()
    team.presses("Save what I found").sees("Saved.").presses("Accept for gateway").presses("Accept for gateway")
    team.sees(f"The nomination of {name} is accepted for gateway. They are told.").but_not("A room without steps")
    team.follows("Read what they need at the panel").sees("A room without steps")
    nominee.follows(str(on.round.pool)).sees("Accepted for gateway", "She leads well.")
    nominee.follows("Withdraw from this nomination").sees("What is lost")
    leader.opens("/nominations/").sees("Accepted for gateway").follows(name).but_not("evidence", "She leads well.")


def accepts_with_an_account(nominee: Actor) -> None:
    chooses(nominee, "Yes, I accept").fills("Choose a password", PASSWORD)
    nominee.fills("The same password again", "something else altogether").presses("Send my answer")
    nominee.sees("The two passwords differ")
    nominee.fills("Choose a password", PASSWORD).fills("The same password again", PASSWORD).presses("Send my answer")
    nominee.sees("You accepted. Next you register", "Cannot start yet", "0 of 4 done.")


def registers(nominee: Actor, way: Way) -> None:
    """Everything that is asked, some of it wrong at first."""
    nominee.follows("What would you bring?").fills("What would you bring?", "word " * 51)
    if way.javascript:
        nominee.sees("51 words: 1 more than the 50 allowed", "Saved")
    nominee.presses("Save and continue").sees("has 1 word more than the 50 allowed")
    nominee.fills("What would you bring?", "Calm, and مريم 🎉 <b>evidence</b>").presses("Save and continue")
    nominee.sees("Completed").follows("Your CV")
    send_cv(nominee, "holiday.pdf", b"MZ a program").sees("neither a PDF nor a Word document")
    send_cv(nominee, "cv.pdf", a_pdf()).sees("Saved: “cv.pdf”.").follows("Back to the list")
    nominee.follows("Where and how you would work")
    chooses(chooses(nominee, "East"), "Part time").presses("Save and continue")
    nominee.follows("Reasonable adjustments").fills("What you need, if anything", "A room without steps")
    nominee.presses("Save and continue").follows("May you be found?").presses("Save and continue")
    nominee.sees("Choose whether you may be found. Either answer is fine")
    chooses(nominee, "No, not now").presses("Save and continue").sees("4 of 4 done.").follows("Check and register")
    nominee.sees("<b>evidence</b>", "A room without steps", "Part time").presses("Register")


def send_cv(nominee: Actor, name: str, content: bytes) -> Actor:
    file = {"name": name, "mimeType": "application/octet-stream", "buffer": content}
    nominee.page.locator("input[type=file]").set_input_files(file)
    return nominee.presses("Send this file")


@pytest.mark.parametrize("way", [PHONE, BY_HAND], ids=str)
def test_a_nominee_declines_and_nothing_remains(journey: Journey, site: Site, way: Way):
    on = staged(journey, site, 1 + [PHONE, BY_HAND].index(way))
    name = f"Quenby Quayle {way.width} {way.javascript}"
    with site.rows():
        one = sending.send(written(on, name), by=on.hr_director)
        path = link_of(one)
        kept = [*about(on), one.nominee_email]
        assert all(found(words) for words in kept)  # so that the search below could find something
    nominee = comes_by(journey, path, way)
    chooses(nominee, "No, I decline").presses("Send my answer")
    nominee.sees("What was said about you has been deleted.", "is told only that you declined.")
    nominee.opens(f"/east/nominations/{one.pk}/yours/").sees("You declined")
    with site.rows():
        eventually(lambda: not found(one.nominee_email))  # a mail that waited had it, until the worker let it go
        assert [words for words in kept if found(words)] == []


def found(words: str) -> list[str]:
    """The tables of which a row has these words in any column, sessions opened."""
    with connection.cursor() as cursor:
        tables = [name for name in connection.introspection.table_names(cursor) if name != "django_session"]
        here = []
        for table in tables:
            cursor.execute(f'SELECT count(*) FROM "{table}" kept WHERE kept::text ILIKE %s', [f"%{words}%"])
            here += [table] * bool(cursor.fetchone()[0])
    live = Session.objects.filter(expire_date__gt=timezone.now())
    return here + ["django_session" for session in live if words in str(session.get_decoded())]


@pytest.mark.parametrize("way", [WIDE, Way(390, javascript=False)], ids=str)
def test_ones_own_that_is_not_endorsed_goes_to_the_team(journey: Journey, site: Site, way: Way):
    number = 3 + way.is_wide
    on, person = staged(journey, site, number), Person(f"Sol Selfmade {way.width}")
    with site.rows():
        chief = people_of(number)["chief"]
    myself = journey.as_(person, way).follows("Your nominations").sees("Nobody has nominated you")
    myself.opens(f"/east/rounds/{on.round.pk}/yourself/").sees("No employer can silently stop anybody.")
    myself.presses("Begin").follows("Where you work").fills("Job title", "Matron")
    chooses(myself, "An organisation of the NHS")
    myself.fills("Organisation", on.hospital.code)
    myself.presses("Save and continue").sees(f"{chief.name}, chief executive of {on.hospital}, is then asked")
    myself.follows("Who is asked to endorse it")
    chooses(myself, "Go to the regional talent team instead").presses("Save and continue")
    myself.sees("Say why it should go to the regional talent team")
    chooses(myself, f"Ask {chief.name}, chief executive of {on.hospital}").presses("Save and continue")
    myself.follows("Check and send").sees("Matron").presses("Send my nomination").sees("Sent. Next you register, by")
    with site.rows():
        filled_in(Nomination.objects.get(round=on.round))
    myself.page.reload()
    myself.looks().follows("Check and register").sees(WORDS).presses("Register").sees("You have registered.")

    head = journey.as_(chief).opens("/nominations/").follows(person.name)
    chooses(head, "No, I do not endorse it").fills("What you say about it", "Not this year.").presses("Send my answer")
    myself.page.reload()
    myself.looks().sees("It was not endorsed, so the regional talent team decides", "Not this year.")
    journey.as_(TEAM).opens("/east/nominations/").sees(person.name)
