"""Words that anybody would try first here, and that no password may be made of."""

import re

from django.core.exceptions import ValidationError

# The product, its organisations, its people and its demonstration; the list that docs/governance/asvs.md speaks of.
WORDS = (
    "talentboards", "talentboard", "talent", "boards", "board", "pipeline", "national", "health", "service", "england",
    "regional", "region", "nhsmail", "nhs", "trust", "hospital", "director", "executive", "chief", "chair", "candidate",
    "successor", "succession", "gateway", "nomination", "assessor", "administrator", "admin", "password", "welcome",
    "london", "midlands", "east", "north", "south", "west", "yorkshire", "spring", "summer", "autumn", "winter",
)  # fmt: skip
LEFT = 8  # characters that have to be somebody's own
OURS = re.compile("|".join(sorted(WORDS, key=len, reverse=True)))


class OwnWords:
    """Refuses a password of which little is left without these words and without digits and signs."""

    def validate(self, password: str, user: object = None) -> None:
        """Raises ValidationError."""
        left = re.sub(r"[\W\d_]", "", OURS.sub("", password.lower()))
        if len(left) < LEFT and OURS.search(password.lower()):
            raise ValidationError(self.get_help_text(), code="password_of_our_words")

    def get_help_text(self) -> str:
        return "Choose other words: anybody would try these here first."
