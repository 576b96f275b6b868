"""People and their roles: who has access, to what, and who gave it."""

import contextlib
import uuid

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from regions import policies
from regions.access import may_end, require_to_end
from regions.actions.roles import close_account, end_role, grant_role
from regions.directory import (
    accounts_reach,
    people_seen_by,
    person_seen_by,
    role_seen_by,
    roles_seen_by,
    with_roles_today,
)
from regions.forms.people import GrantForm, PeopleFilter
from regions.models import RoleAssignment
from talentboard.access import (
    NATION,
    NotPermitted,
    Permission,
    Role,
    permitted,
    refusal,
    regions_with,
    require,
)
from talentboard.accounts import actions as accounts
from talentboard.accounts import policies as account_policies
from talentboard.accounts import second_factor
from talentboard.accounts.forms import InviteForm
from talentboard.accounts.models import User
from talentboard.audit import Event, record
from talentboard.clock import today

ROWS = 30


@require_GET
@never_cache
def people(request: HttpRequest) -> HttpResponse:
    """Everybody in reach with the roles they hold today."""
    form = PeopleFilter(request.GET, reader=request.user)
    found = with_roles_today(form.narrow(people_seen_by(request.user)), request.user)
    page = Paginator(found, ROWS).get_page(request.GET.get("page"))
    return render(request, "people/people.html", {"form": form, "page": page, **_what_may_be_done(request.user)})


@require_GET
@never_cache
def person(request: HttpRequest, person_id: uuid.UUID) -> HttpResponse:
    """One person: the account, its invitation, the roles of every time."""
    found = person_seen_by(request.user, person_id)
    if found != request.user:
        record(Event.ACCOUNT_READ, by=request.user, about=found)
    context = {
        "person": found,
        "roles": [_role_row(held, request.user) for held in roles_seen_by(request.user).filter(user=found)],
        "invitation": found.invitations.select_related("by").first(),
        "has_second_factor": second_factor.has_one(found),
        "is_self": found.pk == request.user.pk,
        **_what_may_be_done(request.user),
    }
    return render(request, "people/person.html", context)


@never_cache
def invite(request: HttpRequest) -> HttpResponse:
    """Open an account by sending an invitation."""
    require(request.user, Permission.KEEP_ACCOUNTS, about=NATION)
    form = InviteForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        invited = accounts.invite(**form.cleaned_data, by=request.user, address=_address(request))
        return _on_its_way(request, invited)
    return render(request, "people/invite.html", {"form": form})


@require_POST
def send_again(request: HttpRequest, person_id: uuid.UUID) -> HttpResponse:
    """A new invitation in place of one that did not arrive."""
    require(request.user, Permission.KEEP_ACCOUNTS, about=NATION)
    found = person_seen_by(request.user, person_id)
    return _on_its_way(request, accounts.send_again(found, by=request.user, address=_address(request)))


@never_cache
def close(request: HttpRequest, person_id: uuid.UUID) -> HttpResponse:
    """What is lost by closing an account, and closing it."""
    require(request.user, Permission.KEEP_ACCOUNTS, about=NATION)
    found = person_seen_by(request.user, person_id)
    if request.method == "POST":
        close_account(found, by=request.user)
        messages.success(request, f"The account of {found.name} is closed.")
        return redirect("people:person", found.pk)
    refused = refusal(lambda: account_policies.can_close(found, by=request.user))
    roles = list(roles_seen_by(request.user).filter(user=found).exclude(until__lte=today()))
    return render(request, "people/close.html", {"person": found, "refusal": refused, "roles": roles})


@never_cache
def reopen(request: HttpRequest, person_id: uuid.UUID) -> HttpResponse:
    """What opening a closed account again brings back, and opening it."""
    require(request.user, Permission.KEEP_ACCOUNTS, about=NATION)
    found = person_seen_by(request.user, person_id)
    if request.method == "POST":
        return _on_its_way(request, accounts.reopen(found, by=request.user, address=_address(request)))
    refused = refusal(lambda: account_policies.can_reopen(found))
    return render(request, "people/reopen.html", {"person": found, "refusal": refused})


@never_cache
def grant(request: HttpRequest) -> HttpResponse:
    """Give somebody with an account a role. `?person=` fills in the address of somebody in reach, `?role=` and
    `?place=` the role and where."""
    if not regions_with(request.user, Permission.GRANT_ROLES):
        raise NotPermitted(f"Your role does not let you {Permission.GRANT_ROLES.value}.")
    form = GrantForm(request.POST or None, by=request.user, initial=_initial_grant(request))
    if request.method == "POST" and form.is_valid():
        held = grant_role(form.person, by=request.user, **form.grant())
        messages.success(request, f"{form.person.name} has the role of {held.described()}. The other leads get a mail.")
        return redirect("people:person", form.person.pk)
    return render(request, "people/grant.html", {"form": form})


@never_cache
def end(request: HttpRequest, role_id: uuid.UUID) -> HttpResponse:
    """What ending a role means, and ending it."""
    held = role_seen_by(request.user, role_id)
    require_to_end(request.user, held)
    if request.method == "POST":
        end_role(held, by=request.user)
        messages.success(request, f"{held.user.name} is no longer {held.described()}.")
        return redirect("people:person", held.user_id)
    refused = refusal(lambda: policies.can_end(held, by=request.user))
    return render(request, "people/end.html", {"held": held, "refusal": refused})


def _what_may_be_done(user: User) -> dict[str, bool]:
    return {
        "may_keep_accounts": permitted(user, Permission.KEEP_ACCOUNTS, region=NATION),
        "may_grant": bool(regions_with(user, Permission.GRANT_ROLES)),
        "may_read_audit": permitted(user, Permission.READ_AUDIT),
        "sees_everybody": NATION in accounts_reach(user),
    }


def _role_row(held: RoleAssignment, reader: User) -> dict:
    """A role with its state today, and whether the reader may end it."""
    is_over = held.until is not None and held.until <= today()
    mine = held.user_id == reader.pk
    return {
        "held": held,
        "label": Role(held.role).label,
        "state": "ended" if is_over else "scheduled" if held.since > today() else "active",
        "may_end": not is_over and not mine and may_end(reader, held),
    }


def _initial_grant(request: HttpRequest) -> dict:
    initial = {"since": today(), "role": request.GET.get("role"), "place": request.GET.get("place")}
    with contextlib.suppress(KeyError, ValueError):
        initial["email"] = person_seen_by(request.user, uuid.UUID(request.GET["person"])).email
    return initial


def _on_its_way(request: HttpRequest, invited: accounts.Invited) -> HttpResponse:
    """To the person's page, which also says whether the mail server took the mail."""
    invited.invitation.refresh_from_db()
    if invited.invitation.delivery == invited.invitation.Delivery.FAILED:
        messages.error(
            request, f"{invited.user.name} is invited, but the mail could not be sent. Send it again in a while."
        )
    else:
        messages.success(request, f"The invitation to {invited.user.name} is on its way.")
    return redirect("people:person", invited.user.pk)


def _address(request: HttpRequest) -> str:
    return request.build_absolute_uri("/")
