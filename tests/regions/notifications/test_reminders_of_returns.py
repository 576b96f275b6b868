"""Who is reminded of a return on which day; and who is not."""

import pytest

from regions.models import Quarter
from regions.notifications import queue_reminders
from talentboard.access import Role
from talentboard.notifications.models import Notification
from talentboard.notifications.sending import send_due
from tests.factories import UserFactory
from tests.fixtures.mails import at
from tests.fixtures.people import give, with_role
from tests.fixtures.returns import at_stage, body, day, moved, opened

pytestmark = pytest.mark.django_db
DIRECTOR, CHIEF = "director@trust.nhs.uk", "chief@trust.nhs.uk"


@pytest.fixture
def trust():
    return body("Harbour Trust", director=DIRECTOR, chief=CHIEF, chair="chair@trust.nhs.uk")


def queued(on: str) -> set[tuple[str, str]]:
    """(kind, address) of the reminders that the timetable queues on a day."""
    return {(mail.kind, mail.to.email) for mail in queue_reminders(day(on))}


def days_of(first: str, last: str) -> list[str]:
    """Every day from one to the other on which a reminder is queued, while the timetable runs each day."""
    found, here = [], day(first)
    while here <= day(last):
        if queued(here.isoformat()):
            found.append(here.isoformat())
        here = here.fromordinal(here.toordinal() + 1)
    return found


def test_ten_three_and_one_working_days_before_and_once_on_the_day_after(trust):
    opened(trust)
    assert days_of("2026-09-01", "2026-10-31") == ["2026-09-11", "2026-09-22", "2026-09-24", "2026-09-26"]


def test_bank_holidays_are_no_working_days(trust):
    opened(trust, quarter=Quarter(2026, 3), on="2026-12-01")  # due on Christmas Day
    assert days_of("2026-12-01", "2027-01-15") == ["2026-12-11", "2026-12-22", "2026-12-24", "2026-12-26"]


def test_before_it_is_due_the_director_alone_and_when_late_the_chief_executive_too(trust):
    opened(trust)
    assert queued("2026-09-22") == {("return-due", DIRECTOR)}
    assert queued("2026-09-26") == {("return-late", DIRECTOR), ("return-late", CHIEF)}


def test_a_reminder_is_queued_once_however_often_the_timetable_runs(trust):
    opened(trust)
    assert len(queued("2026-09-22")) == 1
    assert queued("2026-09-22") == queued("2026-09-23") == set()


def test_what_a_stopped_timetable_missed_is_made_up_for_once_and_not_after_a_week(trust):
    opened(trust)
    assert queued("2026-09-23") == {("return-due", DIRECTOR)}  # of the 11th and the 22nd the newest alone
    assert Notification.objects.get().key.endswith(f"2026-09-22 {Notification.objects.get().to_id}")
    assert queued("2026-10-03") == set()


def test_only_reminders_that_fall_after_the_opening(trust):
    opened(trust, on="2026-09-22")
    assert days_of("2026-09-22", "2026-10-31") == ["2026-09-24", "2026-09-26"]


def test_beginning_to_write_is_no_new_asking(trust):
    moved(opened(trust), "begin work on", on="2026-09-22")
    assert queued("2026-09-22") == {("return-due", DIRECTOR)}


@pytest.mark.parametrize("state", ["signed-off", "withdrawn"])
def test_nobody_is_reminded_of_a_return_that_is_over(trust, state):
    at_stage(trust, state)
    assert days_of("2026-09-10", "2026-10-31") == []


def test_after_it_was_handed_over_the_director_is_not_reminded_and_the_chief_executive_after_five_working_days(trust):
    at_stage(trust, "submitted", on="2026-09-21")
    assert queued("2026-09-22") == set()
    assert queued("2026-09-27") == set()
    assert queued("2026-09-28") == {("return-still-to-sign", CHIEF)}
    assert days_of("2026-09-29", "2026-10-31") == []


def test_after_easter_the_five_days_are_longer(trust):
    at_stage(trust, "submitted", on="2027-03-24", quarter=Quarter(2026, 4))
    assert days_of("2027-03-24", "2027-04-30") == ["2027-04-02"]  # Good Friday and Easter Monday do not count


def test_sent_back_before_it_is_due_its_further_reminders_go_and_those_before_do_not(trust):
    one = at_stage(trust, "submitted", on="2026-09-14")
    moved(one, "send back", on="2026-09-23", why="Look at the chair's post.")
    assert days_of("2026-09-23", "2026-10-31") == ["2026-09-24", "2026-09-26"]


def test_sent_back_or_reopened_after_it_was_due_nobody_is_called_late_by_the_timetable(trust):
    one = at_stage(trust, "submitted", on="2026-09-24")
    moved(one, "send back", on="2026-09-28", why="Look again.")
    moved(opened(body("Other", director="other@x.nhs.uk")), "withdraw", on="2026-09-02", why="Closed.")
    assert days_of("2026-09-28", "2026-10-31") == []
    moved(one, "submit", "sign off", "reopen", on="2026-10-05", why="Wrong quarter.")
    assert days_of("2026-10-05", "2026-11-30") == []


def test_an_organisation_that_is_gone_on_its_day_is_not_reminded(trust):
    opened(trust)
    trust.until = day("2026-09-15")
    trust.save()
    assert days_of("2026-09-15", "2026-10-31") == []


def test_a_closed_account_and_an_office_that_has_ended_are_not_written_to(trust):
    opened(trust)
    give(UserFactory(), Role.HR_DIRECTOR, trust, until=day("2026-09-20"))
    closed = with_role(Role.HR_DIRECTOR, trust)
    closed.is_active = False
    closed.save()
    assert queued("2026-09-22") == {("return-due", DIRECTOR)}


def test_somebody_with_two_offices_gets_one_mail(trust):
    both = with_role(Role.HR_DIRECTOR, trust, email="both@trust.nhs.uk")
    give(both, Role.CHIEF_EXECUTIVE, trust)
    opened(trust)
    assert sorted(address for _kind, address in queued("2026-09-26")) == ["both@trust.nhs.uk", CHIEF, DIRECTOR]


@pytest.mark.parametrize("number", [1, 12])
def test_the_timetable_asks_the_same_number_of_times_however_many_returns(number, django_assert_num_queries):
    for n in range(number):
        opened(body(director=f"director{n}@x.nhs.uk", chief=f"chief{n}@x.nhs.uk"))
    with django_assert_num_queries(5):
        assert len(queue_reminders(day("2026-09-26"))) == 2 * number


def test_one_of_a_weekend_leaves_on_monday_and_only_if_it_is_still_late(trust, set_clock, mailoutbox):
    one = opened(trust)
    set_clock("2026-09-26T00:30")
    assert {mail.due for mail in queue_reminders(day("2026-09-26"))} == {at("2026-09-28T08:00")}
    moved(one, "begin work on", "submit", on="2026-09-27")
    set_clock("2026-09-28T08:00")
    send_due()
    assert mailoutbox == []
    assert set(Notification.objects.values_list("state", "why")) == {("dropped", "over")}


def test_no_mail_after_the_hand_over_even_when_it_was_queued_before(trust, set_clock, mailoutbox):
    one = opened(trust)
    set_clock("2026-09-22T00:30")
    queue_reminders(day("2026-09-22"))
    moved(one, "begin work on", "submit", on="2026-09-22")
    set_clock("2026-09-22T08:00")
    send_due()
    assert mailoutbox == []


def test_no_mail_to_somebody_whose_office_has_ended_meanwhile(trust, set_clock, mailoutbox):
    opened(trust)
    set_clock("2026-09-22T00:30")
    queue_reminders(day("2026-09-22"))
    trust.role_assignments.update(until=day("2026-09-22"))
    set_clock("2026-09-22T08:00")
    send_due()
    assert mailoutbox == []
