"""A nomination's whole way, in each route, with what it leaves behind."""

import datetime as dt

import pytest

from nominations import invitations
from nominations.actions import answering, consenting, deciding, drafting, endorsing, registering, sending, withdrawing
from nominations.actions.book import SavedMeanwhile
from nominations.actions.by_the_day import move_with_the_day
from nominations.models import Answer, Consent, Nomination
from pools.models import Candidate
from talentboard.access import NotAllowed, NotFound, NotPermitted
from talentboard.clock import today
from talentboard.links.guests import Guest
from talentboard.working_days import working_days_after
from tests.factories import CandidateFactory, MembershipFactory
from tests.fixtures.nominations import (
    WORDS,
    agreed,
    draft,
    endorsed,
    filled_in,
    in_state,
    judged,
    question,
    registered,
    sent,
    sent_own,
    stage,
)

pytestmark = pytest.mark.django_db
State = Nomination.State


def steps_of(one):
    return list(one.steps.values_list("from_state", "to_state", "capacity"))


@pytest.mark.parametrize("state", State)
def test_every_state_is_reached_by_the_people_whose_part_it_is(state):
    assert in_state(stage(), state).state == state


def test_a_leaders_nomination_leaves_a_step_of_each_move():
    on = stage()
    one = in_state(on, State.ACCEPTED)

    assert steps_of(one) == [
        ("", "draft", "nominator"),
        ("draft", "awaiting-consent", "nominator"),
        ("awaiting-consent", "awaiting-registration", "nominee"),
        ("awaiting-registration", "awaiting-endorsement", "nominee"),
        ("awaiting-endorsement", "eligibility-check", "endorser"),
        ("eligibility-check", "accepted", "team"),
    ]
    assert one.due is None


def test_each_stage_has_its_deadline_in_working_days():
    on = stage()
    one = sent(on, nominee=(person := on.somebody()))
    assert one.due == one.consent.due == working_days_after(today(), 20)
    assert consenting.accept(one, by=person).due == working_days_after(today(), 20)
    one = registered(on)
    assert one.due == one.endorsements.get().due == working_days_after(today(), 10)


def test_agreeing_begins_the_persons_record_and_empties_what_the_nominator_typed():
    on = stage()
    person = on.somebody(name="Sam Okafor")
    one = agreed(on, nominee=person)

    kept = Candidate.objects.get(user=person)
    assert (kept.name, kept.email, kept.employer, kept.kept_by_id, kept.told_on) == (
        "Sam Okafor", person.email, on.hospital, "east", today(),
    )  # fmt: skip
    assert (one.candidate, one.nominee_name, one.nominee_email) == (kept, "", "")


def test_agreeing_finds_the_record_that_is_kept_of_the_address_and_leaves_it_as_it_is():
    on = stage()
    person = on.somebody()
    kept = CandidateFactory(email=person.email.upper(), name="Known As")
    one = agreed(on, nominee=person)
    kept.refresh_from_db()
    assert (one.candidate, kept.user, kept.name) == (kept, person, "Known As")


def test_a_nominee_who_declines_leaves_no_trace_but_the_name():
    on = stage()
    one = in_state(on, State.DECLINED)
    one.refresh_from_db()

    assert not Answer.objects.exists()
    assert not Candidate.objects.exists()
    assert (one.nominee_email, one.development_needs, one.readiness_view, one.employer) == ("", "", None, None)
    assert one.nominee_name
    assert one.consent.declined_at


def test_whoever_came_by_the_link_declines_that_nomination_and_no_other():
    on = stage()
    one, other = sent(on), sent(on)
    guest = Guest([invitations.link_for(one)])
    assert consenting.decline(one, by=guest).state == State.DECLINED
    with pytest.raises(NotFound):
        consenting.decline(other, by=guest)


def test_accepting_one_ends_the_others_of_the_round_and_deletes_what_they_said():
    on = stage()
    person = on.somebody()
    first, second = sent(on, nominee=person), sent(on, nominee=person, by=on.chief)
    consenting.accept(first, by=person)

    second.refresh_from_db()
    assert second.state == State.WITHDRAWN
    assert not second.answers.exists()
    assert first.answers.get().text == WORDS


def test_a_second_nomination_while_one_goes_on_is_the_nominees_to_choose():
    on = stage()
    person = on.somebody()
    agreed(on, nominee=person)
    second = sent(on, nominee=person, by=on.chief)
    with pytest.raises(NotAllowed, match="You have a nomination in this round already"):
        consenting.accept(second, by=person)
    assert consenting.decline(second, by=person).state == State.DECLINED


def test_a_member_of_the_pool_needs_no_nomination():
    on = stage()
    person = on.somebody()
    MembershipFactory(pool=on.round.pool, candidate=CandidateFactory(user=person))
    one = sent(on, nominee=person)
    with pytest.raises(NotAllowed, match="You are a member of"):
        consenting.accept(one, by=person)


def test_ones_own_goes_straight_to_registration_and_the_chief_executive_is_asked():
    on = stage()
    person = on.somebody()
    one = registered(on, one=sent_own(on, by=person))
    assert one.endorsements.get().endorser == on.chief
    assert not Consent.objects.exists()


def test_ones_own_goes_past_the_employer_with_a_reason():
    on = stage()
    one = registered(on, one=sent_own(on, by=on.somebody(), because="My chief executive is my referee."))
    asked = one.endorsements.get()
    assert (asked.endorser, asked.because) == (None, "asked")


def test_no_employer_silently_stops_somebodys_own():
    on = stage()
    one = registered(on, one=sent_own(on, by=on.somebody()))
    one = endorsing.refuse(one, words="Not yet.", by=on.chief)
    assert one.state == State.AWAITING_ENDORSEMENT
    assert list(one.endorsements.values_list("office", "answer")) == [
        ("chief-executive", "not-endorsed"), ("team", ""),
    ]  # fmt: skip
    assert endorsing.pass_on(one, words="Meets the standard.", by=on.team).state == State.ELIGIBILITY_CHECK


def test_a_leaders_nomination_that_is_not_endorsed_ends_and_its_nominee_may_nominate_themself():
    on = stage()
    one = in_state(on, State.NOT_ENDORSED)
    assert sent_own(on, by=one.candidate.user).state == State.AWAITING_REGISTRATION


def test_an_endorser_who_is_silent_is_followed_by_the_team():
    on = stage()
    one = registered(on)
    assert not endorsing.hand_to_team(one, one.due)
    assert endorsing.hand_to_team(one, one.due + dt.timedelta(days=1))
    assert list(one.endorsements.values_list("answer", "because")) == [("no-answer", ""), ("", "silent")]
    with pytest.raises(NotFound):
        endorsing.endorse(one, by=on.chief)


@pytest.mark.parametrize(
    ("nominator", "asked"), [("hr_director", "chief"), ("chief", "chair"), ("lead", "chief")], ids=str
)
def test_whoever_nominates_is_not_asked_to_endorse(nominator, asked):
    on = stage()
    one = registered(on, by=getattr(on, nominator))
    assert one.endorsements.get().endorser == getattr(on, asked)


def test_a_chief_executive_is_endorsed_by_the_chair_and_a_chair_by_the_regional_lead():
    on = stage()
    assert registered(on, nominee=on.chief).endorsements.get().endorser == on.chair
    assert registered(on, nominee=on.chair).endorsements.get().endorser == on.lead


def test_where_nobody_can_be_asked_the_team_names_somebody():
    on = stage()
    outside = registered(on, employer=None, employer_outside="A charity")
    assert outside.endorsements.get().because == "outside"
    named = on.somebody()
    endorsing.name_endorser(outside, named, by=on.team)
    assert endorsing.endorse(outside, by=named).state == State.ELIGIBILITY_CHECK


def test_the_team_does_not_name_the_nominator():
    on = stage()
    one = registered(on, employer=None, employer_outside="A charity")
    with pytest.raises(NotAllowed, match="made this nomination"):
        endorsing.name_endorser(one, on.hr_director, by=on.team)


def test_before_consent_nobody_but_the_nominator_finds_it():
    on = stage()
    one = sent(on)
    for act in (
        lambda: withdrawing.withdraw_for(one, code="other", by=on.team),
        lambda: deciding.assign(one, on.team, by=on.lead),
        lambda: endorsing.endorse(one, by=on.chief),
        lambda: withdrawing.withdraw(one, by=on.chief),
        lambda: consenting.accept(one, by=on.chief),
        lambda: drafting.discard(draft(on), by=on.team),
    ):
        with pytest.raises(NotFound):
            act()


def test_whoever_takes_part_is_not_the_team():
    on = stage()
    one = endorsed(on, nominee=on.team)
    with pytest.raises(NotPermitted, match="take part"):
        deciding.find(one, one.round.criteria.first(), result="met", by=on.team)


def test_gateway_needs_every_criterion_met_or_waived():
    on = stage()
    one = endorsed(on)
    with pytest.raises(NotAllowed, match="2 criteria have not been judged yet"):
        deciding.accept_for_gateway(one, by=on.team)
    judged(on, one, last="not-met")
    with pytest.raises(NotAllowed, match="“Two years in a senior post” is not met"):
        deciding.accept_for_gateway(one, by=on.team)
    judged(on, one, last="waived")
    with pytest.raises(NotAllowed, match="can be accepted"):
        deciding.find_not_eligible(one, by=on.team)
    assert deciding.accept_for_gateway(one, by=on.team).state == State.ACCEPTED


def test_the_nominee_withdraws_from_every_stage_and_the_nominator_before_consent_alone():
    on = stage()
    for state in (State.AWAITING_REGISTRATION, State.AWAITING_ENDORSEMENT, State.ELIGIBILITY_CHECK, State.ACCEPTED):
        one = in_state(on, state)
        with pytest.raises(NotAllowed, match="it is theirs now"):
            withdrawing.withdraw(one, by=on.hr_director)
        assert withdrawing.withdraw(one, by=one.candidate.user).state == State.WITHDRAWN
    one = withdrawing.withdraw(sent(on), by=on.hr_director)
    assert (one.state, one.answers.count(), one.nominee_email) == (State.WITHDRAWN, 0, "")


def test_a_registration_says_what_is_missing():
    on = stage()
    one = agreed(on)
    person = one.candidate.user
    with pytest.raises(NotAllowed, match="Answer 1 more question first: “What would you bring"):
        registering.register(one, by=person)
    answering.write_answer(one, question(on.round, "nominee"), text="word " * 51, version=0, by=person)
    with pytest.raises(NotAllowed, match="has 1 word more than the 50 allowed"):
        registering.register(one, by=person)
    answering.write_answer(one, question(on.round, "nominee"), text=WORDS, version=1, by=person)
    with pytest.raises(NotAllowed, match="in which regions"):
        registering.register(one, by=person)


def test_sending_twice_sends_once():
    on = stage()
    one = sent(on)
    with pytest.raises(NotAllowed, match="has been sent"):
        sending.send(one, by=on.hr_director)
    assert one.steps.count() == 2


def test_two_windows_at_one_answer_both_keep_their_words():
    on = stage()
    one = draft(on)
    asked = question(on.round, "nominator")
    answering.write_answer(one, asked, text="From one window", version=1, by=on.hr_director)
    with pytest.raises(SavedMeanwhile) as raised:
        answering.write_answer(one, asked, text="From the other", version=1, by=on.hr_director)
    assert raised.value.present.text == "From one window"
    assert one.answers.get().text == "From one window"


def test_the_day_lets_consents_lapse_and_forgotten_drafts_end():
    on = stage()
    waits, forgotten = sent(on), draft(on)
    long_after = waits.due + dt.timedelta(days=8)

    assert move_with_the_day(waits.due) == {"lapsed": 0, "to the team": 0, "drafts ended": 1}
    assert move_with_the_day(long_after) == {"lapsed": 1, "to the team": 0, "drafts ended": 0}
    assert move_with_the_day(long_after) == {"lapsed": 0, "to the team": 0, "drafts ended": 0}
    forgotten.refresh_from_db()
    assert (forgotten.state, forgotten.nominee_name, forgotten.answers.count()) == (State.WITHDRAWN, "", 0)


def test_registering_gives_consent_to_be_found():
    on = stage()
    one = filled_in(agreed(on))
    registering.register(one, by=one.candidate.user)
    assert one.candidate.find_consents.filter(withdrawn_at=None).count() == 1
