"""The demonstration's pools: four in every region, with made-up members."""

from collections.abc import Iterator

from talentboard.demonstration.chapters import Chapter, Scene


def in_the_way() -> Iterator[str]:
    from .loading import in_the_way

    yield from in_the_way()


def load(scene: Scene) -> list[str]:
    from .loading import load

    return load(scene)


chapter = Chapter("pools", in_the_way, load)
