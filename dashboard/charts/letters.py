"""How wide words are in Arial and Liberation Sans, whose letters are equally wide, so that marks leave them room."""

_WIDTHS = {
    222: "ijl",
    278: " !,./:;\\I[]ft",
    333: "()-r",
    500: "Jckvxyzs",
    556: "$#0123456789?Labdeghnopqu_",
    584: "+<=>~−",
    611: "FTZ",
    667: "&ABEKPSVXY",
    722: "CDHNRUw",
    778: "GOQ",
    833: "Mm",
    889: "%",
    944: "W",
}
_LETTERS = {letter: width for width, letters in _WIDTHS.items() for letter in letters}
_WIDEST = 1015  # of a letter not listed
_BOLD = 1.1  # at most, of the words we print


def width_of(text: str, *, bold: bool = False, size: int = 14) -> float:
    """Pixels from the left to the right of a line of text."""
    thousandths = sum(_LETTERS.get(letter, _WIDEST) for letter in text)
    return thousandths * size / 1000 * (_BOLD if bold else 1)
