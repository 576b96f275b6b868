#!/usr/bin/env python
"""Run a management command with the database login that its work needs."""

import os
import sys

OWNER_COMMANDS = {
    "migrate", "makemigrations", "showmigrations", "sqlmigrate", "squashmigrations", "pgtrigger", "test", "dbshell",
    "retention_period",
}  # fmt: skip
WEB_COMMANDS = {"runserver", "check", "collectstatic"}
RETENTION_COMMANDS = {"retention"}


def login_for(command: str | None) -> str:
    """The least database login a command can do its work with: owner, worker, web or retention."""
    if command in OWNER_COMMANDS:
        return "owner"
    if command in RETENTION_COMMANDS:
        return "retention"
    return "web" if command in WEB_COMMANDS else "worker"


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "talentboard.settings")
    os.environ.setdefault("TALENTBOARD_LOGIN", login_for(sys.argv[1] if len(sys.argv) > 1 else None))

    from django.core.management import execute_from_command_line

    from talentboard.database.schema import saying_what_is_missing

    with saying_what_is_missing():
        execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
