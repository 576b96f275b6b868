"""The documents of governance name things that exist, and leave no item of the standard out."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PAGES = sorted((ROOT / "docs" / "governance").glob("*.md"))
NAMED = re.compile(r"`((?:[\w.-]+/)+[\w.-]*(?:::\w+)?|Dockerfile|docker-compose\.yml|\.dockerignore|[\w-]+\.md)`")
ROW = re.compile(r"^\| (\d+\.\d+\.\d+) \| [^|]+ \| ([^|]+) \| ([^|]+) \|$", re.MULTILINE)
ANSWERS = {"yes", "partly", "not yet", "operator", "not used"}
# OWASP ASVS 5.0.0: how many items of each section are of levels 1 and 2; they are numbered from 1 on.
ITEMS = """
1.1 2, 1.2 9, 1.3 11, 1.4 3, 1.5 2, 2.1 3, 2.2 3, 2.3 4, 2.4 1, 3.2 2, 3.3 4, 3.4 6, 3.5 5, 3.7 2, 4.1 3, 4.2 1, 4.3 2,
4.4 4, 5.1 1, 5.2 3, 5.3 2, 5.4 3, 6.1 3, 6.2 12, 6.3 4, 6.4 4, 6.5 5, 6.6 3, 6.8 4, 7.1 3, 7.2 4, 7.3 2, 7.4 5, 7.5 2,
7.6 2, 8.1 2, 8.2 3, 8.3 1, 8.4 1, 9.1 3, 9.2 4, 10.1 2, 10.2 2, 10.3 4, 10.4 11, 10.5 5, 10.6 2, 10.7 3, 11.1 2,
11.2 3, 11.3 3, 11.4 4, 11.5 1, 11.6 1, 12.1 3, 12.2 2, 12.3 4, 13.1 1, 13.2 5, 13.3 2, 13.4 5, 14.1 2, 14.2 4, 14.3 3,
15.1 3, 15.2 3, 15.3 7, 16.1 1, 16.2 5, 16.3 4, 16.4 3, 16.5 3, 17.1 1, 17.2 4, 17.3 2
"""
CHECKLIST = (ROOT / "docs" / "governance" / "asvs.md").read_text()


def is_there(named: str, page: Path) -> bool:
    """Whether a file or folder of the repository is there, and the test in it that is named after two colons."""
    name, _, test = named.partition("::")
    found = ROOT / name if (ROOT / name).exists() else page.parent / name
    return found.exists() and (not test or re.search(rf"(?m)^def {test}\(", found.read_text()) is not None)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_everything_that_a_page_names_is_there(page):
    named = [name for name in NAMED.findall(page.read_text()) if not name.startswith("/")]
    assert [name for name in named if not is_there(name, page)] == []


def test_the_check_of_names_finds_what_is_not_there():
    page = PAGES[0]
    assert is_there("tests/house/test_governance.py::test_the_check_of_names_finds_what_is_not_there", page)
    assert not is_there("tests/house/test_governance.py::test_that_nobody_wrote", page)
    assert not is_there("tests/house/test_nothing.py", page)
    assert NAMED.findall("see `docs/x.md`, `tests/a/test_b.py::test_c` and `no path`") == [
        "docs/x.md",
        "tests/a/test_b.py::test_c",
    ]


def test_every_item_of_levels_1_and_2_is_answered_once():
    sections = (part.split() for part in ITEMS.split(","))
    expected = [f"{section}.{number}" for section, count in sections for number in range(1, int(count) + 1)]
    assert [item for item, _, _ in ROW.findall(CHECKLIST)] == expected
    assert len(expected) == 253


def test_every_answer_is_one_of_five_and_the_counts_are_right():
    answers = [answer for _, answer, _ in ROW.findall(CHECKLIST)]
    assert set(answers) == ANSWERS
    for answer in ANSWERS:
        assert re.search(rf"(?m)^\| {answer} \| .* \| {answers.count(answer)} \|$", CHECKLIST)


def test_whatever_is_answered_with_yes_or_partly_names_what_shows_it():
    silent = [
        item for item, answer, shown in ROW.findall(CHECKLIST) if answer in {"yes", "partly"} and "`" not in shown
    ]
    assert silent == []
