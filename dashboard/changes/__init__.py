"""What became of posts between two days: counted by the worker for a snapshot, listed live for its reader."""
