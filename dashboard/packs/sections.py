"""The sections that a pack may have. Cover and contents are in every one; these are chosen and put in order."""

SECTIONS = {
    "headlines": "Headlines",
    "gap": "Gap",
    "cover-and-choice": "Cover and choice",
    "open-posts": "Open posts",
    "changes": "What changed",
    "data-quality": "Data quality",
    "method": "How the figures are made",
    "appendix": "Appendix: tables",
}
DEFAULT = tuple(SECTIONS)
