"""The demonstration's figures: snapshots of all regions and England, of the as-of day and the quarter end before."""

from collections.abc import Iterator

from talentboard.demonstration import Scene, quarter_ends
from talentboard.demonstration.chapters import Chapter
from talentboard.nhs.words import join_words, long_day, plural


def in_the_way() -> Iterator[str]:
    """Nothing is: figures are computed from what is kept, and each says of what day."""
    return iter(())


def load(scene: Scene) -> list[str]:
    """Compute, store and draw each snapshot as the worker does, the earlier day first."""
    from regions.models import Region

    from .fragments import draw
    from .jobs import NATION, name_of
    from .snapshots import compute, store

    days = sorted(quarter_ends(scene.as_of, 2))
    regions = [*Region.objects.values_list("slug", flat=True), NATION]
    for day in days:
        for region in regions:
            scene.tell(f"{name_of(region)}: figures as of {long_day(day)}")
            draw(store(compute(region, day), by=scene.by))
    return [f"{plural(len(days) * len(regions), 'snapshot')}, as of {join_words(map(long_day, days))}"]


chapter = Chapter("figures", in_the_way, load)
