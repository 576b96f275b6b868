"""Under which account the services run: the caller's own, or for root one that may do nothing else."""

import os
import pwd
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .refusal import Refusal

# PostgreSQL refuses to run as root, so root's services run as the first of these that the machine knows.
UNPRIVILEGED = ("postgres", "nobody")
# Nothing of the caller's environment reaches a service: PGDATA or LD_PRELOAD would change what it does.
ENVIRONMENT = {"PATH": "/usr/local/bin:/usr/bin:/bin", "LANG": "C.UTF-8", "TZ": "UTC"}


@dataclass(frozen=True)
class Account:
    """A user of this machine. `switches` is true when root must become it before running a program."""

    name: str
    uid: int
    gid: int
    switches: bool

    def popen_options(self) -> dict[str, Any]:
        """Keyword arguments that make `subprocess` run a program as this account."""
        return {"user": self.uid, "group": self.gid, "extra_groups": []} if self.switches else {}

    def run(
        self,
        arguments: Sequence[str | Path],
        cwd: Path | str = "/",
        stdin: str = "",
        environment: Mapping[str, str] = ENVIRONMENT,
    ) -> subprocess.CompletedProcess[str]:
        """Run a program to its end as this account, out of reach of the terminal's Ctrl-C; output is captured."""
        return subprocess.run(
            [str(argument) for argument in arguments],
            cwd=cwd,
            env=environment,
            input=stdin,
            capture_output=True,
            text=True,
            start_new_session=True,
            check=False,
            **self.popen_options(),
        )

    def can(self, test: str, path: Path) -> bool:
        """Ask the system, not the mode bits: `test` is r, x or d of test(1), asked by this account itself."""
        return self.run(["/bin/sh", "-c", 'test -"$1" "$2"', "sh", test, path]).returncode == 0

    def can_enter(self, folder: Path) -> bool:
        """Whether this account can go into the folder, which needs every parent to let it through."""
        return self.run(["/bin/sh", "-c", 'cd -- "$1"', "sh", folder]).returncode == 0

    def own(self, path: Path) -> None:
        """Give a path to this account, where root made it."""
        if self.switches:
            os.chown(path, self.uid, self.gid)


def account_of(uid: int) -> Account:
    """The account with this number.

    Raises Refusal when the machine does not know it, because PostgreSQL cannot make a cluster then.
    """
    try:
        entry = pwd.getpwuid(uid)
    except KeyError:
        raise Refusal(
            f"The account with number {uid} has no entry in /etc/passwd, and PostgreSQL needs one. "
            "Run this as another account, or name servers of your own in DATABASE_URL and REDIS_URL."
        ) from None
    return Account(entry.pw_name, uid, entry.pw_gid, switches=uid != os.geteuid())


def service_account(existing: Path) -> Account:
    """Whose services these are: the owner of `existing`, the services' folder, when it is there.

    Otherwise the caller, or for root the first unprivileged account there is.
    Raises Refusal when the folder belongs to an account the caller cannot become.
    """
    caller = os.geteuid()
    owner = existing.stat().st_uid if existing.is_dir() else None
    if owner is not None and owner not in (caller, 0) and caller != 0:
        raise Refusal(
            f"The services in {existing} belong to another account ({account_of(owner).name}). Run this as root or as "
            "that account, or name a folder of your own in TALENTBOARD_HOME."
        )
    if caller != 0:
        return account_of(caller)
    if owner:
        return account_of(owner)
    for name in UNPRIVILEGED:
        try:
            return account_of(pwd.getpwnam(name).pw_uid)
        except KeyError:
            continue
    raise Refusal(f"Root needs one of the accounts {' or '.join(UNPRIVILEGED)} to run the services as, and has none.")
