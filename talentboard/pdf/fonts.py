"""The shipped fonts as a style sheet takes them: written into it, so that nothing has to be fetched."""

import base64
import hashlib
from functools import cache
from pathlib import Path

FAMILY = "Talentboard Sans"
"""A name of our own, so that no font of the machine is ever taken in its place."""
FILES = {400: "LiberationSans-Regular.ttf", 700: "LiberationSans-Bold.ttf"}
FOLDER = Path(__file__).resolve().parents[2] / "static" / "vendor" / "liberation-sans"


@cache
def faces() -> str:
    """The `@font-face` rules of Liberation Sans, regular and bold; what a document does not use is left out of it."""
    return "".join(
        f'@font-face {{ font-family: "{FAMILY}"; font-weight: {weight}; '
        f"src: url(data:font/ttf;base64,{base64.b64encode(_read(name)).decode()}) }}\n"
        for weight, name in FILES.items()
    )


@cache
def digest() -> str:
    """A digest of the font files."""
    return hashlib.sha256(b"".join(_read(name) for name in FILES.values())).hexdigest()


def _read(name: str) -> bytes:
    return (FOLDER / name).read_bytes()
