"""What cannot be worked with, said so that its author can put it right."""

MOST_SAID = 20


class Unusable(Exception):
    """A file that cannot be used. problems: a sentence for each thing that is wrong, in the order of the file."""

    def __init__(self, *problems: str) -> None:
        said = [*problems[:MOST_SAID]]
        if len(problems) > MOST_SAID:
            said.append(f"And {len(problems) - MOST_SAID:,} more of the kind.")
        super().__init__("\n".join(said))
        self.problems = problems
