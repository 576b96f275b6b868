"""Counts of people as they come in, typed or in a file: every one that is none is a sentence."""
