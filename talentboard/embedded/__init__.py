"""PostgreSQL and Valkey without an installation: started from wheels for the command that needs them.

Nothing here imports Django, and no setting starts anything: `bin/manage`, `bin/test` and `bin/demo` do, and hand
the addresses down in the environment. Both services listen on Unix sockets only.
"""
