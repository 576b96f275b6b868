"""Stored figures, read for a page: which snapshot, which edition, which rows."""
