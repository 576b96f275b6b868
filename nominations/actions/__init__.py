"""Everything that is done with rounds and nominations: the only room that writes."""
