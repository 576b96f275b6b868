"""Noting that a nominator has done the module on conscious decision making."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from nominations.actions import rounds
from nominations.forms.rounds import TrainingForm
from regions.reach import reach
from talentboard.access import NATION, NotAllowed, NotFound, Permission
from talentboard.nhs.words import long_day

from .page import above_list
from .reach import account_of

UNKNOWN = "No open account has this address. The person needs an account before they can nominate."


@never_cache
@require_http_methods(["GET", "POST"])
def training(request: HttpRequest, slug: str) -> HttpResponse:
    """By the exact address of an account, so that no list of people is shown."""
    place = reach(request.user, Permission.RUN_NOMINATIONS).region(slug)
    if slug == NATION:
        raise NotFound("Training is noted in one region.")
    form = TrainingForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        person, day = account_of(form.cleaned_data["email"]), form.cleaned_data["done_on"]
        if person is None:
            form.add_error("email", UNKNOWN)
        else:
            try:
                rounds.note_training(person, done_on=day, region=slug, by=request.user)
            except NotAllowed as refused:
                form.add_error("done_on", str(refused))
            else:
                messages.success(request, f"Noted: {person.name} did the module on {long_day(day)}.")
                return redirect("nominations:round-training", slug)
    return render(
        request, "nominations/rounds/training.html", {"form": form, "place": place.name, "above": above_list(slug)}
    )
