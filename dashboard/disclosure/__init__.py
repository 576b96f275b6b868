"""The one gate through which figures by characteristic leave: counts hidden, rounded, and hidden with them.

Nothing here knows Django, an app, the clock or a person. `release` (in `release.py`) alone makes a `Released`; it needs
SciPy and is imported by whoever computes. Rules, what is shown of a count, released comparisons and `Released` itself
are plain Python, so that pages can read what was released.
"""
