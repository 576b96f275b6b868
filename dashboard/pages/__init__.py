"""Everything a page prints, worked out from stored rows and formatted: templates only lay it out. Pure."""
