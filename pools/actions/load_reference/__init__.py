"""Load bands of readiness and national frameworks from the files in the product."""

from .bands import load_bands
from .frameworks import load_frameworks

__all__ = ["load_bands", "load_frameworks"]
