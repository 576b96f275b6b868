"""How the figures are made: the page behind every figure."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

WORDS_OF_POSTS = (
    ("Vacant", "Nobody holds the post, or nobody is recorded as holding it."),
    ("Covered", "An interim or acting holder, and nobody who will return."),
    ("Open", "Vacant or covered."),
    ("Filled", "A substantive holder, a secondment in, or somebody covering an absence from which the holder returns."),
    ("Vacancy rate", "Open posts out of all posts. The strict rate counts vacant posts alone."),
)


@require_GET
def method(request: HttpRequest) -> HttpResponse:
    """The definitions in plain words, for everybody signed in."""
    return render(request, "dashboard/method.html", {"words_of_posts": WORDS_OF_POSTS})
