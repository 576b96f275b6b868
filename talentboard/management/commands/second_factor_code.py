"""bin/manage second_factor_code E-MAIL: the present code of an account of the demonstration."""

from django.core.management.base import CommandError

from talentboard.accounts.demonstration import present_code
from talentboard.accounts.models import User
from talentboard.management.command import HouseCommand


class Command(HouseCommand):
    help = "Print the six digits that the authenticator app of an account of the demonstration shows now."

    def add_arguments(self, parser):
        parser.add_argument("email", metavar="E-MAIL")

    def handle(self, *args, email: str, **options):
        person = User.objects.with_address(email)
        if person is None:
            raise CommandError(f"No account has the address {email}.")
        self.stdout.write(present_code(person))
