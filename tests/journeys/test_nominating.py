"""Rounds and nominating: the regional team opens a round, a leader writes of somebody and sends it; nothing is lost."""

import datetime as dt
import re

import pytest

from nominations.actions import rounds
from nominations.models import EligibilityCriterion, Nomination, Question, Round
from nominations.words import words_in
from pools.models import Pool
from talentboard.access import Role
from talentboard.accounts.operator import operator
from talentboard.clock import today
from tests.fixtures.site import Site
from tests.journeys.acting import PASSWORD, SECRET, Actor, Journey
from tests.journeys.ways import PHONE, WAYS, WIDE, Person, Way

TRUST, A_DAY = "RYJ", dt.timedelta(days=1)
HELEN = Person("Helen Prior", Role.HR_DIRECTOR, organisation=TRUST)
TESSA = Person("Tessa Team", Role.REGIONAL_TEAM, region="london")
CHANGE, PEOPLE = "Change they led across organisations", "People they have developed"
NASTY = (
    "", "   \n\t ", "Well-led trust’s £3.5m plan", "– • — …", "naïve café cafe\u0301", "פרופ׳ מרים בן־דוד",
    "हिन्दी में लिखा", "مرحبا بالعالم", "👩‍⚕️ 🎉 emoji", "a@b.nhs.uk www.nhs.uk/x", "it's it’s 'quoted'",
    "one\u00a0two\u2003three", "№ ½ x² Ⅷ", "snake_case under_score", "1,000.50 24/7 R&D", "<b>bold</b> &amp;",
    "A\u200bB soft\u00adhyphen", "漢字 かな 한국어",
)  # fmt: skip


@pytest.fixture(scope="module")
def round(site: Site) -> str:
    """The title of a round for leaders in London, with its pool: "Chief nurse: Autumn round"."""
    with site.rows():
        return in_full(published("Autumn round"))


def published(title: str) -> Round:
    """A round of London's pool of chief nurses, open from today on."""
    pool, _is_new = Pool.objects.get_or_create(
        region_id="london",
        name="Chief nurse",
        defaults={"kind": "director", "role_families": ["nursing"], "level": "executive-director"},
    )
    days = {"opens": today(), "closes": today() + 28 * A_DAY, "late_until": today() + 35 * A_DAY}
    made = rounds.make(Round(pool=pool, title=title, **days), by=operator())
    for asked_of, text in (("nominator", CHANGE), ("nominator", PEOPLE), ("nominee", "What would you bring?")):
        rounds.put_question(made, Question(asked_of=asked_of, text=text, word_limit=60), by=operator())
    rounds.put_criterion(made, EligibilityCriterion(text="Works for the NHS"), by=operator())
    return rounds.publish_round(made, by=operator())


def in_full(round: Round) -> str:
    return f"{round.pool.name}: {round.title}"


def begins(helen: Actor, round: str) -> Actor:
    """On to a draft of their own."""
    helen.opens("/rounds/").sees(round).follows(f"Nominate somebody for {round}").sees(CHANGE)
    button = helen.page.get_by_role("button", name=re.compile("^Begin"))
    return helen.presses(button.first.text_content().strip())


def names(helen: Actor, who: str) -> Actor:
    """Who is nominated, at a hospital that is chosen by its code."""
    helen.follows("Who you are nominating").fills("Full name", who)
    helen.fills("Work e-mail address", f"{who.lower().replace(' ', '.')}@example.nhs.uk").fills("Job title", "Matron")
    helen.page.get_by_label("An organisation of the NHS", exact=True).check()
    return helen.fills("Organisation", "RJ1").presses("Save and continue").sees("Your view of their readiness")


@pytest.mark.parametrize("way", WAYS, ids=str)
def test_a_leader_nominates_somebody_up_to_sent(journey: Journey, round: str, way: Way):
    who = f"Amara {way.width} {'Nwosu' if way.javascript else 'Okafor'}"
    helen = begins(journey.as_(HELEN, way), round).sees("Nominate somebody", "0 of 4 done", "Do 4 more things first")
    names(helen, who)
    helen.page.get_by_label("Within a year", exact=True).check()
    helen.fills("What should they develop?", "Working with a board.").presses("Save and continue").sees(CHANGE)
    helen.fills(CHANGE, "She merged two services.\n\nEvery nurse stayed.").presses("Save and continue").sees(PEOPLE)
    helen.fills(PEOPLE, "word " * 61).presses("Save and continue").sees("has 1 word more than the 60 allowed")
    helen.fills(PEOPLE, "Three ward managers.").presses("Save and continue")

    helen.sees(f"Nominate {who}", "4 of 4 done", "7 of 60 words").follows("Check and send")
    helen.sees("Matron", "Every nurse stayed.", "Within a year")
    helen.presses("Send the nomination").sees(f"{who} is asked, and has until", "Awaiting their answer")
    helen.opens("/nominations/").sees("Nominations you made", f"{who} is asked, and answers by")


def test_a_connection_cut_in_mid_sentence_loses_nothing(journey: Journey, round: str):
    helen = begins(journey.as_(HELEN), round).follows(CHANGE)
    page, box = helen.page, helen.page.get_by_label(CHANGE, exact=True)
    box.press_sequentially("She merged two")
    helen.sees("Saved ", "3 of 60 words")
    page.context.set_offline(True)
    box.press_sequentially(" services and kept")
    helen.sees("No connection. What you typed is kept here, on this device.", "6 of 60 words")
    helen.watch.complaints.clear()  # the browser's own word for a lost connection
    address = page.url
    page.context.set_offline(False)
    box.press_sequentially(" every nurse.")
    helen.sees("Saved ").but_not("No connection.")
    helen.watch.complaints.clear()
    helen.opens(address.removeprefix(journey.site.address))
    assert page.get_by_label(CHANGE, exact=True).input_value() == "She merged two services and kept every nurse."


def test_a_browser_that_is_closed_offline_offers_what_was_typed(journey: Journey, round: str):
    helen = begins(journey.as_(HELEN), round).follows(PEOPLE)
    page, address = helen.page, helen.page.url
    page.route(address, lambda route: route.abort() if route.request.method == "POST" else route.continue_())
    page.get_by_label(PEOPLE, exact=True).fill("Never sent.")
    helen.sees("No connection.")
    helen.watch.complaints.clear()  # the browser's own word for a lost connection
    page.goto("about:blank")
    helen.watch.complaints.clear()
    helen.opens(address.removeprefix(journey.site.address)).sees("This device has what you typed here on")
    page.unroute_all()
    page.get_by_role("button", name="Put it back").click()
    helen.sees("Saved ")
    helen.opens(address.removeprefix(journey.site.address))
    assert page.get_by_label(PEOPLE, exact=True).input_value() == "Never sent."


@pytest.mark.parametrize("javascript", [True, False], ids=["with JavaScript", "without"])
def test_a_session_that_ends_in_mid_sentence_loses_nothing(journey: Journey, round: str, javascript: bool):
    way = Way(WIDE.width, javascript=javascript)
    helen = begins(journey.knows(HELEN).stranger(way).signs_in(HELEN), round).follows(CHANGE)
    helen.page.context.clear_cookies(name="talentboard_session")
    words = f"Typed without a session {javascript}"
    helen.fills(CHANGE, words)
    helen.watch.complaints.clear()
    with helen.page.expect_navigation(wait_until="load"):
        helen.page.get_by_role("button", name="Save and continue", exact=True).click()
    helen.watch.complaints.clear()  # 401, where the page saved by itself before
    helen.looks().sees("Sign in").fills("E-mail address", HELEN.email).fills("Password", PASSWORD).presses("Sign in")
    helen.sees("Enter the code").shows_code(SECRET).sees("You were signed out before this was saved.")
    assert helen.page.get_by_label(CHANGE, exact=True).input_value() == words


@pytest.mark.parametrize("way", [WIDE, Way(390, javascript=False)], ids=str)
def test_two_tabs_keep_both_texts(journey: Journey, round: str, way: Way):
    helen = begins(journey.as_(HELEN, way), round).follows(CHANGE)
    other = journey.as_(HELEN, way).opens(helen.page.url.removeprefix(journey.site.address))
    other.fills(CHANGE, "The other tab.").presses("Save and continue").sees(PEOPLE)
    helen.fills(CHANGE, "This tab.")
    with helen.page.expect_navigation():
        helen.page.get_by_role("button", name="Save and continue", exact=True).click()
    helen.watch.complaints = [line for line in helen.watch.complaints if not line.startswith("409 ")]
    helen.looks(expected=409).sees("This tab.", "The other tab.").presses("Put them together")
    assert helen.page.get_by_label(CHANGE, exact=True).input_value().split("\n\n") == ["The other tab.", "This tab."]
    helen.presses("Save and continue").sees(PEOPLE).presses("Save and continue").sees("5 of 60 words")


@pytest.mark.parametrize("way", [PHONE, Way(1280, javascript=False)], ids=str)
def test_a_round_that_closes_while_somebody_types_takes_it_late(journey: Journey, site: Site, way: Way):
    with site.rows():
        ending = published(f"Ending round {way}")
    helen = names(begins(journey.as_(HELEN, way), in_full(ending)), f"Late {way.width}")
    helen.page.get_by_label("Within a year", exact=True).check()
    helen.presses("Save and continue").fills(CHANGE, "Typed before the hour.")
    with site.rows():  # its last day was yesterday
        Round.objects.filter(pk=ending.pk).update(opens=today() - A_DAY, closes=today() - A_DAY)
    helen.presses("Save and continue").sees(PEOPLE, "What you wrote is kept", "late nomination until")
    helen.fills(PEOPLE, "Typed after it.").presses("Save and continue").sees("4 of 4 done").follows("Check and send")
    helen.sees("Typed before the hour.", "Typed after it.").presses("Send it as a late nomination")
    helen.sees("Say why the nomination is late").fills("Why is it late?", "I was ill.")
    helen.presses("Send it as a late nomination").sees("is asked, and has until", "Why it was late", "I was ill.")


def test_the_script_counts_words_as_the_server_does(journey: Journey, round: str):
    helen = begins(journey.as_(HELEN), round).follows(CHANGE)
    box, line = helen.page.get_by_label(CHANGE, exact=True), helen.page.locator("[data-words-of]")
    counted = {}
    for text in NASTY:
        box.fill(text)
        counted[text] = line.text_content()
    assert counted == {text: f"{words_in(text)} of 60 words" for text in NASTY}


@pytest.mark.parametrize("way", [WIDE, Way(390, javascript=False)], ids=str)
def test_the_regional_team_opens_a_round(journey: Journey, site: Site, round: str, way: Way):
    title = f"Spring round {way}"
    tessa = journey.as_(TESSA, way).opens("/london/rounds/").presses("Make a round").sees("What happens next")
    tessa.page.get_by_label("Pool", exact=True).select_option("Chief nurse")
    tessa.fills("Name of the round", title)
    tessa.presses("Save the draft").sees("Nothing has been saved", "Last day")
    closes = today() + dt.timedelta(days=21)
    last_day = tessa.page.get_by_role("group", name="Last day", exact=True)
    for part in ("day", "month", "year"):
        last_day.get_by_label(part.capitalize(), exact=True).fill(str(getattr(closes, part)))
    tessa.presses("Save the draft").sees("are asked nothing yet")
    for link, text in (("Add a question for leaders", CHANGE), ("Add a question for the person nominated", "Why now?")):
        tessa.follows(link).fills("Question", text).presses("Save").sees(text)
    tessa.follows("Add a criterion").fills("Criterion", "Works for the NHS").presses("Save")
    tessa.follows("See it as a nominee will").sees("Why now?").follows("Back to the round")
    tessa.presses("Publish this round").sees("What can no longer be changed").presses("Publish the round")
    tessa.sees(f"{title} is published").opens("/rounds/").sees(f"Chief nurse: {title}")
    with site.rows():
        assert Round.objects.get(title=title).state == "published"
        assert not Nomination.objects.filter(round__title=title).exists()
