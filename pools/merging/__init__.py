"""Two records of one person: which may be that, how they differ, and where their memberships collide."""
