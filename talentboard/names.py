"""Names of people and bodies: the key they are sorted by."""

import unicodedata


def sort_key(name: str) -> str:
    """A name as it sorts: without accents, case or surplus spaces ("Élan  Ó Sé" -> "elan o se")."""
    plain = "".join(letter for letter in unicodedata.normalize("NFKD", name) if not unicodedata.combining(letter))
    return " ".join(plain.casefold().split())
