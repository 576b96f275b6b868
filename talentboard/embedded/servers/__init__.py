"""The two servers and what they stand on: programs from wheels, a cluster, its roles and logins."""
