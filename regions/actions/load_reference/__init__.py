"""Load who we are: talent boards, regions, systems and organisations, each dated, from the published files."""

from talentboard.reference import Chapter, Tally

from .planning import plan
from .reading import published
from .report import report
from .saving import save


def load_structure() -> Chapter:
    """Bring the structure to what the files in `regions/data/` say. Registered with `talentboard.reference`."""
    structure = plan(published())
    tally = Tally()
    save(structure, tally=tally)
    return Chapter(lines=report(structure), tally=tally)
