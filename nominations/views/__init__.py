"""Pages of rounds and nominations, a module a journey."""
