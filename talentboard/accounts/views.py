"""The pages around signing in that are our own: an invitation's, and the start of a second factor."""

from allauth.account.utils import perform_login
from allauth.mfa.webauthn import views as passkeys
from allauth.socialaccount.providers.openid_connect import views as openid_connect
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from talentboard.access import NotAllowed

from . import actions, policies, second_factor
from .forms import ChoosePasswordForm
from .invitations import Invitation


@login_not_required
@never_cache
@sensitive_post_parameters("password", "again")
def invitation(request: HttpRequest, secret: str) -> HttpResponse:
    """Choose the first password by the link of an invitation; then on to the second factor."""
    found = Invitation.of_link(secret)
    if found is None:
        return _over(
            request, "This link is not an invitation, or only a part of one. Copy it from the mail as a whole."
        )
    try:
        policies.can_accept(found)
    except NotAllowed as refusal:
        return _over(request, str(refusal))
    form = ChoosePasswordForm(request.POST or None, person=found.user)
    if request.method != "POST" or not form.is_valid():
        return render(request, "accounts/invitation.html", {"form": form, "invitation": found})
    person = actions.accept(secret, password=form.cleaned_data["password"])
    return perform_login(request, person, redirect_url=reverse("accounts:second-factor"))


def _over(request: HttpRequest, sentence: str) -> HttpResponse:
    """The same page and status for every link that does not work."""
    return render(request, "links/over.html", {"sentence": sentence}, status=404)


@never_cache
def second_factor_start(request: HttpRequest) -> HttpResponse:
    """Why a second factor is needed, and the two ways to set one up. Whoever has one goes on."""
    if second_factor.has_one(request.user):
        return redirect("mfa_index" if second_factor.was_shown(request.session, request.user) else "home")
    return render(request, "accounts/second_factor.html", {"is_needed": second_factor.needs_one(request.user)})


def remove_passkey(request: HttpRequest, pk: int) -> HttpResponse:
    """As django-allauth does it, but never the last second factor."""
    passkey = second_factor.passkeys_of(request.user).filter(pk=pk).first()
    if passkey and second_factor.is_last(passkey):
        raise NotAllowed("This passkey is your only second factor. Add another before you remove it.")
    return passkeys.remove_webauthn(request, pk=pk)


@login_not_required
@never_cache
def to_provider(request: HttpRequest, provider_id: str) -> HttpResponse:
    """As django-allauth does it, but the form that leads to an identity provider is answered with a page that goes on.

    The content policy lets no form leave this site, by no redirection either, and providers redirect between hosts of
    their own that no setting of ours knows.
    """
    answer = openid_connect.login(request, provider_id=provider_id)
    if answer.status_code == 302:
        return render(request, "socialaccount/login_redirect.html", {"redirect_to": answer.url})
    return answer


@login_not_required
def closed(request: HttpRequest, **kwargs) -> HttpResponse:
    """Pages of django-allauth that the product does not have: sign-up, and further e-mail addresses."""
    raise Http404


def index(request: HttpRequest) -> HttpResponse:
    """The account's own page is the one about second factors."""
    return redirect("mfa_index")
