"""Nominating: drafts, sent nominations, and where each stands."""
