"""`snapshot` and `figures`, exactly as the measures say (section 9)."""

import csv
import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from dashboard.models import Snapshot
from talentboard.audit.models import AuditEvent
from tests.factories import (
    ForecastFactory,
    MembershipFactory,
    OrganisationFactory,
    PostFactory,
    RegionFactory,
    ReturnFactory,
)

pytestmark = pytest.mark.django_db
DAY = "2026-09-30"
KEYS = {
    "posts": "role_family level posts vacant covered open covered_absence vacancy_rate strict_vacancy_rate "
    "spoilt_for_choice_ratio",
    "demand": "role_family level horizon demand_count demand_expected low high",
    "supply": "role_family level horizon supply",
    "gap": "role_family level horizon demand_count demand_expected supply gap gap_expected cumulative_gap gap_per_100",
    "cover": "role_family level horizon openings gross filled unfilled netted_cover",
    "choice": "rung critical_posts",
    "quality": "organisation return_state return_age_days stale_forecasts overdue_forecasts posts_without_occupancy "
    "open_over_a_year corrections_not_signed_off memberships_past_end confidence",
}


@pytest.fixture
def east():
    """A trust with an open post, a filled one with a confidential forecast, and one person ready."""
    trust = OrganisationFactory(code="RX1")
    PostFactory(organisation=trust, held="vacant", critical=True)
    ForecastFactory(post=PostFactory(organisation=trust), confidential=True, probability="0.1")
    MembershipFactory()
    ReturnFactory(organisation=trust)
    return trust


@pytest.fixture
def kept(east):
    said = told("snapshot", "--region", "east", "--as-of", DAY)
    return Snapshot.objects.get(pk=said.split()[-1])


def told(*words):
    out = StringIO()
    call_command(*words, stdout=out)
    return out.getvalue()


def printed(measure, *words, form="json"):
    return told("figures", "--region", "east", "--as-of", DAY, "--measure", measure, "--format", form, *words)


def whole(measure, *words):
    """The first row of all role families and levels."""
    rows = json.loads(printed(measure, *words))["rows"]
    return next(row for row in rows if (row["role_family"], row["level"]) == ("all", "all"))


def test_a_snapshot_is_complete_when_the_command_returns_and_is_named(east):
    said = told("snapshot", "--region", "east", "--as-of", DAY)
    kept = Snapshot.objects.get()
    assert said == f"east {DAY} {kept.pk}\n"
    assert (kept.state, str(kept.as_of), kept.region) == ("complete", DAY, "east")


def test_all_is_every_region_and_england(east):
    RegionFactory(slug="north")
    said = told("snapshot", "--region", "all", "--as-of", DAY)
    assert [line.split()[0] for line in said.splitlines()] == ["east", "north", "england"]
    assert set(Snapshot.objects.complete().values_list("region", flat=True)) == {"east", "north", "england"}


@pytest.mark.parametrize("measure", KEYS)
def test_json_says_what_it_is_of_and_has_the_declared_keys(kept, measure):
    answer = json.loads(printed(measure))
    assert list(answer) == ["region", "as_of", "measure", "snapshot", "rule", "rows"]
    assert [answer[name] for name in ("region", "as_of", "measure", "snapshot", "rule")] == [
        "east", DAY, measure, str(kept.pk), "none",
    ]  # fmt: skip
    assert {" ".join(row) for row in answer["rows"]} == {KEYS[measure]}


@pytest.mark.parametrize("measure", KEYS)
def test_csv_has_the_declared_header_and_the_values_of_json(kept, measure):
    read = list(csv.DictReader(StringIO(printed(measure, form="csv"))))
    rows = json.loads(printed(measure))["rows"]
    assert list(read[0]) == KEYS[measure].split()
    said = [{name: "" if value is None else str(value) for name, value in row.items()} for row in rows]
    assert read == said


@pytest.mark.parametrize("measure", KEYS)
def test_a_table_has_a_line_a_row_under_the_names_of_its_columns(kept, measure):
    lines = printed(measure, form="table").splitlines()
    assert lines[0].split() == KEYS[measure].split()
    assert len(lines) == 1 + len(json.loads(printed(measure))["rows"])


def test_the_choice_ladder_is_of_the_whole_region(kept):
    assert json.loads(printed("choice"))["rows"] == [
        {"rung": "none", "critical_posts": 0},
        {"rung": "one", "critical_posts": 1},
        {"rung": "choice", "critical_posts": 0},
        {"rung": "spoilt", "critical_posts": 0},
    ]


def test_quality_ends_with_all(kept):
    rows = json.loads(printed("quality"))["rows"]
    assert [row["organisation"] for row in rows] == ["RX1", "all"]
    assert [row["memberships_past_end"] for row in rows] == [None, 0]
    assert [row["return_state"] for row in rows] == ["signed-off", None]


def test_an_undefined_rate_is_null_and_nothing_is_rounded(kept):
    PostFactory.create_batch(2, organisation=OrganisationFactory(code="RX2"))
    told("snapshot", "--region", "east", "--as-of", DAY)
    assert whole("posts")["vacancy_rate"] == 1 / 4
    assert whole("cover")["netted_cover"] == 1.0
    assert json.loads(printed("gap"))["rows"][0]["gap_per_100"] == 0.0


def test_the_operator_sees_the_full_edition_and_a_board_members_pages_show_the_open_one(kept):
    expected = {None: 0.1, "regional-lead": 0.1, "national-team": 0.0, "regional-team": 0.0, "board-member": 0.0}
    seen = {}
    for role in expected:
        rows = json.loads(printed("demand", *(["--as-role", role] if role else [])))["rows"]
        seen[role] = rows[1]["demand_expected"]
    assert seen == expected


def test_a_role_that_sees_no_figures_is_told_so(kept):
    with pytest.raises(CommandError, match="The role system-administrator sees no figures"):
        printed("gap", "--as-role", "system-administrator")


def test_the_newest_snapshot_of_that_day_is_printed(kept, east):
    PostFactory(organisation=east)
    told("snapshot", "--region", "east", "--as-of", "2026-10-31")
    assert json.loads(printed("posts"))["snapshot"] == str(kept.pk)
    told("snapshot", "--region", "east", "--as-of", DAY)
    assert json.loads(printed("posts"))["snapshot"] != str(kept.pk)
    assert whole("posts")["posts"] == 3


def test_a_snapshot_that_is_being_made_is_not_printed(east):
    Snapshot.objects.create(region="east", as_of=DAY, code_version="x", inputs_digest="x")
    with pytest.raises(CommandError, match="no complete snapshot of east as of 30 September 2026"):
        printed("gap")


def test_a_day_without_a_snapshot_is_told_with_the_command_that_makes_one(kept):
    with pytest.raises(CommandError, match="bin/manage snapshot --region east --as-of 2026-01-31"):
        told("figures", "--region", "east", "--as-of", "2026-01-31", "--measure", "gap")


@pytest.mark.parametrize("command", [("snapshot",), ("figures", "--measure", "gap")])
def test_an_unknown_region_is_told_which_there_are(kept, command):
    with pytest.raises(CommandError, match=r"“west” is not a region\. It is one of: east, england"):
        told(*command, "--region", "west", "--as-of", DAY)


@pytest.mark.parametrize("command", [("snapshot",), ("figures", "--measure", "gap")])
@pytest.mark.parametrize("day", ["30/09/2026", "2026-02-30", "yesterday", ""])
def test_a_day_that_is_none_is_told_how_to_write_one(kept, command, day):
    with pytest.raises(CommandError, match=f"“{day}” is not a day; write it as 2026-09-30"):
        told(*command, "--region", "east", "--as-of", day)


def test_without_any_region_it_says_what_to_run_first(db):
    with pytest.raises(CommandError, match="There are no regions yet: run bin/manage load_reference first"):
        told("snapshot", "--region", "east", "--as-of", DAY)


def test_an_unknown_measure_is_told_which_there_are(kept):
    with pytest.raises(CommandError, match="invalid choice: 'trust'"):
        printed("trust")


def test_both_commands_are_in_the_audit_as_the_command_line(kept):
    printed("gap")
    events = AuditEvent.objects.filter(region="east").order_by("at")
    assert [event.kind for event in events] == ["snapshot-made", "figures-printed"]
    assert {event.operator.split(":")[0] for event in events} == {"command line"}
