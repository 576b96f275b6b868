"""What can be done with pools and their members: the only room that writes."""
