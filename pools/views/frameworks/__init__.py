"""Frameworks on pages: the list, one of them, its preview; writing a draft, criterion by criterion."""
