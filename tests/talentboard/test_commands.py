"""A command of ours says what is wrong in a sentence on standard error, prints nothing, and exits with 1."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command, get_commands, load_command_class

from talentboard.access import NotAllowed
from talentboard.management.command import HouseCommand
from talentboard.settings.environment import BASE_DIR

OURS = sorted(
    name
    for name, app in get_commands().items()
    if app in {"talentboard", "regions", "pools", "nominations", "gateway", "dashboard"}
)


@pytest.mark.parametrize("name", OURS)
def test_every_command_of_ours_speaks_so(name):
    assert isinstance(load_command_class(get_commands()[name], name), HouseCommand)


def typed(*arguments: str, **given: str) -> subprocess.CompletedProcess:
    return subprocess.run(
        [sys.executable, BASE_DIR / "manage.py", *arguments],
        env={**os.environ, "TALENTBOARD_LOGIN": "web", **given}, capture_output=True, text=True, check=False,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["figures"], "The following arguments are required: --region, --measure."),
        (["figures", "--region", "east", "--measure", "gapp"], "--measure: invalid choice: 'gapp' (choose from "),
        (["snapshot", "--region", "east", "--as-of", "tomorrow"], "--as-of: “tomorrow” is not a day; write it as "),
        (["likelihood", "--reference", "-3/20", "--comparison", "1/2"], "--reference: -3/20 has a count below 0; "),
        (["load_reference", "--again"], "This is not known: --again. bin/manage load_reference --help says what it "),
        (["import_return"], "The following arguments are required: FILE. bin/manage import_return --help says what "),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_what_a_command_does_not_take_is_one_sentence(arguments, said):
    done = typed(*arguments)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith(said)
    assert done.stderr.count("\n") == 1


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"TALENTBOARD_HTTPS": "perhaps"}, "TALENTBOARD_HTTPS is 'perhaps'; it takes 1 or 0.\n"),
        ({"TALENTBOARD_POOL_SIZE": "many"}, "TALENTBOARD_POOL_SIZE is 'many'; it takes a whole number from 1 on.\n"),
        ({"TALENTBOARD_MAIL_PORT": "0"}, "TALENTBOARD_MAIL_PORT is '0'; it takes a whole number from 1 on.\n"),
        (
            {"DATABASE_URL_WEB": "secret in the wrong place"},
            "DATABASE_URL_WEB is not an address; it takes postgresql://LOGIN:PASSWORD@HOST/DATABASE.\n",
        ),
        (
            {"TALENTBOARD_LOGIN": "worker", "DATABASE_URL_WORKER": "postgresql:///nobody?host=/nowhere"},
            "The database does not answer: ",
        ),
    ],
    ids=lambda value: list(value)[-1] if isinstance(value, dict) else "",
)
def test_a_setting_that_cannot_be_is_one_sentence(given, said):
    done = typed("load_reference", **given)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith(said)
    assert "Traceback" not in done.stderr


def test_a_refusal_of_the_product_is_the_sentence_of_the_command(monkeypatch):
    class Command(HouseCommand):
        requires_system_checks = ()

        def handle(self, **options):
            raise NotAllowed("Somebody already holds the role.")

    with pytest.raises(CommandError, match=r"^Somebody already holds the role\.$"):
        call_command(Command())


def test_pythons_own_words_do_not_reach_whoever_types(tmp_path: Path):
    done = typed("import_return", str(tmp_path / "none.csv"), "--as-of", "2026-02-30")
    assert done.stderr.startswith("--as-of: “2026-02-30” is not a day; write it as 2026-09-30.")
