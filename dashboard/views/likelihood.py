"""The calculator: is one group more likely than another to pass, and what of it may be published?"""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from dashboard.disclosure.comparison import released_likelihood, shown_alone
from dashboard.disclosure.rules import rule_on
from dashboard.forms import LikelihoodForm
from dashboard.metrics.likelihood import Group, relative_likelihood
from dashboard.sentences.likelihood import findings_of, lead_of, lead_of_release, rows_of
from talentboard.clock import today


@require_GET
def likelihood(request: HttpRequest) -> HttpResponse:
    """For everybody signed in: what the address asks. Nothing is read and nothing is kept."""
    form = LikelihoodForm(request.GET or None)
    answer = _answer(*form.groups) if form.is_valid() else {}
    return render(request, "dashboard/likelihood.html", {"form": form} | answer)


def _answer(reference: Group, comparison: Group) -> dict:
    rule = rule_on(today())
    shown = shown_alone(reference, rule), shown_alone(comparison, rule)
    found, released = relative_likelihood(reference, comparison), released_likelihood(*shown, rule)
    return {
        "lead": lead_of(found),
        "findings": findings_of(found, reference, comparison),
        "lead_of_release": lead_of_release(released, *shown, rule),
        "rows": rows_of(found, (reference, comparison), released, shown),
    }
