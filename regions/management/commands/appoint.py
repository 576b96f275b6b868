"""bin/manage appoint E-MAIL: the first people of a system, each for a role that nobody holds yet."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import connection, transaction
from django.urls import reverse

from regions.actions.roles import grant_role
from regions.models import RoleAssignment
from talentboard.access import NotAllowed, Role
from talentboard.accounts import actions as accounts
from talentboard.accounts.models import User
from talentboard.accounts.operator import operator
from talentboard.clock import today
from talentboard.management.command import HouseCommand

ONE_AT_A_TIME = 7_160_411  # the key of the advisory lock
HELD_ALREADY = {
    Role.NATIONAL_TEAM: "Somebody already holds the role of national team. They grant roles from here on.",
    Role.SYSTEM_ADMINISTRATOR: "Somebody already is system administrator. They invite people from here on.",
}


class Command(HouseCommand):
    help = "Invite the first person of the national team, or the first system administrator, and print their link."

    def add_arguments(self, parser):
        parser.add_argument("email", metavar="E-MAIL")
        parser.add_argument("--name", help="the person's name (otherwise what stands before the @)")
        parser.add_argument("--role", choices=[role.value for role in HELD_ALREADY], default=Role.NATIONAL_TEAM.value)

    def handle(self, *args, email: str, name: str | None, role: str, **options):
        path = appoint(email.strip().lower(), name=name or email.split("@")[0], role=Role(role))
        self.stdout.write(f"{_beginning_of_links()}{path}")
        self.stderr.write("Hand this link to the person yourself: no mail was sent. An invitation's works for 14 days.")


@transaction.atomic
def appoint(email: str, *, name: str, role: Role = Role.NATIONAL_TEAM) -> str:
    """Give somebody a role, with a new or closed account as by an invitation; the path they go on by.

    NotAllowed while anybody with an open account holds that role, and for an address that is none.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [ONE_AT_A_TIME])
    _refuse_bad_address(email)
    held = RoleAssignment.objects.as_of(today()).filter(role=role, user__is_active=True)
    if held.exists():
        raise NotAllowed(HELD_ALREADY[role])
    person, path = _person(email, name)
    grant_role(person, role, place=None, by=operator())
    return path


def _person(email: str, name: str) -> tuple[User, str]:
    """The account of an address, and the path by which its owner gets in."""
    author = operator()
    known = User.objects.with_address(email)
    if known is None:
        invited = accounts.invite(email=email, name=name, by=author)
    elif known.state == User.State.OPEN:
        return known, reverse("account_login")
    elif known.state == User.State.CLOSED:
        invited = accounts.reopen(known, by=author)
    else:
        invited = accounts.send_again(known, by=author)
    return invited.user, invited.path


def _refuse_bad_address(email: str) -> None:
    try:
        validate_email(email)
    except ValidationError as problem:
        raise NotAllowed(f"“{email}” is not an e-mail address.") from problem


def _beginning_of_links() -> str:
    """The address under which people know this site, as far as the settings say."""
    if settings.CSRF_TRUSTED_ORIGINS:
        return settings.CSRF_TRUSTED_ORIGINS[0].rstrip("/")
    scheme = "https" if settings.SECURE_SSL_REDIRECT else "http"
    return f"{scheme}://{settings.ALLOWED_HOSTS[0]}"
