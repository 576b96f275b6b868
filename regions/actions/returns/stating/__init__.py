"""What a page shows of a return."""
