"""The command: its result on standard output, its failure as an exit code."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from pools.models import Candidate, Pool
from tests.factories import BANDS, BandFactory, CandidateFactory, RegionFactory
from tests.pools.actions.import_members.member_files import a_file, member

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def reference():
    for slug in ("east", "midlands"):
        RegionFactory(slug=slug)
    for code in BANDS:
        BandFactory(code=code)


@pytest.fixture
def run(tmp_path):
    """Run the command on files; what it printed, and the sentence of its failure ("" when it succeeded)."""

    def running(*files, **asked) -> tuple[list[str], str]:
        for name, content in files:
            (tmp_path / name).write_bytes(content)
        out, paths = StringIO(), [str(tmp_path / name) for name, _content in files]
        try:
            call_command("import_members", *paths, "--as-of=2026-09-30", stdout=out, stderr=StringIO(), **asked)
        except CommandError as failure:
            return out.getvalue().splitlines(), str(failure)
        return out.getvalue().splitlines(), ""

    return running


def test_it_says_what_it_saved_and_who_must_be_told(run):
    file = a_file(members=[member()])
    assert run(file) == (
        [
            "As of 30 September 2026:",
            "Pools: 1 new",
            "Members: 1 new",
            "1 person must now be told that the talent board knows of them:",
            "  Sam Okafor <sam@example.nhs.uk>, east",
            "Saved.",
        ],
        "",
    )
    assert run(file)[0][-1] == "Nothing to save: this is what we already have."


def test_people_whom_another_region_keeps_are_listed_with_what_differs(run):
    CandidateFactory(email="sam@example.nhs.uk", name="Samuel", kept_by=RegionFactory(slug="midlands"))
    printed, _failure = run(a_file(members=[member()]))
    assert "Not taken over: members, row 2, Sam Okafor: kept by Midlands with another name and mobility" in printed


def test_csv_files_are_a_sheet_each_and_a_problem_ends_with_an_exit_code(run):
    pools = "region,pool,kind,role_families,level\neast,Finance,director,finance,executive-director\n"
    members = "candidate_ref,name,email,region,pool,readiness,decided_on,mobility\n"
    row = "C1,Sam Okafor,sam@example.nhs.uk,east,Finance,ready-now,2026-06-01,east\n"
    bad = row.replace("2026-06-01", "2026-06-31")
    printed, failure = run(("pools.csv", pools.encode()), ("members.csv", (members + bad).encode()))
    assert failure == "Nothing has been saved: 1 row needs to be put right."
    assert "June 2026 has 30 days" in printed[1]
    assert not Pool.objects.exists()
    printed, failure = run(("pools.csv", pools.encode()), ("members.csv", (members + row).encode()))
    assert failure == ""
    assert Candidate.objects.count() == 1


def test_a_dry_run_saves_nothing(run):
    printed, _failure = run(a_file(members=[member()]), dry_run=True)
    assert printed[-1] == "Dry run: nothing has been saved."
    assert not Candidate.objects.exists()
