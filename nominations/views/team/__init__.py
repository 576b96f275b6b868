"""Endorsing, and the regional talent team's queue and pages."""
