"""Corrections between returns: the next thing that is signed signs them too."""

from collections.abc import Collection

from regions.models import Organisation

from .kept import Kept
from .plan import ReturnPlan


def sign_corrections(
    plan: ReturnPlan, kept: Kept, *, posts: Collection[Organisation], forecasts: Collection[Organisation]
) -> None:
    """What has been corrected since the last return, up to the day, is signed off with what is said now.

    posts, forecasts: the organisations whose posts, and whose forecasts, are said.
    """
    writes, day = plan.writes, plan.as_of
    dropped = {post.pk for post in writes.dropped_posts}
    stay = [post for found in kept.posts_of.values() for post in found if post.pk not in dropped]
    for post in [post for post in stay if post.organisation_id in {one.pk for one in posts}]:
        writes.signed_posts += [] if post.signed_off else [post]
        writes.signed_occupancies += [
            held
            for held in kept.occupancies[post.pk]
            if not held.signed_off and held.since <= max(day, post.established_from)
        ]
    for post in [post for post in stay if post.organisation_id in {one.pk for one in forecasts}]:
        writes.signed_forecasts += [
            one
            for one in (*kept.forecasts[post.pk, False], *kept.forecasts[post.pk, True])
            if not one.signed_off and one.as_of <= day
        ]
    for one in (*writes.signed_posts, *writes.signed_occupancies, *writes.signed_forecasts):
        one.signed_off = True
