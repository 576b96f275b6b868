"""Where the embedded services keep their files: TALENTBOARD_HOME, or beside it where it cannot be entered."""

import hashlib
import os
import re
import shutil
import sys
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from .account import Account, service_account
from .refusal import Refusal

CHECKOUT = Path(__file__).resolve().parent.parent.parent
ELSEWHERE = Path("/var/lib/talentboard")
# sun_path holds 108 bytes on Linux and 104 on macOS; PostgreSQL adds `/.s.PGSQL.5432` to the folder.
LONGEST_SOCKET = 100
# Root's folders: others may pass through to a folder of their own, and see nothing on the way.
LETS_THROUGH = 0o711
ANOTHER_HOME = "Name a folder of your own in TALENTBOARD_HOME."
PLAIN_PATH = re.compile(r"[A-Za-z0-9._/-]+")


def say(sentence: str) -> None:
    """Tell the person at the terminal; standard output belongs to the command that is run."""
    sys.stderr.write(sentence + "\n")
    sys.stderr.flush()


@dataclass(frozen=True)
class Place:
    """The folders of one set of services. `home` holds what the caller keeps, `files` what the services need."""

    home: Path
    files: Path
    account: Account
    for_tests: bool

    @property
    def credentials(self) -> Path:
        return self.home / "credentials.json"

    @property
    def services(self) -> Path:
        """The one folder that belongs to the service account."""
        return self.files / "services"

    @property
    def programs(self) -> Path:
        """Readable copies, where the service account cannot read the originals."""
        return self.files / "programs"

    @property
    def cluster(self) -> Path:
        return self.services / "postgresql"

    @property
    def log(self) -> Path:
        return self.services / "log"

    @property
    def run(self) -> Path:
        """A folder the web and worker processes may write in."""
        return self.services / "run"

    @property
    def digest(self) -> str:
        return _digest(self.files)

    @property
    def sockets(self) -> Path:
        """Where the sockets are; in /tmp when the path is too long, or would need quoting in an address."""
        near = self.services / "sockets"
        if len(os.fsencode(near / ".s.PGSQL.5432")) <= LONGEST_SOCKET and PLAIN_PATH.fullmatch(str(near)):
            return near
        return Path("/tmp") / f"talentboard-{self.digest}"  # noqa: S108 - owner and mode are checked before use

    def lock(self, name: str) -> Path:
        return self.files / f"{name}.lock"

    def make(self) -> None:
        """Make every folder that is missing. Raises Refusal when a socket folder in /tmp is somebody else's."""
        for folder in (self.services, self.services / "valkey", self.log, self.run):
            folder.mkdir(mode=0o700, exist_ok=True)
            if folder.stat().st_uid != self.account.uid:
                self.account.own(folder)
        self._make_sockets()

    def _make_sockets(self) -> None:
        try:
            self.sockets.mkdir(mode=0o700)
            self.account.own(self.sockets)
        except FileExistsError:
            pass
        found = self.sockets.lstat()
        if not self.sockets.is_dir() or self.sockets.is_symlink() or found.st_uid != self.account.uid:
            raise Refusal(
                f"{self.sockets} is not a folder of the account {self.account.name}: remove it, then try again."
            )
        if found.st_mode & 0o077:
            raise Refusal(f"{self.sockets} is open to other accounts: remove it, then try again.")

    def tidy(self) -> None:
        """Leave no empty folder in /tmp behind."""
        if self.sockets.parent != self.services:
            with suppress(OSError):
                self.sockets.rmdir()

    def forget(self) -> None:
        """Remove everything that was kept here. The services must be down."""
        for folder in (self.services, self.programs, self.sockets):
            shutil.rmtree(folder, ignore_errors=True)
        for file in (self.credentials, self.home / "elsewhere"):
            file.unlink(missing_ok=True)


def find_place(for_tests: bool = False) -> Place:
    """The place TALENTBOARD_HOME names (default `.local` in the checkout), made ready to hold files.

    Tests have a set of services of their own in its folder `test`.
    Raises Refusal when the folder cannot be made or written.
    """
    home = Path(os.path.realpath(os.environ.get("TALENTBOARD_HOME") or CHECKOUT / ".local"))
    _make_home(home)
    if for_tests:
        home = home / "test"
        _make_home(home)
    note = home / "elsewhere"
    files = _read_note(note) if note.exists() else home
    account = service_account(files / "services")
    if files == home and account.switches and not account.can_enter(home):
        files = ELSEWHERE / _digest(home)
        for folder in (ELSEWHERE, files):
            folder.mkdir(parents=True, exist_ok=True)
            folder.chmod(LETS_THROUGH)
        note.write_text(
            f"{files}\n\nThe account {account.name} cannot enter this folder, so the services' files are there.\n"
        )
    return Place(home, files, account, for_tests)


def _make_home(home: Path) -> None:
    """Root's folder lets the service account through to its own folder in it, and to nothing else."""
    is_root = os.geteuid() == 0
    try:
        home.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as problem:
        raise Refusal(f"The folder {home} cannot be made ({problem.strerror}). {ANOTHER_HOME}") from None
    if not os.access(home, os.W_OK | os.X_OK):
        raise Refusal(f"The folder {home} belongs to another account. {ANOTHER_HOME}")
    if is_root and home.stat().st_uid == 0 and not any(home.iterdir()):
        home.chmod(LETS_THROUGH)


def _read_note(note: Path) -> Path:
    files = Path(note.read_text().splitlines()[0])
    if files.parent != ELSEWHERE:
        raise Refusal(f"{note} names {files}, which is not a folder in {ELSEWHERE}: remove it, then try again.")
    if os.geteuid() != 0:
        raise Refusal(f"The services' files are in {files} and belong to root. {ANOTHER_HOME}")
    return files


def _digest(path: Path) -> str:
    return hashlib.sha256(os.fsencode(path)).hexdigest()[:16]
