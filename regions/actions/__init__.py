"""What can be done with regions, organisations and posts: the only room that writes."""
