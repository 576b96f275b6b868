"""Whatever is typed anywhere is text on every page and in every mail in which anybody reads it."""

import pytest
from django.urls import reverse

from nominations.actions import answering, consenting, deciding, drafting, endorsing, registering, rounds, sending
from nominations.cv_files import checked
from nominations.models import EligibilityCriterion, Nomination, Question
from pools.actions.preferences import Preferences, preferences_of, say_preferences
from talentboard.accounts.models import User
from talentboard.notifications.sending import send_due
from tests.factories import BandFactory
from tests.fixtures.nominations import Stage, a_pdf, draft_round, stage
from tests.fixtures.people import signed_in

pytestmark = pytest.mark.django_db
TYPED = "<b>typed</b> “it” 🎉 \u202eمريم"


@pytest.fixture
def on(set_clock) -> Stage:
    """Everybody has markup in their names, and the round in everything that it says."""
    set_clock("2026-09-22T10:00")
    on = stage()
    round = draft_round(by=on.team, region=on.region, title=TYPED)
    for asked_of in ("nominator", "nominee"):
        asked = Question(asked_of=asked_of, text=TYPED, guidance=TYPED, word_limit=50, optional=True)
        rounds.put_question(round, asked, by=on.team)
    rounds.put_criterion(round, EligibilityCriterion(text=TYPED, guidance=TYPED), by=on.team)
    on.round = rounds.publish_round(round, by=on.team)
    people = (on.hr_director, on.chief, on.team, on.lead, on.somebody())
    for number, person in enumerate(people):
        person.name = f"{TYPED} {number}"
    User.objects.bulk_update(people, ["name"])
    return on


def looks(person: User, *addresses: str) -> None:
    """Each page says what was typed, and as text."""
    browser = signed_in(person)
    for address in addresses:
        answer = browser.get(address, follow=True)
        html = answer.content.decode()
        assert answer.status_code == 200, address
        assert "&lt;b&gt;typed" in html, address
        assert "<b>typed" not in html, address


def doors(one: Nomination, *names: str) -> list[str]:
    return [reverse(f"nominations:{name}", args=["east", one.pk]) for name in names]


def by_its_leader(on: Stage, nominee: User) -> Nomination:
    one = drafting.begin(on.round, by=on.hr_director)
    one = drafting.name_nominee(
        one, name=TYPED, email=nominee.email, job_title=TYPED, employer=on.hospital, employer_outside="",
        version=one.version, by=on.hr_director,
    )  # fmt: skip
    one = drafting.say_readiness(one, band=BandFactory(), needs=TYPED, version=one.version, by=on.hr_director)
    for asked in on.round.questions.filter(asked_of="nominator"):
        answering.write_answer(one, asked, text=TYPED, version=0, by=on.hr_director)
    return one


def filled(one: Nomination, nominee: User) -> Nomination:
    for asked in one.round.questions.filter(asked_of="nominee"):
        answering.write_answer(one, asked, text=TYPED, version=0, by=nominee)
    hopes = Preferences(frozenset({"east"}), aspirations=TYPED)
    say_preferences(one.candidate, hopes, seen=preferences_of(one.candidate).edition, by=nominee)
    registering.say_adjustments(one, text=TYPED, version=one.registration.version, by=nominee)
    registering.keep_cv(one, checked(f"{TYPED}.pdf", a_pdf()), by=nominee)
    registering.choose_to_be_found(one, found=True, by=nominee)
    return one


def test_markup_in_every_field_is_text_on_every_page_and_in_every_mail(on, mailoutbox):
    nominee, mine = on.people[-1], "/nominations/"
    one = by_its_leader(on, nominee)
    asked, wanted = (on.round.questions.filter(asked_of=who).last().pk for who in ("nominator", "nominee"))
    looks(on.hr_director, mine, "/rounds/", *doors(one, "draft", "draft-person", "draft-readiness", "draft-send"))
    looks(on.hr_director, reverse("nominations:draft-question", args=["east", one.pk, asked]))
    one = sending.send(one, by=on.hr_director)
    looks(nominee, mine, *doors(one, "yours"))

    one = filled(consenting.accept(one, by=nominee), nominee)
    looks(nominee, reverse("nominations:your-answer", args=["east", one.pk, wanted]))
    looks(nominee, *doors(one, "yours", "your-cv", "your-adjustments", "your-preferences", "your-register"))
    one = registering.register(one, by=nominee)
    looks(on.chief, mine, *doors(one, "endorse"))
    looks(on.team, *doors(one, "in-place"))
    one = endorsing.endorse(one, words=TYPED, by=on.chief)
    looks(on.chief, *doors(one, "endorse"))
    looks(on.team, "/east/nominations/", *doors(one, "one", "withdraw"))
    for criterion in on.round.criteria.all():
        deciding.find(one, criterion, result="not-met", why=TYPED, by=on.team)
    looks(on.team, *doors(one, "one", "not-eligible"))
    one = deciding.find_not_eligible(one, by=on.team)
    looks(on.team, "/east/nominations/?state=ineligible", *doors(one, "one"))
    looks(nominee, mine, *doors(one, "yours"))
    looks(on.hr_director, *doors(one, "sent"))

    send_due()
    pages = [content for mail in mailoutbox for content, _kind in mail.alternatives]
    assert any("&lt;b&gt;typed" in page for page in pages)
    assert not any("<b>typed" in page for page in pages)
