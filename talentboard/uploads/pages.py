"""What the page of a checked file says, from what was found."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from talentboard.nhs.words import count, plural
from talentboard.sheets.problems import to_put_right

from .findings import Findings
from .kinds import Kind
from .models import Upload

MOST_LINKED = 10
FIRST_OPEN = 3  # windows of rows that stand open


@dataclass
class Page:
    """template: of `templates/uploads/`. heading: what the file is. links: of the error summary.

    shows: (words, address, is shown) to narrow the list down.

    findings, lines: as in `findings.Findings`, as they were stored.
    """

    template: str
    title: str
    heading: str
    findings: dict[str, Any]
    headline: str = ""
    links: list[tuple[str, str]] = field(default_factory=list)
    problems: list[dict[str, Any]] = field(default_factory=list)
    windows: list[dict[str, Any]] = field(default_factory=list)
    counts: list[tuple[str, str]] = field(default_factory=list)
    lines: list[dict[str, str]] = field(default_factory=list)
    shows: list[tuple[str, str, bool]] = field(default_factory=list)

    @property
    def names_files(self) -> bool:
        """Whether the problems are of several files, or of a whole one."""
        return len({problem["file"] for problem in self.problems}) > 1

    @property
    def only_files(self) -> bool:
        """Whether there is nothing but files that were not read."""
        return all(not problem["sheet"] for problem in self.problems)

    @property
    def is_cut(self) -> bool:
        """Whether there are more problems than are shown."""
        return self.findings["total"] > len(self.problems)

    @property
    def save_label(self) -> str:
        """The words of the main button: "Save these 12 posts"."""
        amount = self.findings["amount"]
        if not amount.startswith("1 "):
            return f"Save these {amount}"
        return f"Save {amount}" if " and " in amount else f"Save this {amount.removeprefix('1 ')}"

    @property
    def gone(self) -> list[dict[str, str]]:
        """The first of what is kept and not in the file, to be looked at."""
        return [line for line in self.findings["lines"] if line["verdict"] in {"Closed", "Withdrawn"}][:3]


def page_of(upload: Upload, kind: Kind, *, only: str = "") -> Page:
    """The page of an upload that has been checked. only: the slug of the verdict to which its list is narrowed."""
    found = Findings.read_back(upload.findings)
    counts = [*map(tuple, found["counts"]), *map(tuple, found["besides"])]
    heading = kind.title(upload.as_of)
    if upload.state == Upload.State.SAVED:
        return Page("saved", f"Saved: {found['amount']}", heading, found, counts=counts)
    if found["total"]:
        return problems_page(found, heading, counts)
    if not found["changes"]:
        return Page("nothing", "Nothing to save: this is what we already have.", heading, found, counts=counts)
    shows = shows_of(found["lines"], only)
    lines = [line for line in found["lines"] if only in ("", slug(line["verdict"]))]
    return Page("changes", "Check what will change", heading, found, counts=counts, lines=lines, shows=shows)


def problems_page(found: dict[str, Any], heading: str, counts: list[tuple[str, str]]) -> Page:
    """Every problem with where it is, what would be right and the rows around it."""
    problems = [problem | {"id": f"problem-{number}"} for number, problem in enumerate(found["problems"], 1)]
    links = [(f"{problem['where']}: {problem['wrong']}", f"#{problem['id']}") for problem in problems[:MOST_LINKED]]
    if found["total"] > MOST_LINKED:
        links.append((f"and {count(found['total'] - MOST_LINKED)} more in the list", f"#problem-{MOST_LINKED + 1}"))
    windows = [
        window | {"name": name_of(window), "is_open": number < FIRST_OPEN}
        for number, window in enumerate(found["windows"])
    ]
    return Page(
        "problems",
        heading,
        heading,
        found,
        headline=f"Nothing has been saved: {headline(found)}",
        links=links,
        problems=problems,
        windows=windows,
        counts=counts,
        lines=found["lines"],
    )


def name_of(window: dict[str, Any]) -> str:
    """Where the rows stand: "Sheet posts, rows 6 to 10 of 13"."""
    first, last = window["first"], window["last"]
    rows = f"row {first}" if first == last else f"rows {first} to {last}"
    return f"Sheet {window['sheet']}, {rows} of {window['of']}"


def headline(found: dict[str, Any]) -> str:
    """ "3 rows need to be put right"; "1 file cannot be taken" where nothing was read."""
    rows, others = found["wrong_rows"], found["other_things"]
    if not rows and not others:
        return f"{plural(found['refused'], 'file')} cannot be taken"
    return to_put_right(rows, others)


def shows_of(lines: list[dict[str, str]], only: str) -> list[tuple[str, str, bool]]:
    """The ways to narrow the list down: everything, or one verdict, each with how many lines that is."""
    numbers: dict[str, int] = {}
    for line in lines:
        numbers[line["verdict"]] = numbers.get(line["verdict"], 0) + 1
    if len(numbers) < 2:
        return []
    each = [
        (f"{verdict} ({count(number)})", f"?show={slug(verdict)}#list", slug(verdict) == only)
        for verdict, number in numbers.items()
    ]
    return [(f"All ({count(len(lines))})", "?#list", not only), *each]


def slug(verdict: str) -> str:
    return verdict.lower().replace(" ", "-")
