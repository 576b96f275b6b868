"""Load regions, systems, organisations, bands of readiness and frameworks from the files in the product."""

from django.core.management.base import CommandError

from talentboard.accounts.operator import operator
from talentboard.management.command import HouseCommand
from talentboard.nhs.words import join_words, plural
from talentboard.reference import Tally, WrongReference, load_reference


class Command(HouseCommand):
    help = __doc__

    def handle(self, *args, **options) -> None:
        try:
            chapters = load_reference(by=operator())
        except WrongReference as error:
            raise CommandError(str(error)) from error
        for chapter in chapters.values():
            self.stdout.write("\n".join(chapter.lines))
        self.stdout.write(sentence([chapter.tally for chapter in chapters.values()]))


def sentence(tallies: list[Tally]) -> str:
    """What the load did to the database."""
    parts = [(sum(getattr(tally, verb).total() for tally in tallies), verb) for verb in ("added", "changed", "removed")]
    said = [f"{plural(number, 'row')} {verb}" for number, verb in parts if number]
    return f"Saved: {join_words(said)}." if said else "Nothing has changed: everything was as the files say."
