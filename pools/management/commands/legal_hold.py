"""Hold back everything about somebody from being deleted, or end that."""

from typing import Any

from django.core.management.base import CommandError, CommandParser

from pools.models import Candidate
from talentboard.accounts.operator import operator
from talentboard.management.command import HouseCommand
from talentboard.retention import actions


class Command(HouseCommand):
    help = "Delete nothing about a person, known by the work e-mail, until the hold is lifted with --lift."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email", metavar="E-MAIL", help="the work e-mail by which the person is known")
        kind = parser.add_mutually_exclusive_group(required=True)
        kind.add_argument("--why", help="what the hold is for, say the number of a case; the person is told that it is")
        kind.add_argument("--lift", action="store_true", help="end the hold")

    def handle(self, *args: Any, **options: Any) -> None:
        person = Candidate.objects.known_by(options["email"]).first()
        if person is None:
            raise CommandError(f"No talent board knows anybody by {options['email']}.")
        if options["lift"]:
            actions.lift(person, by=operator())
            self.stdout.write(f"The hold on {person.name} is lifted. What is past its time goes with the next run.")
        else:
            actions.hold(person, why=options["why"], by=operator())
            self.stdout.write(f"Nothing about {person.name} is deleted until the hold is lifted.")
