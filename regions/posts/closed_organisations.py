"""Organisations that closed or are closing, and the posts that are still theirs."""

from __future__ import annotations

from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery

from regions.models import Organisation, OrganisationSuccession, Placement, Post
from regions.reach import Reach
from talentboard.clock import today


def closing_bodies(here: Reach) -> QuerySet[Organisation]:
    """Those whose last day is known and that have posts beyond it, with `left`, the number of these. They belong where
    they last belonged."""
    last = Placement.objects.filter(organisation=OuterRef("pk"), since__lte=today()).order_by("-since")
    found = Organisation.objects.filter(until__isnull=False).annotate(
        home=Subquery(last.values("region")[:1]), left=Count("posts", filter=_goes_on("posts__"))
    )
    found = found if here.slugs is None else found.filter(home__in=here.slugs)
    return found.filter(left__gt=0).order_by("until", "sort_key")


def posts_left(body: Organisation) -> QuerySet[Post]:
    """The posts of an organisation that closes which are neither closed nor moved by its last day."""
    return body.posts.filter(_goes_on("")).order_by("level", "title", "ref")


def takers(body: Organisation, here: Reach) -> tuple[list[Organisation], list[Organisation]]:
    """To whom its posts may go: its successors, and all other organisations here that are open then."""
    day = min(body.until, today())
    successors = OrganisationSuccession.objects.filter(predecessor=body).values_list("successor", flat=True)
    others = list(here.organisations(today()).exclude(pk=body.pk).filter(since__lte=day).exclude(until__lte=day))
    first = set(successors)
    return [one for one in others if one.pk in first], [one for one in others if one.pk not in first]


def _goes_on(prefix: str) -> Q:
    """A post that began before its organisation's end and stands beyond it."""
    end = F("until") if prefix else F("organisation__until")
    stands = Q(**{f"{prefix}established_until__isnull": True}) | Q(**{f"{prefix}established_until__gt": end})
    return stands & Q(**{f"{prefix}established_from__lt": end})
