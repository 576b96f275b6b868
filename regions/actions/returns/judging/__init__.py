"""What lines are judged by: the engine of all files, with rules of a return's own."""
