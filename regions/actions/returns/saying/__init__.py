"""Speaking of posts, line by line."""
