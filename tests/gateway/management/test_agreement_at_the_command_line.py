"""`bin/manage agreement`: the JSON of a file of marks, and a sentence for each thing that is wrong with one."""

import ast
import json
import random
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

ROOT = Path(__file__).resolve().parents[3]
HEAD = "candidate,assessor,criterion,mark"
ROW_KEYS = [
    "criterion", "n_candidates", "n_assessors", "alpha_ordinal",
    "icc1", "icc1_low", "icc1_high", "icc1k", "icc1k_low", "icc1k_high",
]  # fmt: skip
JUDGED = [[9, 2, 5, 8], [6, 1, 3, 2], [8, 4, 6, 8], [7, 1, 2, 6], [10, 5, 6, 9], [6, 2, 4, 7]]
LINES = [f"c{row},a{column},k,{mark}" for row, marks in enumerate(JUDGED) for column, mark in enumerate(marks)]


@pytest.fixture
def run(tmp_path):
    def run(*lines: str, **options):
        path = tmp_path / "marks.csv"
        path.write_text("\n".join(lines), encoding="utf-8")
        out = StringIO()
        call_command("agreement", str(path), stdout=out, **options)
        return json.loads(out.getvalue())

    return run


def test_the_answer_has_the_keys_of_its_page_in_order(run):
    found = run(HEAD, *LINES)
    assert list(found) == ["rows", "assessors"]
    assert [list(row) for row in found["rows"]] == [ROW_KEYS] * 2
    assert [row["criterion"] for row in found["rows"]] == ["k", "all"]
    assert [list(one) for one in found["assessors"]] == [["assessor", "n_candidates", "severity", "low", "high"]] * 4
    assert [one["assessor"] for one in found["assessors"]] == ["a0", "a1", "a2", "a3"]
    assert found["rows"][0]["icc1"] == pytest.approx(0.1657, abs=1e-4)
    assert {**found["rows"][0], "criterion": "all"} == found["rows"][1]


def test_rows_in_any_order_give_the_same_answer_to_the_last_digit(run):
    more = [*LINES, *(f"c{row},a{column},vision,{row + column}" for row in range(4) for column in range(3))]
    mixed = random.Random(5).sample(more, len(more))
    assert run(HEAD, *mixed) == run(HEAD, *more)


def test_overall_a_mark_is_the_mean_over_the_criteria_marked(run):
    """By hand: c0 has 3 and 5 overall, c1 has 1 and 2 (a1 found no evidence on vision)."""
    found = run(
        HEAD, "c0,a0,pace,2", "c0,a0,vision,4", "c0,a1,pace,5", "c0,a1,vision,",
        "c1,a0,pace,1", "c1,a0,vision,1", "c1,a1,pace,2", "c1,a1,vision,2",
    )  # fmt: skip
    alone = run(HEAD, "c0,a0,k,3", "c0,a1,k,5", "c1,a0,k,1", "c1,a1,k,2")
    assert {**found["rows"][-1], "criterion": "k"} == alone["rows"][0]
    pace, vision, _everything = found["rows"]
    assert (pace["n_candidates"], vision["n_candidates"]) == (2, 1)


def test_what_cannot_be_worked_out_is_null_and_counted_all_the_same(run):
    found = run(HEAD, "c0,a0,k,3", "c1,a0,k,4", "c1,a1,k,")
    assert found["rows"][0] == dict.fromkeys(ROW_KEYS) | {"criterion": "k", "n_candidates": 0, "n_assessors": 1}
    assert found["assessors"] == [
        {"assessor": name, "n_candidates": 0, "severity": None, "low": None, "high": None} for name in ("a0", "a1")
    ]


def test_constant_marks_and_no_evidence_at_all_are_null(run):
    constant = run(HEAD, "c0,a0,k,3", "c0,a1,k,3", "c1,a0,k,3", "c1,a1,k,3")
    assert (constant["rows"][0]["alpha_ordinal"], constant["rows"][0]["icc1"]) == (None, None)
    assert run(HEAD, "c0,a0,k,")["rows"][1]["n_assessors"] == 0


def test_other_columns_are_left_out_and_named_on_standard_error(run):
    heard = StringIO()
    assert run(HEAD + ",note", "c0,a0,k,3,x", stderr=heard) == run(HEAD, "c0,a0,k,3")
    assert "left out: “note”." in heard.getvalue()


def test_a_scale_is_kept(run):
    assert run(HEAD, "c0,a0,k,1", "c0,a1,k,5", scale=(1, 5))["rows"][0]["n_candidates"] == 1
    with pytest.raises(CommandError, match=r"row 3: “6” is not a mark\. A mark is a whole number from 1 to 5"):
        run(HEAD, "c0,a0,k,1", "c0,a1,k,6", scale=(1, 5))


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        ([], "The file is empty"),
        ([HEAD], "There is no mark under the headings"),
        (["candidate,assessor,criterion", "c0,a0,k"], "there is no column “mark”"),
        (["mark,assessor,criterion", "3,a0,k"], "there is no column “candidate”"),
        (["candidate", "c0"], "there is no column “assessor”, “criterion” or “mark”"),
        ([HEAD + ",mark", "c0,a0,k,3,4"], "“mark” is the heading of two columns"),
        ([HEAD, "c0,a0,k,-1"], "row 2: “-1” is not a mark"),
        ([HEAD, "c0,a0,k,101"], "“101” is not a mark. A mark is a whole number from 0 to 100"),
        ([HEAD, "c0,a0,k,3.5"], "“3.5” is not a mark"),
        ([HEAD, "c0,a0,k,good"], "“good” is not a mark"),
        ([HEAD, "c0,a0,k,1000000000"], "“1000000000” is not a mark"),
        ([HEAD, "c0,a0,k,=1"], "“=1” is not a mark"),
        ([HEAD, "c0,,k,3"], "row 2: The assessor is blank"),
        ([HEAD, "c0,a0,all,3"], "No criterion can be called “all”"),
        ([HEAD, "c0,a0,k,3", "c0,a0,k,3"], "row 3: a0 has marked c0 on k in row 2 already"),
        ([HEAD, "c0,a0,k,3,4"], "The row has 5 values for 4 columns"),
        ([HEAD, 'c0,a0,k,"3'], "cannot be told apart"),
    ],
)
def test_a_file_that_cannot_be_used_is_refused_in_a_sentence(run, lines, said):
    with pytest.raises(CommandError) as refused:
        run(*lines)
    assert said in str(refused.value)
    assert str(refused.value).endswith(".")


def test_everything_that_is_wrong_is_said_at_once_but_not_without_end(run):
    with pytest.raises(CommandError) as refused:
        run(HEAD, *(f"c{row},a0,k,x" for row in range(30)))
    lines = str(refused.value).splitlines()
    assert len(lines) == 21
    assert lines[-1] == "And 10 more of the kind."


def test_a_file_that_is_not_there_is_said_to_be_missing(tmp_path):
    with pytest.raises(CommandError, match="cannot be opened"):
        call_command("agreement", str(tmp_path / "nothing.csv"))


@pytest.mark.parametrize("scale", ["5-1", "1", "1-200", "a-b", "3-3"])
def test_what_is_not_a_scale_is_refused(tmp_path, scale):
    with pytest.raises(CommandError, match="is not a scale"):
        call_command("agreement", str(tmp_path / "marks.csv"), f"--scale={scale}")


def test_the_product_imports_none_of_the_packages_that_its_tests_ask():
    """Their licence is not ours to ship: they are asked in tests alone."""
    oracles = {"krippendorff", "pingouin", "statsmodels"}
    for app in ("talentboard", "regions", "pools", "nominations", "gateway", "dashboard"):
        for path in (ROOT / app).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                names = [node.module] if isinstance(node, ast.ImportFrom) else []
                names += [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
                assert not oracles & {(name or "").split(".")[0] for name in names}, path
