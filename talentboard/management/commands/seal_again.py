"""bin/manage seal_again: after a change of the secret key, secrets of second factors under the present one."""

from django.core.management.base import CommandError

from talentboard.accounts.sealing import Unopened, seal_again
from talentboard.management.command import HouseCommand


class Command(HouseCommand):
    help = (
        "Seal the secrets of authenticator apps and recovery codes under the present secret key. Earlier keys stand in "
        "TALENTBOARD_SECRET_KEY_FALLBACKS until this was done. A second run does no harm."
    )

    def handle(self, *args, **options):
        try:
            number = seal_again()
        except Unopened as unopened:
            raise CommandError(str(unopened)) from unopened
        secrets = "1 secret of second factors is" if number == 1 else f"{number} secrets of second factors are"
        self.stdout.write(f"{secrets} sealed under the present key.")
