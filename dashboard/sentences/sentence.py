"""A sentence whose numbers can be bold on a page and plain in a PDF or a description."""

from dataclasses import dataclass

_MARK = "**"


@dataclass(frozen=True)
class Part:
    """A run of words; `strong` where they carry the finding."""

    text: str
    strong: bool = False


@dataclass(frozen=True)
class Sentence:
    """One or more sentences said together, in runs. Text, not markup: whoever prints it escapes it."""

    parts: tuple[Part, ...]

    def plain(self) -> str:
        """The words alone."""
        return "".join(part.text for part in self.parts)


def say(text: str) -> Sentence:
    """A sentence from words with the finding between double asterisks: "**14 of 78** posts have nobody"."""
    runs = enumerate(text.split(_MARK))
    return Sentence(tuple(Part(run, strong=place % 2 == 1) for place, run in runs if run))


@dataclass(frozen=True)
class Finding:
    """What a chart shows: its heading, the line under it, and the numbers for those who do not see the picture.

    key: how to read the marks, said only where the picture is
    """

    title: str
    note: str
    description: str
    key: str = ""
