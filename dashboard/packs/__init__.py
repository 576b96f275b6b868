"""The board pack: composed for a meeting from a snapshot, built by a worker, published to the board, and kept."""
