"""A thing moves as its table says, leaves a step each time, and in no other way."""

from datetime import date

import pytest
from django.db import IntegrityError, connection, transaction

from regions.models import Organisation, Return, ReturnStep
from talentboard.access import NotAllowed
from talentboard.accounts.models import User
from talentboard.accounts.operator import operator
from talentboard.moves import Move, Moves

State = Return.State


@pytest.fixture
def author(db) -> User:
    return User.objects.create(email="ada@nhs.example", name="Ada Bell")


@pytest.fixture
def unsaved(db) -> Return:
    organisation = Organisation.objects.create(code="RX1", name="Trent", kind="acute", since=date(2020, 4, 1))
    return Return(organisation=organisation, year=2026, quarter=1, as_of=date(2026, 6, 30), due=date(2026, 7, 31))


@pytest.fixture
def a_return(unsaved, author) -> Return:
    unsaved.begin(by=author, why="The quarter has begun")
    return unsaved


def steps(a_return: Return) -> list[tuple]:
    return list(a_return.steps.values_list("from_state", "to_state", "by", "operator", "why"))


def in_sql(statement: str, *values: object) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, values)


def test_every_move_leaves_a_step_with_from_to_by_and_why(a_return, author):
    a_return.move("begin work on", by=author)
    a_return.move("submit", by=author, why="Complete")

    assert Return.objects.get().state == a_return.state == State.SUBMITTED
    assert steps(a_return) == [
        ("", "open", author.pk, "", "The quarter has begun"),
        ("open", "in-progress", author.pk, "", ""),
        ("in-progress", "submitted", author.pk, "", "Complete"),
    ]
    assert all(step.at is not None for step in ReturnStep.objects.all())


def test_the_operator_of_the_command_line_is_named_in_the_step(a_return):
    a_return.move("begin work on", by=operator())

    assert a_return.steps.last().by is None
    assert a_return.steps.last().operator == operator().operator_name


def test_a_move_saves_the_other_changes_of_the_row_with_it(a_return, author):
    a_return.due = date(2026, 8, 31)
    a_return.move("begin work on", by=author)

    assert Return.objects.get().due == date(2026, 8, 31)


def test_a_move_that_is_not_declared_from_here_is_refused_in_a_sentence_and_changes_nothing(a_return, author):
    before = steps(a_return)

    with pytest.raises(NotAllowed, match=r"^This return is open. “Send back” is for one that is submitted\.$"):
        a_return.move("send back", by=author)

    assert Return.objects.get().state == a_return.state == State.OPEN
    assert steps(a_return) == before


def test_the_sentence_names_every_state_from_which_it_could_be_done(a_return, author):
    with pytest.raises(NotAllowed, match="is for one that is in progress or reopened"):
        a_return.move("submit", by=author)


def test_whoever_looks_at_an_old_state_is_refused_with_the_present_one(a_return, author):
    theirs = Return.objects.get()
    theirs.move("withdraw", by=author)

    with pytest.raises(NotAllowed, match=r"^Meanwhile this return has become withdrawn\. Look at it again first\.$"):
        a_return.move("begin work on", by=author)

    assert Return.objects.get().state == State.WITHDRAWN


def test_what_can_be_done_from_here_can_be_asked(a_return):
    assert a_return.can_move("begin work on")
    assert not a_return.can_move("submit")
    with pytest.raises(KeyError):
        a_return.can_move("sumbit")


def test_a_step_that_cannot_be_written_takes_its_move_back(a_return, author):
    with pytest.raises(IntegrityError), transaction.atomic():
        a_return.move("begin work on", by=author, why=None)

    assert Return.objects.get().state == State.OPEN


@pytest.mark.parametrize("state", [state for state in State if state != State.OPEN])
def test_sql_cannot_start_a_return_in_another_state_than_open(unsaved, state):
    unsaved.state = state
    unsaved.signed_off_at = "2026-07-31T12:00Z"

    with pytest.raises(IntegrityError, match=f'nothing starts as "{state}"') as refused, transaction.atomic():
        Return.objects.bulk_create([unsaved])

    assert refused.value.__cause__.diag.constraint_name == "regions_return_moves"


def test_sql_makes_the_declared_moves_and_no_other(a_return):
    declared = {(source, target) for source, _, target in Return.moves.lines() if source != target}
    pairs = [(source, target) for source in State for target in State if source != target]

    assert {pair for pair in pairs if passes(*pair)} == declared


def passes(source: str, target: str) -> bool:
    """Whether SQL can set the target, with the return put into the source behind the trigger's back."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('pgtrigger.ignore', %s, true)", ["{" + moves_trigger() + "}"])
        cursor.execute("UPDATE regions_return SET state = %s, signed_off_at = now()", [source])
        cursor.execute("SELECT set_config('pgtrigger.ignore', '', true)")
    try:
        in_sql("UPDATE regions_return SET state = %s", target)
    except IntegrityError as refused:
        return refused.__cause__.diag.constraint_name != "regions_return_moves"
    return True


def moves_trigger() -> str:
    return next(trigger for trigger in Return._meta.triggers if trigger.name == "moves").get_pgid(Return)


def test_an_update_that_leaves_the_state_alone_passes(a_return):
    in_sql("UPDATE regions_return SET state = 'open', due = '2026-09-01'")

    assert Return.objects.get().due == date(2026, 9, 1)


def test_an_upsert_is_judged_as_the_update_that_it_is(a_return, author):
    a_return.move("withdraw", by=author)

    Return.objects.bulk_create([a_return], update_conflicts=True, unique_fields=["id"], update_fields=["due"])

    assert Return.objects.get().state == State.WITHDRAWN


def test_two_moves_of_one_name_from_one_state_are_a_mistake_in_the_table():
    with pytest.raises(ValueError, match="declared twice from open"):
        Moves(
            start=[State.OPEN],
            moves=[
                Move("go on", [State.OPEN], State.IN_PROGRESS),
                Move("go on", [State.OPEN], State.SUBMITTED),
            ],
        )
