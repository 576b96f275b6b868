"""The demonstration's nominations: two open rounds in every region, with made-up people in every state and end."""

from collections.abc import Iterator

from talentboard.demonstration.chapters import Chapter, Scene


def in_the_way() -> Iterator[str]:
    from .loading import in_the_way

    yield from in_the_way()


def load(scene: Scene) -> list[str]:
    from .loading import load

    return load(scene)


chapter = Chapter("nominations", in_the_way, load)
