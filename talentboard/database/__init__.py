"""The database's own rules: what each login may do with each table, and rows that are kept as written."""
