"""Yes or no: what the nominee is told, everything that was said, and their answer, with an account or by a link."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from nominations import policies
from nominations.actions import consenting
from nominations.forms.nominee import ACCEPT, DECLINE, ConsentForm
from nominations.models import Nomination
from nominations.statements import statement_of
from talentboard.access import NotAllowed, refusal
from talentboard.accounts import policies as account_policies
from talentboard.links.forms import AccountForm
from talentboard.links.guests import Guest
from talentboard.links.views import signed_in
from talentboard.nhs.filters import say_weekday

from .reach import account_of, address, also_asked, caption, what_stands_against
from .road import road

DECLINED = "declined"  # in a session: whose nomination this browser's person has just declined, nothing more


def asked(request: HttpRequest, one: Nomination, by: Any) -> HttpResponse:
    """The page of one that awaits the nominee's answer, and their answer."""
    typed = request.POST if request.method == "POST" else None
    form = ConsentForm(typed, nominator=one.nominator.name, needs_cv=one.round.needs_cv)
    account = account_form(request, one, by)
    if request.method == "POST" and form.is_valid():
        if form.cleaned_data["answer"] == DECLINE:
            return declined_by(request, one, by)
        if account is None or account.is_valid():
            return accepted_by(request, one, by, account)
    against = what_stands_against(by, one)
    others = list(also_asked(one))
    context = {
        "one": one,
        "caption": caption(one),
        "name": one.nominee_name if isinstance(by, Guest) else by.name,
        "said": statement_of(one).by_nominator,
        "form": form,
        "account": account if is_accepting(form) or not form.is_bound else unbound(account, by),
        "has_account": account_of(by, one),
        "in_the_way": refusal(lambda: policies.can_accept(one, **against)),
        "standing": against["standing"] and address(against["standing"]),
        "others": [(other.nominator.name, "" if isinstance(by, Guest) else address(other)) for other in others],
        "road": road(one),
        "is_guest": isinstance(by, Guest),
    }
    return render(request, "nominations/nominee/consent.html", context)


def is_accepting(form: ConsentForm) -> bool:
    return form.is_bound and form["answer"].value() == ACCEPT


def account_form(request: HttpRequest, one: Nomination, by: Any) -> AccountForm | None:
    """What makes an account of a guest; none for whoever has one."""
    if not isinstance(by, Guest) or account_of(by, one) is not None:
        return None
    initial = {"name": one.nominee_name}
    typed = request.POST if request.method == "POST" else None
    return AccountForm(typed, address=one.nominee_email, initial=initial)


def unbound(account: AccountForm | None, by: Any) -> AccountForm | None:
    """The same without what was typed and without errors, for whoever did not accept."""
    if account is None:
        return None
    return AccountForm(address=account.person.email, initial=account.initial)


def accepted_by(request: HttpRequest, one: Nomination, by: Any, account: AccountForm | None) -> HttpResponse:
    """Yes: with the account that there is, or with one that is made in the same act."""
    if isinstance(by, Guest):
        account_policies.can_register(one.nominee_email)
        given = {"name": account.person.name, "password": account.cleaned_data["password"]}
        person = consenting.accept_with_account(one, guest=by, **given)
        answer = signed_in(request, person, to=address(one))
    else:
        consenting.accept(one, by=by)
        answer = redirect(address(one))
    one.refresh_from_db()
    messages.success(request, f"You accepted. Next you register, by {say_weekday(one.due)}.")
    return answer


def declined_by(request: HttpRequest, one: Nomination, by: Any) -> HttpResponse:
    """No: what was said is gone, and so is whatever connects this person with it but a word in their session."""
    nominator = one.nominator.name
    consenting.decline(one, by=by)
    request.session[DECLINED] = request.session.get(DECLINED, {}) | {str(one.pk): nominator}
    return redirect("nominations:declined")


def was_declined(request: HttpRequest, nomination_id: Any) -> bool:
    """Whether this browser's person has just declined it: a second click comes here too."""
    return str(nomination_id) in request.session.get(DECLINED, {})


@login_not_required
@require_safe
@never_cache
def declined(request: HttpRequest) -> HttpResponse:
    """That they declined, and who is told what."""
    told = list(request.session.get(DECLINED, {}).values())
    if not told:
        return redirect("nominations:mine")
    return render(request, "nominations/nominee/declined.html", {"nominator": told[-1]})


def over(request: HttpRequest, one: Nomination) -> HttpResponse:
    """The page of one that ended before its nominee answered: a sentence."""
    try:
        policies.can_answer(one)
    except NotAllowed as refused:
        return render(request, "nominations/nominee/over.html", {"sentence": str(refused)}, status=409)
    raise AssertionError("It can be answered.")
