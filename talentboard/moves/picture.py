"""The tables of moves as a page of pictures: Mermaid for the eye, a table for everybody."""

from django.apps import apps

from .moving import Moving
from .table import Moves

HEAD = """# Moves

Which states there are, and which moves between them. Everything else is impossible, from pages, tasks, shell and SQL
alike. Drawn from the tables of moves by `bin/manage draw_moves`.
"""


def page() -> str:
    """The whole of docs/moves.md: one part a model that moves, by name."""
    moving = sorted(
        (model for model in apps.get_models() if issubclass(model, Moving)), key=lambda model: model.__name__
    )
    return "\n".join([HEAD, *(part(str(model._meta.verbose_name), model.moves) for model in moving)])


def part(thing: str, moves: Moves) -> str:
    """One model's heading, picture and table."""
    states = type(moves.start[0])
    picture = [
        *(f'    state "{state.label}" as {key(state)}' for state in states),
        *(f"    [*] --> {key(state)}" for state in moves.start),
        *(f"    {key(source)} --> {key(target)} : {name}" for source, name, target in moves.lines()),
    ]
    rows = [f"| {source.label} | {name} | {target.label} |" for source, name, target in moves.lines()]
    starts = ", ".join(state.label.lower() for state in moves.start)
    return "\n".join(
        [
            f"## {thing.capitalize()}",
            "",
            "```mermaid",
            "stateDiagram-v2",
            *picture,
            "```",
            "",
            f"Starts as: {starts}.",
            "",
            "| from | move | to |",
            "|---|---|---|",
            *rows,
            "",
        ]
    )


def key(state: str) -> str:
    """A state's slug as Mermaid takes it."""
    return state.replace("-", "_")
