"""What whoever watches over the site can ask: does a process live, can it work, and how much waits."""
