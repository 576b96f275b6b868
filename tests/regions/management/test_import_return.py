"""The command: its result on standard output, its failure as an exit code."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from regions.models import Post
from tests.factories import OrganisationFactory
from tests.regions.actions.import_return.return_files import a_file, forecast, post

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def organisation():
    return OrganisationFactory(code="RAJ")


@pytest.fixture
def run(tmp_path):
    """Run the command on files; what it printed, and the sentence of its failure ("" when it succeeded)."""

    def running(*files, **asked) -> tuple[str, str]:
        paths = []
        for name, content in files:
            (tmp_path / name).write_bytes(content)
            paths.append(str(tmp_path / name))
        out = StringIO()
        asked = {"as_of": "2026-09-30", "stdout": out, "stderr": StringIO(), **asked}
        arguments = [f"--as-of={asked.pop('as_of')}"]
        try:
            call_command("import_return", *paths, *arguments, **asked)
        except CommandError as failure:
            return out.getvalue(), str(failure)
        return out.getvalue(), ""

    return running


def test_it_says_what_it_saved_and_that_a_second_time_there_is_nothing_to_save(run):
    file = a_file(posts=[post(), post(post_ref="F2")], forecasts=[forecast()])
    printed, failure = run(file)
    assert failure == ""
    assert printed.splitlines() == [
        "As of 30 September 2026:", "Posts: 2 new", "Forecasts: 1 new", "Returns: RAJ", "Saved.",
    ]  # fmt: skip
    printed, _failure = run(file)
    assert printed.splitlines()[1:] == [
        "Posts: 2 no change", "Forecasts: 1 no change", "Returns: RAJ",
        "Nothing to save: this is what we already have.",
    ]  # fmt: skip


def test_a_dry_run_says_the_same_and_saves_nothing(run):
    printed, failure = run(a_file(posts=[post()]), dry_run=True)
    assert failure == ""
    assert printed.splitlines()[-1] == "Dry run: nothing has been saved."
    assert not Post.objects.exists()


def test_every_problem_is_a_line_with_its_place_and_what_would_be_right(run):
    rows = [post(), post(post_ref="F2", occupancy="Acting up")]
    printed, failure = run(a_file(posts=rows, forecasts=[forecast(probability="80 %")]))
    head, *lines = printed.splitlines()
    assert head.split("  ")[0] == "Sheet"
    assert [[part.strip() for part in line.split("  ") if part.strip()] for line in lines] == [
        [
            "posts", "3", "occupancy", "Acting up", "“Acting up” is not a kind of occupancy",
            "One of: substantive, interim, acting, secondment-in, vacant. For this row probably acting",
        ],
        [
            "forecasts", "2", "probability", "80 %", "“80 %” is not a probability",
            "A number above 0 and up to 1. For this row probably 0.8",
        ],
    ]  # fmt: skip
    assert failure == "Nothing has been saved: 2 rows need to be put right."
    assert not Post.objects.exists()


def test_a_file_that_cannot_be_taken_is_named(run, tmp_path):
    printed, failure = run(("posts.xlsx", b""))
    assert "The file is empty" in printed
    assert failure == "Nothing has been saved: 1 file cannot be taken."
    out = StringIO()
    with pytest.raises(CommandError):
        call_command("import_return", str(tmp_path / "none.xlsx"), stdout=out, stderr=StringIO())
    assert "The file cannot be opened" in out.getvalue()


def test_a_csv_file_in_windows_1252_is_taken(run):
    rows = "organisation;post_ref;title;role_family;level;occupancy;holder\r\n"
    rows += "RAJ;F1;Directrice générale;Chief executive;Chief executive;Substantive;Zoë O’Dea\r\n"
    printed, failure = run(("posts.csv", rows.encode("cp1252")))
    assert failure == ""
    assert Post.objects.get().title == "Directrice générale"
    assert printed.splitlines()[-1] == "Saved."


def test_missing_posts_are_closed_when_that_is_asked_for(run):
    run(a_file(posts=[post(), post(post_ref="F2")]))
    _printed, failure = run(a_file(posts=[post(post_ref="F3", level="boss")]), as_of="2026-12-31")
    assert failure == "Nothing has been saved: 1 row and 2 other things need to be put right."
    printed, failure = run(a_file(posts=[post()]), as_of="2026-12-31")
    assert printed.splitlines()[-1] == (
        "--close-missing closes the posts that the file no longer names, from 31 December 2026."
    )
    assert failure == "Nothing has been saved: 1 thing needs to be put right."
    printed, _failure = run(a_file(posts=[post()]), as_of="2026-12-31", close_missing=True)
    assert "Posts: 1 no change, 1 closed" in printed
    assert "Closed: F2, Director of finance, of RAJ" in printed


def test_what_is_withdrawn_is_named(run):
    rows = [post(), post(post_ref="F2")]
    run(a_file(posts=rows, forecasts=[forecast(), forecast(post_ref="F2")]))
    printed, _failure = run(a_file(posts=rows, forecasts=[forecast()]), as_of="2026-12-31")
    assert "Forecasts: 1 confirmed, 1 withdrawn" in printed
    assert "Withdrawn: the forecast of F2, Director of finance, of RAJ" in printed
