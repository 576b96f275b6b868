"""A process of its own that says it is ready, and on a line of input sends what is due and says how many were taken."""

import sys

import django


def main() -> None:
    django.setup()
    from talentboard.notifications.kinds import Kind, register_kind
    from talentboard.notifications.sending import send_due

    known = {"person": "you"}
    kind = Kind("trial", "Trial", "people/mail/role_ended.txt", lambda mail: known, lambda mail: True, awaited=True)
    register_kind(kind)
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    sys.stdin.readline()
    sys.stdout.write(f"{send_due()}\n")


if __name__ == "__main__":
    main()
