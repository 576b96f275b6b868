"""Code and Python as the service account can read them, which it often cannot in root's own home folder."""

import sys
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from talentboard.embedded.account import ENVIRONMENT
from talentboard.embedded.copies import open_folder, readable_copy
from talentboard.embedded.place import CHECKOUT, Place, say
from talentboard.embedded.refusal import Refusal

# What the running product does not read; hidden files are left out too, secrets in `.env` among them.
NOT_FOR_RUNNING = {"tests", "test-results", "docs", "node_modules"}
NOT_IN_A_COPIED_PYTHON = {"site-packages", "test", "idlelib", "turtledemo", "ensurepip"}
VERSION = f"python{sys.version_info.major}.{sys.version_info.minor}"


@dataclass(frozen=True)
class Shared:
    """`code` is the folder to run in, `python` the interpreter with every package.

    libraries: where a copied interpreter's own shared library is. It was told to look for it where it came from, which
    cannot be read, and would else run with the machine's, which may be of another version.
    """

    code: Path
    python: Path
    libraries: Path | None = None

    @property
    def environment(self) -> dict[str, str]:
        """What the processes need in their environment to run this interpreter."""
        return {"LD_LIBRARY_PATH": str(self.libraries)} if self.libraries else {}


def share(place: Place) -> Shared:
    """The checkout and its virtual environment, or a copy of what the service account cannot read of them.

    A copy of the code is made anew each time, one of the environment when its packages changed.
    Raises Refusal when the account cannot run Python from the copy either.
    """
    shared = Shared(CHECKOUT, Path(sys.executable))
    if not place.account.switches:
        return shared
    if not _reads(place, shared.code):
        shared = replace(shared, code=_copy_code(place))
    if not _runs(place, shared):
        shared = _copy_environment(place, shared)
    return shared


def _reads(place: Place, code: Path) -> bool:
    look = 'cd "$1" && ls talentboard templates && cat manage.py'
    return place.account.run(["/bin/sh", "-c", look, "sh", code]).returncode == 0


def _runs(place: Place, shared: Shared) -> bool:
    try_it: list[str | Path] = [shared.python, "-P", "-c", "import ssl, django, celery"]
    try:
        return place.account.run(try_it, environment=ENVIRONMENT | shared.environment).returncode == 0
    except OSError:
        return False


def _copy_code(place: Place) -> Path:
    say(f"The account {place.account.name} cannot read {CHECKOUT}: it gets a copy ...")
    code = open_folder(place.programs) / "code"
    readable_copy(CHECKOUT, code, leave_out=_not_for_running(place))
    return code


def _not_for_running(place: Place) -> Callable[[str, list[str]], list[str]]:
    def leave_out(folder: str, names: list[str]) -> list[str]:
        if Path(folder) != CHECKOUT:
            return []
        return [name for name in names if name[0] == "." or name in NOT_FOR_RUNNING or CHECKOUT / name == place.home]

    return leave_out


def _copy_environment(place: Place, shared: Shared) -> Shared:
    target = open_folder(place.programs) / "environment"
    stamp, state = target / "copied", _state_of_environment()
    interpreter = Path(sys.executable).resolve()
    is_out_of_reach = not place.account.can("x", interpreter)
    libraries = place.programs / "python" / "lib" if is_out_of_reach else None
    copied = replace(shared, python=target / "bin" / "python", libraries=libraries)
    if stamp.exists() and stamp.read_text() == state:
        return copied
    say(f"The account {place.account.name} cannot run {sys.executable}: it gets a copy ...")
    readable_copy(Path(sys.prefix), target)
    if is_out_of_reach:
        _give_interpreter(place, interpreter, target)
    if not _runs(place, copied):
        raise Refusal(
            f"The account {place.account.name} cannot run Python from a copy of {sys.prefix}. Remove .venv and make it "
            "with the system's Python (/usr/bin/python3), or start this as an ordinary account."
        )
    stamp.write_text(state)
    return copied


def _spare_parts(_folder: str, names: list[str]) -> list[str]:
    return [name for name in names if name in NOT_IN_A_COPIED_PYTHON or name.startswith("config-")]


def _state_of_environment() -> str:
    packages = Path(sys.prefix) / "lib" / VERSION / "site-packages"
    return f"{sys.prefix} {sys.base_prefix} {sys.version} {packages.stat().st_mtime_ns}"


def _give_interpreter(place: Place, interpreter: Path, environment: Path) -> None:
    """Copy Python itself and let the copied environment run on the copy."""
    base = Path(sys.base_prefix)
    own = open_folder(place.programs / "python")
    readable_copy(base / "lib" / VERSION, open_folder(own / "lib") / VERSION, leave_out=_spare_parts)
    for library in (base / "lib").glob("libpython*"):
        (own / "lib" / library.name).unlink(missing_ok=True)
        (own / "lib" / library.name).write_bytes(library.read_bytes())
    program = open_folder(own / "bin") / VERSION
    program.unlink(missing_ok=True)
    program.write_bytes(interpreter.read_bytes())
    program.chmod(0o755)
    link = environment / "bin" / "python"
    link.unlink()
    link.symlink_to(program)
    configuration = environment / "pyvenv.cfg"
    lines = [line for line in configuration.read_text().splitlines() if line.partition("=")[0].strip() != "home"]
    configuration.unlink()  # it may be a link to the original
    configuration.write_text("\n".join([f"home = {program.parent}", *lines, ""]))
