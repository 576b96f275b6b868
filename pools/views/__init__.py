"""A module a journey."""
