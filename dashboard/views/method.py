"""How the figures are made: the page behind every figure."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from dashboard.sentences.definitions import WORDS_OF_POSTS


@require_GET
def method(request: HttpRequest) -> HttpResponse:
    """The definitions in plain words, for everybody signed in."""
    return render(request, "dashboard/method.html", {"words_of_posts": WORDS_OF_POSTS})
