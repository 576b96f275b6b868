"""`bin/manage draw_moves [--check]`: docs/moves.md, drawn from the tables of moves."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import CommandError

from talentboard.management.command import HouseCommand
from talentboard.moves.picture import page
from talentboard.settings.environment import BASE_DIR

PLACE = BASE_DIR / "docs" / "moves.md"


class Command(HouseCommand):
    help = "Draw which moves there are between states, as docs/moves.md."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--check", action="store_true", help="write nothing; exit 1 when the page is out of date")

    def handle(self, *, check: bool, **options: Any) -> None:
        drawn = page()
        if not check:
            PLACE.write_text(drawn, encoding="utf-8")
            self.stdout.write("docs/moves.md is drawn.")
        elif not PLACE.exists() or PLACE.read_text(encoding="utf-8") != drawn:
            raise CommandError("docs/moves.md is out of date: run bin/manage draw_moves")
