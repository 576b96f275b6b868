"""Copies that an account can read of what it cannot read where it is: a home folder's virtual environment, say."""

import os
import shutil
from collections.abc import Callable, Iterable
from pathlib import Path

READABLE_FOLDER = 0o755


def readable_copy(
    source: Path, target: Path, leave_out: Callable[[str, list[str]], Iterable[str]] | None = None
) -> None:
    """Copy a folder so that every account can read it, whole or not at all; an older copy is replaced.

    Files that every account may read are linked where the file system allows it, and take no room.
    """
    draft = target.with_name(f"{target.name}.{os.getpid()}")
    shutil.rmtree(draft, ignore_errors=True)
    shutil.copytree(source, draft, symlinks=True, ignore=leave_out, copy_function=_link_or_copy)
    for folder, _, _ in os.walk(draft):
        os.chmod(folder, READABLE_FOLDER)
    if target.exists():
        shutil.rmtree(target)
    draft.rename(target)


def open_folder(folder: Path) -> Path:
    """Make a folder that every account can read, and return it."""
    folder.mkdir(parents=True, exist_ok=True)
    folder.chmod(READABLE_FOLDER)
    return folder


def _link_or_copy(source: str, target: str) -> None:
    mode = os.stat(source).st_mode
    needed = 0o555 if mode & 0o100 else 0o444
    if mode & needed == needed:
        try:
            os.link(source, target)
            return
        except OSError:
            pass  # another file system
    shutil.copy2(source, target)
    os.chmod(target, 0o755 if mode & 0o100 else 0o644)
