"""bin/manage demo_people: who to sign in as on the demonstration."""

from django.conf import settings
from django.core.management.base import CommandError
from django.db.models import Q

from regions.models import RoleAssignment
from talentboard.access import Role
from talentboard.accounts.demonstration import DOMAIN, PASSWORD, SECRET
from talentboard.clock import today
from talentboard.management.command import HouseCommand

SHOWN = "east"  # the region whose organisations' people are printed too: those of all six would fill the screen


class Command(HouseCommand):
    help = "Print the people of the demonstration with their roles, the password and the second factor."

    def handle(self, *args, **options):
        if not settings.DEMONSTRATION:
            raise CommandError("This is not a demonstration (TALENTBOARD_DEMO is off): there is nobody to print.")
        people = demonstration_people()
        if not people:
            raise CommandError("The demonstration has no people yet: bin/manage demo_data makes them.")
        width = max(len(email) for email, _ in people)
        self.stdout.write("Sign in as")
        for email, roles in people:
            self.stdout.write(f"  {email:<{width}}  {roles}")
        self.stdout.write(f"Password for all: {PASSWORD}")
        self.stdout.write(f"Secret for an authenticator app: {SECRET}")
        self.stdout.write("Or print the present code: bin/manage second_factor_code E-MAIL")


def demonstration_people() -> list[tuple[str, str]]:
    """Address and roles of everybody on the demonstration who holds a role today, in the order of the table."""
    held = (
        RoleAssignment.objects.as_of(today())
        .filter(user__is_active=True, user__email__endswith=f"@{DOMAIN}")
        .filter(Q(organisation=None) | Q(organisation__placements__region=SHOWN))
        .select_related("user", "region", "organisation")
        .distinct()
    )
    order = list(Role)
    people: dict[str, list[str]] = {}
    for role in sorted(held, key=lambda one: (order.index(Role(one.role)), place_in_order(one))):
        people.setdefault(role.user.email, []).append(role.described())
    return [(email, ", ".join(roles)) for email, roles in people.items()]


def place_in_order(held: RoleAssignment) -> tuple[int, str]:
    """The nation first, then regions as on the map, then organisations by their codes."""
    return (held.region.order if held.region else -1, held.organisation.code if held.organisation else "")
