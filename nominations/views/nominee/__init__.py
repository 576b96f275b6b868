"""The nominee: yes or no, registration, one's own nomination, and where it stands."""
