"""The operator: whoever runs a management command on the machine itself, audited by system account name."""

import getpass


class Operator:
    """Acts for a command. May do what the command's documentation names; signs in nowhere."""

    pk = None
    is_operator = True
    is_authenticated = False
    is_active = True

    def __init__(self) -> None:
        try:
            account = getpass.getuser()
        except (KeyError, OSError):
            account = "unnamed"
        self.operator_name = f"command line: {account}"

    def __str__(self) -> str:
        return self.operator_name


def operator() -> Operator:
    """The author of a command's work."""
    return Operator()
