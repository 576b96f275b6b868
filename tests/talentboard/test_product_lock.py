"""The product's part of the lock: everything that it needs, hashes and all, and nothing of its tests."""

import tomllib
from importlib.metadata import distributions
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from talentboard.product_lock import packages, product_part

ROOT = Path(__file__).resolve().parents[2]
LOCK = (ROOT / "requirements.lock").read_text()
KEPT = {name: lines for name, lines, _ in packages(product_part(LOCK))}
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())
TINY = """\
asgiref==3 \\
    --hash=sha256:1
    # via
    #   django
    #   factory
django==5 \\
    --hash=sha256:2
    # via talentboard (pyproject.toml)
factory==1 \\
    --hash=sha256:3
    # via talentboard (pyproject.toml:dev)
faker==2 ; sys_platform != 'win32' \\
    --hash=sha256:4
    # via factory
"""


def named(requirements: list[str]) -> set[str]:
    found = (Requirement(text) for text in requirements)
    return {canonicalize_name(one.name) for one in found if one.marker is None or one.marker.evaluate({"extra": ""})}


def test_what_is_needed_by_way_of_another_is_kept_and_what_only_tests_need_is_not():
    assert [name for name, _, _ in packages(product_part(TINY))] == ["asgiref", "django"]


def test_everything_that_the_product_names_is_kept_with_its_hashes():
    assert named(PROJECT["project"]["dependencies"]) <= KEPT.keys()
    assert all("--hash=sha256:" in lines for lines in KEPT.values())


def test_what_is_kept_needs_nothing_else():
    here = {canonicalize_name(one.name): one for one in distributions()}
    assert len(KEPT.keys() & here.keys()) > 50
    for name in KEPT.keys() & here.keys():
        assert named(here[name].requires or []) <= KEPT.keys(), name


def test_nothing_of_the_tests_is_kept():
    only_for_tests = named(PROJECT["dependency-groups"]["dev"])
    assert not only_for_tests & KEPT.keys() - {"packaging"}
    assert {"pytest", "pingouin", "krippendorff", "mypy"} <= only_for_tests
