"""What the page of a return of 60 posts costs the web process, beside a bare list of the same rows."""

from __future__ import annotations

from collections.abc import Iterator

from django.conf import settings
from django.urls import reverse

from regions.models import Post, Return, RoleAssignment
from talentboard.access import Role
from tests.bench import floors
from tests.bench.records import Pair
from tests.bench.subjects.pages import Visit
from tests.factories import ForecastFactory, PostFactory
from tests.fixtures.people import signed_in

REGION, POSTS = "east", 60


def prepare() -> None:
    """Let the organisation of an open return have 60 posts, every second one with a forecast."""
    one = open_return()
    kept = Post.objects.as_of(one.as_of).filter(organisation=one.organisation).count()
    for number in range(kept, POSTS):
        post = PostFactory(organisation=one.organisation, title=f"Director of services {number}")
        if number % 2:
            ForecastFactory(post=post)


def measures() -> Iterator[Pair]:
    settings.ROOT_URLCONF = "tests.bench.floors"
    one = open_return()
    director = RoleAssignment.objects.filter(role=Role.HR_DIRECTOR, organisation=one.organisation).get().user
    client = signed_in(director)
    posts = Post.objects.as_of(one.as_of).filter(organisation=one.organisation)
    floors.shown["return"] = list(posts.values_list("pk", flat=True))
    ours = Visit(client, reverse("regions:return", args=[REGION, one.pk]), says=f"{POSTS} posts")
    bare = Visit(client, "/bare/return/", says=f"{POSTS} posts")
    yield Pair("return of 60 posts", ours, bare, 2.5, "open, for the HR director; floor: the same rows, one query")


def open_return() -> Return:
    """A return of the region that nobody has spoken in, of an organisation with an HR director."""
    writing = RoleAssignment.objects.filter(role=Role.HR_DIRECTOR).values("organisation")
    here = {"organisation__placements__region": REGION, "organisation__placements__until": None}
    found = Return.objects.filter(state=Return.State.OPEN, organisation__in=writing, **here)
    return found.select_related("organisation").order_by("organisation__code").first()
