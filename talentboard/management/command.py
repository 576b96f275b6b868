"""What every command of ours does with what it cannot do: a sentence on standard error, and exit code 1."""

import argparse
import datetime as dt
import re
import sys
from collections.abc import Iterable, Iterator
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from talentboard.access import NotAllowed, NotFound, NotPermitted
from talentboard.nhs.words import capital


class HouseCommand(BaseCommand):
    """A refusal of the product ends a command as a CommandError does; so does an argument that it does not take."""

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> CommandParser:
        parser = super().create_parser(prog_name, subcommand, **kwargs)
        parser.prog = f"bin/manage {subcommand}"
        parser.called_from_command_line = False  # a mistake is raised, where argparse would exit with 2
        return parser

    def run_from_argv(self, argv: list[str]) -> None:
        try:
            super().run_from_argv(list(with_negative_values(argv)))
        except CommandError as mistake:  # in the arguments: whatever is raised later has been said by then
            self.stderr.write(f"{in_words(str(mistake))}. bin/manage {argv[1]} --help says what it takes.")
            sys.exit(1)

    def execute(self, *args: Any, **options: Any) -> str | None:
        try:
            return super().execute(*args, **options)
        except (NotAllowed, NotPermitted, NotFound) as refusal:
            raise CommandError(str(refusal)) from refusal


def with_negative_values(argv: Iterable[str]) -> Iterator[str]:
    """The same, with `--reference -3/20` as `--reference=-3/20`: no option of ours begins with a minus and a figure,
    and argparse would say that the value is missing instead of what is wrong with it."""
    waiting = ""
    for argument in argv:
        if waiting and re.match(r"-\d", argument):
            waiting += f"={argument}"
            continue
        if waiting:
            yield waiting
        waiting = argument if argument.startswith("--") and "=" not in argument else ""
        if not waiting:
            yield argument
    if waiting:
        yield waiting


def a_day(text: str) -> dt.date:
    """A day as YYYY-MM-DD."""
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"“{text}” is not a day; write it as 2026-09-30") from None


def in_words(mistake: str) -> str:
    """What argparse has to say, as the beginning of a sentence."""
    said = mistake.removeprefix("Error: ").removeprefix("argument ").rstrip(".")
    return capital(said.replace("unrecognized arguments", "this is not known"))
