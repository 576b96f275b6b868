"""The command: its result on standard output, its failure as an exit code."""

import datetime as dt
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from nominations.models import Nomination
from talentboard.clock import LONDON, standing_at
from tests.nominations.actions.import_nominations.nomination_files import NOMINATION, ROUND, a_file, known, unsaid

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def reference():
    with standing_at(dt.datetime(2026, 11, 2, 12, tzinfo=LONDON)):
        known()
        yield


@pytest.fixture
def run(tmp_path):
    """Run the command on files; what it printed, and the sentence of its failure ("" when it succeeded)."""

    def running(*files, **asked) -> tuple[list[str], str]:
        for name, content in files:
            (tmp_path / name).write_bytes(content)
        out, paths = StringIO(), [str(tmp_path / name) for name, _content in files]
        try:
            call_command("import_nominations", *paths, "--as-of=2026-11-01", stdout=out, stderr=StringIO(), **asked)
        except CommandError as failure:
            return out.getvalue().splitlines(), str(failure)
        return out.getvalue().splitlines(), ""

    return running


def test_it_says_what_is_new_and_who_must_be_told(run):
    file = a_file(nominations=[NOMINATION, unsaid()])
    assert run(file) == (
        [
            "As of 1 November 2026:",
            "Rounds: 1 new",
            "Nominations: 2 new",
            "1 nomination that nobody agreed to: the number alone is kept.",
            "1 person must now be told that the talent board knows of them:",
            "  Sam Okafor <sam@example.nhs.uk>, east",
            "Saved.",
        ],
        "",
    )
    assert run(file)[0][-1] == "Nothing to save: this is what we already have."


def test_csv_files_are_a_sheet_each_and_a_problem_ends_with_an_exit_code(run):
    def as_csv(row: dict, **cells) -> bytes:
        said = {key: f'"{value}"' for key, value in (row | cells).items()}
        return f"{','.join(said)}\n{','.join(said.values())}\n".encode()

    rounds = ("rounds.csv", as_csv(ROUND))
    printed, failure = run(rounds, ("nominations.csv", as_csv(NOMINATION, decided_on="31/04/2026")))
    assert failure == "Nothing has been saved: 1 row needs to be put right."
    assert "April 2026 has 30 days" in printed[1]
    assert not Nomination.objects.exists()
    assert run(rounds, ("nominations.csv", as_csv(NOMINATION)))[1] == ""
    assert Nomination.objects.get().answers.get(question__asked_of="nominator").text == NOMINATION["nominator_said"]


def test_a_dry_run_saves_nothing(run):
    printed, _failure = run(a_file(nominations=[NOMINATION]), dry_run=True)
    assert printed[-1] == "Dry run: nothing has been saved."
    assert not Nomination.objects.exists()
