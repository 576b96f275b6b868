"""bin/manage appoint E-MAIL: the first person of the national team, on a system where nobody holds that role."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
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

ONE_AT_A_TIME = 7_160_411  # the key of the advisory lock


class Command(BaseCommand):
    help = "Invite the first person of the national team and print the link to their account."

    def add_arguments(self, parser):
        parser.add_argument("email", metavar="E-MAIL")
        parser.add_argument("--name", help="the person's name (otherwise what stands before the @)")

    def handle(self, *args, email: str, name: str | None, **options):
        try:
            path = appoint(email.strip().lower(), name=name or email.split("@")[0])
        except NotAllowed as refusal:
            raise CommandError(str(refusal)) from refusal
        self.stdout.write(f"{_beginning_of_links()}{path}")
        self.stderr.write("Hand this link to the person yourself: no mail was sent. An invitation's works for 14 days.")


@transaction.atomic
def appoint(email: str, *, name: str) -> str:
    """Put somebody into the national team, with a new or closed account as by an invitation; the path they go on by.

    NotAllowed while anybody with an open account holds that role, and for an address that is none.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [ONE_AT_A_TIME])
    _refuse_bad_address(email)
    held = RoleAssignment.objects.as_of(today()).filter(role=Role.NATIONAL_TEAM, user__is_active=True)
    if held.exists():
        raise NotAllowed("Somebody already holds the role of national team. They invite and grant from here on.")
    person, path = _person(email, name)
    grant_role(person, Role.NATIONAL_TEAM, region=None, by=operator())
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
