"""Background work: once at a time under a lock, with a heartbeat, swept up after a crash, shown truthfully."""
