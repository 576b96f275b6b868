"""The demonstration's pools: four in every region, with made-up members; and those of them who are kept twice."""

from collections.abc import Iterator

from talentboard.demonstration.chapters import Chapter, Scene


def in_the_way() -> Iterator[str]:
    from .loading import in_the_way

    yield from in_the_way()


def load(scene: Scene) -> list[str]:
    from .loading import load

    return load(scene)


chapter = Chapter("pools", in_the_way, load)


def nothing() -> Iterator[str]:
    """In the way of the second chapter, which is about the people of the first."""
    return iter(())


def load_twice(scene: Scene) -> list[str]:
    from .twice import load

    return load(scene)


twice = Chapter("kept twice", nothing, load_twice)
