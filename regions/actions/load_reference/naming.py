"""Published names in capitals as they are written, and codes for bodies that have none yet."""

from collections.abc import Collection, Iterator

CAPITALS = {"NHS"}
SMALL = {"and", "at", "by", "for", "in", "of", "on", "the", "to", "upon", "with"}
PROVISIONAL = "X26"


def written(name: str) -> str:
    """A name in capitals as it is written: "GUY'S AND ST THOMAS' NHS TRUST" -> "Guy's and St Thomas' NHS Trust"."""
    words = name.split()
    return " ".join(_word(word, first=place == 0) for place, word in enumerate(words))


def provisional_code(name: str, *, taken: Collection[str] = ()) -> str:
    """A code for a body without one: `X26` and two letters of its name, the same each time for the same name.

    The letters are the first of its first two words ("NHS Central East Integrated Care Board" -> X26CE), or the first
    two of its only word; where that is taken, the first with a later letter of the name.
    """
    for letters in _letters(name):
        if (code := PROVISIONAL + letters) not in taken:
            return code
    raise ValueError(f"Every provisional code of {name} is taken.")


def _letters(name: str) -> Iterator[str]:
    own = name.upper().removeprefix("NHS ").removesuffix(" INTEGRATED CARE BOARD")
    words = [word for word in own.split() if word.lower() not in SMALL]
    if len(words) > 1:
        yield words[0][0] + words[1][0]
    yield from (words[0][0] + letter for letter in "".join(words)[1:] if letter.isalpha())


def _word(word: str, *, first: bool) -> str:
    return "-".join(_part(part, first=first and place == 0) for place, part in enumerate(word.split("-")))


def _part(part: str, *, first: bool) -> str:
    if part.strip(",.()") in CAPITALS:
        return part
    return part.lower() if part.lower() in SMALL and not first else part.capitalize()
