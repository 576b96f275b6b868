"""`bin/manage release`: the table on standard output and nothing else, or a sentence and exit code 1."""

from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

THEN = ("Ethnicity,Registered,Admitted", "White,80,40", "BME,20,5", "Not known,10,5")
NOW = ("Ethnicity,Registered,Admitted", "White,90,48", "BME,26,11", "Not known,16,5")


@pytest.fixture
def file(tmp_path: Path):
    """A function that writes a file of these lines."""

    def write(*lines: str, name: str = "table.csv") -> str:
        path = tmp_path / name
        path.write_text("\n".join(lines), encoding="utf-8")
        return str(path)

    return write


@pytest.fixture
def asked(capsys):
    """A function that runs the command; the lines of standard output and of standard error."""

    def ask(*arguments: str) -> tuple[list[str], list[str]]:
        call_command("release", *arguments)
        return tuple(text.splitlines() for text in capsys.readouterr())

    return ask


def test_a_table_is_printed_with_totals_and_hidden_cells_say_so(asked, file):
    out, err = asked(file(*THEN))
    assert out == [
        "Ethnicity,Registered,Admitted,Total",
        "White,80,40,120",
        "BME,20,hidden,25",
        "Not known,10,hidden,15",
        "Total,110,50,160",
    ]
    assert err == [
        "2 cells are hidden, totals included: proven to be the fewest, and among as few those of the smaller total."
    ]


def test_one_row_has_one_total_column_and_no_total_row(asked, file):
    assert asked(file("Stage,White,BME,Not known", "Registered,80,20,10")) == (
        ["Stage,White,BME,Not known,Total", "Registered,80,20,10,110"],
        ["No cell is hidden."],
    )


def test_a_corner_that_says_columns_is_a_corner_like_any_other(asked, file):
    assert asked(file("columns,x,y", "x,80,20", "y,30,4"))[0][0] == "columns,x,y,Total"


def test_one_column_has_one_total_row_and_no_total_column(asked, file):
    out, _ = asked(file(",Registered", "White,80", "BME,4"))
    assert out == [",Registered", "White,80", "BME,hidden", "Total,85"]


def test_the_second_release_in_a_row_is_read_beside_the_first(asked, file):
    before = file("Group,Registered,Admitted", *THEN[1:], name="then.csv")
    out, err = asked(file(*NOW), "--before", before, "--joined", "45", "--left", "5")
    assert out[0] == "Ethnicity,Registered,Admitted,Total"
    assert "hidden" in out[3]
    assert len(err) == 1


def test_few_moves_show_nothing_new_and_it_says_so(asked, file):
    out, err = asked(file(*THEN), "--before", file(*THEN, name="then.csv"), "--joined", "2", "--left", "2")
    assert out[1:] == [f"{head},hidden,hidden,hidden" for head in ("White", "BME", "Not known", "Total")]
    assert err[1] == "Fewer than 5 people joined or left, so nothing new is shown beside the last release."


def test_what_was_told_already_is_said(asked, file):
    now, then = file(",x,y", "r,3,40"), file(",x,y", "r,0,40", name="then.csv")
    _, err = asked(now, "--before", then, "--joined", "3", "--left", "4")
    assert err[-1].startswith("1 hidden count was told more closely than the rule allows by the last release")


def test_what_is_not_proven_the_fewest_says_so(asked, file):
    _, err = asked(file(",x,y", "r,3,18", "s,28,0"), "--seconds", "1e-9")
    assert err[0].startswith("4 cells are hidden, totals included. It was not proven in the time given that fewer will")


def test_a_file_of_another_encoding_and_with_semicolons_is_read(asked, tmp_path):
    path = tmp_path / "table.csv"
    path.write_bytes('Größe;x;y\r\na;80;"1,020"\r\n\r\n'.encode("cp1252"))
    assert asked(str(path))[0] == ["Größe,x,y,Total", "a,80,1020,1100"]


def test_heads_that_a_spreadsheet_would_take_for_formulas_leave_as_text(asked, file):
    out, _ = asked(file(",x,y", "@SUM(A1),80,20"))
    assert out[1] == "'@SUM(A1),80,20,100"


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        ((), "The file is empty. A file with at least one row under its column headings."),
        ((",x,y",), "There are no counts. A row of column heads, and under it rows that begin with their head."),
        (("r", "s"), "There are no counts. A row of column heads, and under it rows that begin with their head."),
        ((",x", "r,-1"), "row 2, x: “-1” is not a count. A whole number of people, 0 or more, in figures."),
        ((",x", "r,1.5"), "row 2, x: “1.5” is not a count. A whole number of people, 0 or more, in figures."),
        ((",x", "r,few"), "row 2, x: “few” is not a count. A whole number of people, 0 or more, in figures."),
        ((",x,y", "r,1"), "row 2, y: y is blank. A whole number of people, 0 or more, in figures."),
        ((",x", "r,1,2"), "row 2: The row is longer than the row of heads. One count for each column head."),
        ((",x", "r,99999999999"), "row 2, x: 99999999999 is more people than there are. At most 10,000,000,000."),
        ((",x,Total", "r,1,1"), "One of the columns is headed “Total”; leave totals out, the release adds them."),
        ((",x", "r,1", "r,1"), "Two of the rows are headed “r”; each needs a head of its own."),
        ((",x,,y", "r,1,2,3"), "One of the columns has no head; each needs one."),
        ((",x", ",1"), "One of the rows has no head; each needs one."),
        ((",x", "r,=1+1"), "row 2, x: “=1+1” is a formula. Type the value instead."),
        (("," + ",".join(map(str, range(51))), *(f"r{n}" + ",9" * 51 for n in range(50))), "more than 2,500 counts."),
    ],
)
def test_a_file_that_is_no_table_is_a_sentence(asked, file, capsys, lines, said):
    with pytest.raises(CommandError) as mistake:
        asked(file(*lines))
    assert said in str(mistake.value)
    assert capsys.readouterr().out == ""


def test_every_count_that_is_none_is_said(file, capsys):
    with pytest.raises(CommandError, match="“b” is not a count"):
        call_command("release", file(",x", "r,a", "s,b"))
    assert "row 2, x: “a” is not a count" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--joined", "4"), "Give --before, --joined and --left together, or none of them."),
        (("--before", "x.csv", "--joined", "4"), "Give --before, --joined and --left together, or none of them."),
        (("--before", "none.csv", "--joined", "4", "--left", "4"), "none.csv: The file cannot be opened"),
        (("--before", "x.csv", "--joined", "-4", "--left", "4"), "“-4” is not a number of people"),
        (("--before", "x.csv", "--joined", "4", "--left", "1.5"), "“1.5” is not a number of people"),
        (("--seconds", "0"), "“0” is not a time; write a number of seconds, above 0 and up to 3600"),
    ],
)
def test_arguments_that_do_not_fit_are_a_sentence(asked, file, arguments, said):
    with pytest.raises(CommandError) as mistake:
        asked(file(*THEN), *arguments)
    assert said in str(mistake.value)


def test_a_workbook_and_a_folder_are_no_csv_file(asked, tmp_path):
    with pytest.raises(CommandError, match=r"This is a folder\. A CSV file, up to 10 MB\."):
        asked(str(tmp_path))


def test_changes_beyond_who_joined_and_left_are_refused(asked, file):
    with pytest.raises(CommandError, match=r"^By the two tables at least 36 people joined, and --joined says 3; give "):
        asked(file(*NOW), "--before", file(*THEN, name="then.csv"), "--joined", "3", "--left", "0")
