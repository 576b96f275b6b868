"""Charts and parts of pages that are drawn once from a snapshot and kept with it."""
