"""`bin/manage likelihood`: a result on standard output and nothing else, or a sentence and exit code 1."""

import csv
import io
import json
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

KEYS = ["rate_reference", "rate_comparison", "relative_likelihood", "low", "high", "p_value", "corrected", "words"]
HEAD = "name,reference_passed,reference_all,comparison_passed,comparison_all"


@pytest.fixture
def asked(capsys):
    """A function that runs the command; what it wrote to standard output and to standard error."""

    def ask(*arguments: str) -> tuple[str, str]:
        call_command("likelihood", *arguments)
        return capsys.readouterr()

    return ask


@pytest.fixture
def file(tmp_path: Path):
    """A function that writes a file of these lines."""

    def write(*lines: str) -> str:
        path = tmp_path / "counts.csv"
        path.write_text("\n".join(lines), encoding="utf-8")
        return str(path)

    return write


def test_two_groups_are_answered_in_exactly_these_keys(asked):
    out, err = asked("--reference", "40/80", "--comparison", "5/20", "--format", "json")
    found = json.loads(out)
    assert list(found) == KEYS
    assert (found["relative_likelihood"], found["words"]) == (2.0, "no clear difference")
    assert err == ""


def test_released_is_what_may_be_published(asked):
    out, _ = asked("--reference", "180/300", "--comparison", "75/200", "--released", "--format", "json")
    found = json.loads(out)
    assert list(found) == KEYS
    assert (found["relative_likelihood"], round(found["low"], 2), round(found["high"], 2)) == (1.6, 1.24, 2.07)
    assert (found["p_value"], found["words"]) == (None, "more likely")


def test_a_file_of_many_is_answered_row_by_row(asked, file):
    many = file(HEAD, "Gateway,40,80,5,20", "Shortlist,180,300,75,200")
    rows = json.loads(asked(many, "--format", "json")[0])["rows"]
    assert [list(row) for row in rows] == [["name", *KEYS]] * 2
    assert [(row["name"], row["words"]) for row in rows] == [
        ("Gateway", "no clear difference"), ("Shortlist", "more likely"),
    ]  # fmt: skip


def test_a_table_and_a_csv_say_the_same(asked, file):
    many = file(HEAD, "Gateway,0,80,0,20", "Shortlist,80,80,5,20")
    table, printed = (asked(many, "--format", kind)[0].splitlines() for kind in ("table", "csv"))
    assert table[1].split() == ["Gateway", "0.0000", "0.0000", *["n/a"] * 3, "1.0000", "no", "not", "enough", "data"]
    found = list(csv.DictReader(io.StringIO("\n".join(printed))))
    assert list(found[0]) == ["name", *KEYS]
    assert (found[0]["relative_likelihood"], found[1]["corrected"]) == ("", "yes")


def test_a_strange_ratio_is_flagged_on_standard_error_alone(asked, file):
    out, err = asked(file(HEAD, "Gateway,90,100,10,100"), "--format", "json")
    assert json.loads(out)["rows"][0]["relative_likelihood"] == 9
    assert err == "Gateway: A relative likelihood of 9.00 is above 5: check the counts.\n"


@pytest.mark.parametrize(
    ("reference", "said"),
    [
        ("5/0", "5/0 cannot be: more would have passed than there were"),
        ("30/20", "30/20 cannot be: more would have passed than there were"),
        ("-5/20", "-5/20 has a count below 0"),
        ("4.5/20", "“4.5/20” is not two whole numbers; write 40/80 for 40 of 80 people"),
        ("many/20", "“many/20” is not two whole numbers"),
        ("", "“” is not two whole numbers"),
        ("1/" + "9" * 5000, "is more people than there are"),
    ],
)
def test_counts_that_cannot_be_are_a_sentence(asked, reference, said):
    with pytest.raises(CommandError) as mistake:
        asked(f"--reference={reference}", "--comparison=5/20")
    assert said in str(mistake.value)


@pytest.mark.parametrize("arguments", [(), ("--reference", "40/80"), ("x.csv", "--reference", "4/8")])
def test_one_group_alone_or_a_file_beside_groups_is_refused(asked, arguments):
    with pytest.raises(CommandError, match=r"^Give --reference and --comparison, or a file with many comparisons"):
        asked(*arguments)


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        ((), "The file is empty"),
        ((HEAD,), "The sheet likelihood has no rows"),
        ((HEAD, "A,40,8,5,20"), "row 2: 40/8 cannot be: more would have passed than there were."),
        ((HEAD, "A,x,8,5,20"), "row 2: “x” is not a count. A whole number of people, 0 or more, in figures."),
        ((HEAD, "A,1.5,8,5,20"), "“1.5” is not a count"),
        ((HEAD, "A,-1,8,5,20"), "“-1” is not a count"),
        ((HEAD, "A,,8,5,20"), "reference_passed is blank"),
        (("name,reference_passed,reference_all,comparison_passed", "A,1,2,3"), "There is no column “comparison_all”"),
    ],
)
def test_a_file_with_something_wrong_prints_nothing(file, capsys, lines, said):
    with pytest.raises(CommandError, match=r"^Nothing has been worked out: "):
        call_command("likelihood", file(*lines))
    out, err = capsys.readouterr()
    assert out == ""
    assert said in err
