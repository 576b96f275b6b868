"""The chapter of the regions: accounts, standings, and every region's returns by the doors that files take."""

from collections.abc import Iterator
from typing import Any

from regions.actions.import_return import import_return
from regions.models import Forecast, Post, Region, Return
from regions.models.post_queries import led_in
from talentboard.accounts.demonstration import DOMAIN
from talentboard.accounts.models import User
from talentboard.demonstration import Scene
from talentboard.demonstration.files import as_file, save_or_explain
from talentboard.nhs.words import count, long_day, plural

from .accounts import administrator, open_accounts
from .places import Place, places
from .rows import ReturnRows, returns
from .seats import seats
from .sharing import Sharing, sharing
from .standings import make_standings
from .unfinished import write_returns


def in_the_way() -> Iterator[str]:
    """Posts, returns and people that nobody may mix with made-up ones."""
    if Post.objects.exists():
        yield "posts"
    if Return.objects.exists():
        yield "returns"
    if User.objects.exclude(email__endswith=f"@{DOMAIN}").exists():
        yield "accounts"


def load(scene: Scene) -> list[str]:
    """Everything of this chapter, and what there is then."""
    scene.tell("Accounts and roles")
    leads = open_accounts(by=scene.by)
    everywhere = places(scene.as_of)
    challenged = make_standings(everywhere, as_of=scene.as_of)
    shared = sharing(everywhere)
    for region in Region.objects.all():
        here = [place for place in everywhere if place.region == region.slug]
        load_region(region, here, shared, scene=scene, by=leads[region.slug])
    write_returns(everywhere, scene=scene, leads=leads, by=administrator())
    return summary(scene, challenged)


def load_region(region: Region, here: list[Place], shared: Sharing, *, scene: Scene, by: Any) -> None:
    """Load the region's returns in the order of their days, by its lead."""
    for day, rows in returns(seats(here, shared, as_of=scene.as_of)).items():
        scene.tell(f"{region}: returns as of {long_day(day)}, {plural(len(rows.posts), 'post')}")
        files = [as_file(sheet, found) for sheet, found in sheets(rows)]
        save_or_explain(import_return(files, as_of=day, by=by, region=region, close_missing=True))


def sheets(rows: ReturnRows) -> Iterator[tuple[str, list[dict[str, str]]]]:
    """The sheets of a day that have any row."""
    for sheet, found in (("posts", rows.posts), ("forecasts", rows.forecasts)):
        if found:
            yield sheet, found


def summary(scene: Scene, challenged: int) -> list[str]:
    posts = Post.objects.as_of(scene.as_of).filter(led_in(None, scene.as_of))
    live = Forecast.objects.live(scene.as_of).count()
    return [
        f"{plural(User.objects.count(), 'account')}, with a role each",
        f"{count(posts.count())} posts, {plural(challenged, 'challenged organisation')}",
        f"{count(Forecast.objects.count())} forecasts, {count(live)} of them live",
        f"{plural(Return.objects.count(), 'return')}, of four quarters",
    ]
