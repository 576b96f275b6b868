"""Paper: the only wing that knows WeasyPrint. Imported where a worker prints, never by the web.

Nothing is fetched: not from the network, not from a disk. Fonts are the repository's own, handed over as data.
"""
