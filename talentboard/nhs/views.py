"""The page that shows every component in every state. It is not served in production."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from .gallery import WRONG_ANSWERS, GalleryForm
from .states import COLOURS


@login_not_required
def components(request: HttpRequest) -> HttpResponse:
    """All components, drawn by the same templates and tags as every page. `?page=` turns the pagination's pages."""
    messages.success(request, "The 12 posts are saved.")
    messages.warning(request, "Two organisations have not answered.")
    return render(
        request,
        "components/gallery.html",
        {
            "plain": GalleryForm(auto_id="plain_%s", prefix="plain"),
            "wrong": GalleryForm(WRONG_ANSWERS, auto_id="wrong_%s"),
            "states": [(colour, state) for colour, states in COLOURS.items() for state in states],
            "page": Paginator(range(1200), 30).get_page(request.GET.get("page", "10")),
            "crumbs": [("Nation", "#"), ("East", "#")],
            "key": [
                ("Senior posts", "254", "in 25 organisations"),
                ("Open now", "38", "15.0% of 254"),
                ("Expected within a year", "23", "80% interval 20 to 26"),
                ("Ready now", "22", "people in pools, each counted once"),
                ("Critical posts with nobody", "14", "18% of 78"),
            ],
            "road": [
                ("Opened", "1 September 2026", "done"),
                ("In progress", "Nothing saved from this file", "now"),
                ("Submitted", "due 25 September 2026", "next"),
            ],
            "rows": [
                ("No change", "7 posts"),
                ("Changed", "2 posts", [("See them", "#", "changed posts")]),
                ("New", "2 posts"),
            ],
        },
    )
