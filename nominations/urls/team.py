"""Endorsing, the region's queue, and eligibility."""

urlpatterns: list = []
