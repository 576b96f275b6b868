"""Rounds: those that are open, for everybody; and those of a region, for its talent team."""
