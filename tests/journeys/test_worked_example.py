"""The worked example of the measures (section 4) through the files, the commands and the page: all the same numbers."""

import csv
import datetime as dt
import json
from pathlib import Path

import pytest

from talentboard.access import Role
from tests.fixtures.site import Site
from tests.journeys import files
from tests.journeys.ways import WAYS, Person
from tests.regions.actions.import_return import return_files

REGION, NAME, TRUST = "london", "London", "RJ1"
DAY = dt.date(2026, 9, 30)
READER = Person("Wyn Example", Role.BOARD_MEMBER, REGION)
CELL = {"role_family": "finance", "level": "executive-director"}
WHOLE = {"role_family": "all", "level": "all"}


@pytest.fixture(scope="module")
def example(site: Site, tmp_path_factory) -> Site:
    """Files as people have them, loaded by the commands; and the figures of that day, made by the command."""
    folder = tmp_path_factory.mktemp("example")
    posts = sheet(folder / "posts.csv", files.posts(TRUST, files.EXAMPLE))
    third, fourth = dt.date(2027, 3, 31), dt.date(2027, 9, 30)
    forecasts = sheet(folder / "forecasts.csv", files.forecasts(TRUST, third, fourth))
    members = folder / "members.xlsx"
    members.write_bytes(files.members(REGION, decided_on=dt.date(2026, 6, 1))[1])

    assert said(site, "import_return", posts, forecasts, "--as-of", DAY).endswith("Saved.")
    assert said(site, "import_members", members, "--as-of", DAY).endswith("Saved.")
    said(site, "snapshot", "--region", REGION, "--as-of", DAY)
    return site


def sheet(path: Path, rows: list[dict]) -> Path:
    """A CSV file as a spreadsheet program saves it."""
    with path.open("w", newline="", encoding="utf-8-sig") as file:
        writer = csv.DictWriter(file, fieldnames=list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    return path


def said(site: Site, *command: object) -> str:
    """What a command answers on standard output, when it succeeds."""
    done = site.manage(*command)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def figures(site: Site, *measures: str) -> dict[str, dict]:
    """The answers of `figures`, by measure."""
    asked = ("--region", REGION, "--as-of", DAY, "--format", "json")
    running = {measure: site.managing("figures", *asked, "--measure", measure) for measure in measures}
    done = {measure: wait() for measure, wait in running.items()}
    assert {measure: one.stderr for measure, one in done.items() if one.returncode} == {}
    return {measure: json.loads(one.stdout) for measure, one in done.items()}


def rows_of(answer: dict, cell: dict, *columns: str) -> list[tuple]:
    found = [row for row in answer["rows"] if {key: row[key] for key in cell} == cell]
    return [tuple(row[column] for column in columns) for row in found]


def test_the_commands_say_the_example(example):
    said = figures(example, "posts", "demand", "supply", "gap", "cover")

    assert {(one["region"], one["as_of"], one["rule"]) for one in said.values()} == {(REGION, "2026-09-30", "none")}
    assert len({one["snapshot"] for one in said.values()}) == 1
    rates = ("posts", "vacant", "covered", "open", "vacancy_rate", "strict_vacancy_rate")
    assert rows_of(said["posts"], CELL, *rates) == [(5, 1, 1, 2, 2 / 5, 1 / 5)]
    demand = rows_of(said["demand"], CELL, "horizon", "demand_count", "demand_expected")
    assert demand == [("now", 2, 2.0), ("0-1", 1, 0.5), ("1-3", 1, 0.8), ("3-5", 0, 0.0)]
    assert rows_of(said["supply"], CELL, "supply") == [(1,), (1,), (1,), (0,)]
    assert rows_of(said["gap"], CELL, "gap", "cumulative_gap") == [(1, 1), (0, 1), (0, 1), (0, 1)]
    assert rows_of(said["cover"], CELL, "filled", "openings") == [(1, 2), (2, 3), (3, 4), (3, 4)]


@pytest.mark.parametrize("way", WAYS, ids=str)
def test_the_page_and_its_files_say_the_example(example, journey, way):
    reader = journey.as_(READER, way).opens(f"/{REGION}/")

    reader.sees(f"{NAME} has 2 senior posts open today and 1 person ready to fill them.")
    reader.sees("Matching one person to one post would fill 1.", "40.0% of 5. Vacant alone: 1 (20.0%)")
    assert reader.row("#gap-table tbody tr") == ["Finance", "5", "+1 2 − 1", "0 1 − 1", "0 1 − 1", "0 0 − 0", "+1"]
    cover = [reader.row(f"#cover-table tbody tr:nth-child({number})") for number in (1, 2, 3)]
    assert [row[-1] for row in cover] == ["0.50", "0.67", "0.75"]
    assert reader.downloads("figures/demand.csv").decode("utf-8-sig").splitlines()[1:4] == [
        f"{NAME},2026-09-30,Open now,2,2.0,2,2,1,1.0",
        f"{NAME},2026-09-30,Within a year,1,0.5,0,1,1,-0.5",
        f"{NAME},2026-09-30,1 to 3 years,1,0.8,0,1,1,-0.2",
    ]


def test_one_person_fills_one_post_when_operations_has_a_vacant_one_too(example, tmp_path):
    more = files.posts(TRUST, files.EXAMPLE)
    more.append(
        return_files.post(
            organisation=TRUST, post_ref="O1", title="Director of operations", role_family="operations",
            occupancy="vacant",
        )
    )  # fmt: skip
    said(example, "import_return", sheet(tmp_path / "posts.csv", more), "--as-of", DAY)
    said(example, "snapshot", "--region", REGION, "--as-of", DAY)

    assert rows_of(figures(example, "cover")["cover"], WHOLE, "filled", "openings")[0] == (1, 3)
