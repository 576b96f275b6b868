"""The tables behind the charts, as pages print them and files hold them."""

import datetime as dt

from dashboard.pages.figure_tables import choice_table, cover_table, demand_table, gap_table
from dashboard.pages.returns import Known, returns_finding, returns_table
from dashboard.reading.focus import Focus
from tests.dashboard.figures_of_east import figures

EVERYTHING = Focus()
DAY = dt.date(2026, 9, 30)


def printed(line):
    return [line.head, *(cell.text for cell in line.cells)]


def gap(focus=EVERYTHING, **others):
    return gap_table(figures(**others), focus, address=lambda narrowed: f"{narrowed.role_family}/{narrowed.level}")


def test_the_gap_table_has_its_rows_in_the_order_of_the_chart_and_a_total():
    table = gap()
    assert [line.head for line in table.lines][:4] == ["Nursing", "Finance", "Digital", "Chief executive"]
    assert printed(table.lines[0]) == ["Nursing", "27", "+5", "+2", "+2", "−2", "+7"]
    assert printed(table.total) == ["All role families", "254", "+16", "+6", "+8", "+1", "+22"]


def test_a_gap_says_how_it_came_about_and_whether_people_are_short():
    nursing = gap().lines[0]
    assert [cell.made_of for cell in nursing.cells] == ["", "7 − 2", "5 − 3", "6 − 4", "3 − 5", ""]
    assert [cell.short for cell in nursing.cells] == [False, True, True, True, False, False]


def test_rows_lead_to_the_page_filtered_further_and_the_last_ones_nowhere():
    assert gap().lines[2].address == "digital/all"
    assert gap(Focus(role_family="digital")).lines[0].address == "digital/executive-director"
    assert gap().total.address == ""
    assert gap(Focus("digital", "executive-director")).lines == ()


def test_a_table_without_rows_below_it_still_has_its_total():
    assert printed(gap(Focus("digital", "executive-director")).total)[:3] == ["All of these posts", "20", "+4"]


def test_people_who_stand_in_several_rows_are_told_of():
    assert gap().note.startswith("Some people are in several pools, or in a pool of several role families")
    alone = {"nursing": (27, (7, 2), (5, 3), (6, 4), (3, 5))}
    assert gap(families=alone, total=alone["nursing"]).note == ""


def test_the_file_of_the_gap_holds_plain_numbers():
    table = gap()
    assert table.file_columns[:6] == (
        "Role family",
        "Posts",
        "Open now: posts open or forecast",
        "Open now: people ready",
        "Open now: gap",
        "Open now: expected gap",
    )
    assert table.file_rows[0][:5] == ("Nursing", 27, 7, 2, 5)
    assert all(len(row) == len(table.file_columns) for row in table.file_rows)


def test_the_demand_table_has_expected_numbers_with_their_interval():
    assert [printed(line) for line in demand_table(figures(), EVERYTHING).lines] == [
        ["Open now", "38", "38.0", "certain", "22", "+4.6"],
        ["Within a year", "33", "23.2", "20 to 26", "27", "−3.9"],
        ["1 to 3 years", "43", "24.1", "20 to 28", "35", "−4.9"],
        ["3 to 5 years", "28", "12.4", "9 to 16", "27", "−7.4"],
    ]


def test_netted_cover_is_a_ratio_and_not_a_percentage():
    table = cover_table(figures(), EVERYTHING)
    assert printed(table.lines[0]) == ["Open now", "38", "17", "17", "21", "0.45"]
    nothing = (4, (0, 3), (0, 0), (0, 0), (0, 0))
    empty = cover_table(figures({}, total=nothing, rungs={}, late={}), EVERYTHING)
    assert printed(empty.lines[0])[-1] == "n/a"
    assert empty.file_rows[0][-1] is None


def test_the_choice_ladder_has_a_share_with_its_numbers():
    table = choice_table(figures(), EVERYTHING)
    assert printed(table.lines[0]) == ["Nobody", "14", "14 of 78 (18%)"]
    assert printed(table.total) == ["All critical posts", "78", "78 of 78 (100%)"]


def test_every_file_has_a_value_for_each_of_its_columns():
    rows = figures()
    tables = [gap(), *(make(rows, EVERYTHING) for make in (demand_table, cover_table, choice_table))]
    for table in [*tables, returns_table(rows, {}, as_of=DAY)]:
        assert {len(row) for row in table.file_rows} == {len(table.file_columns)}
        assert {len(line.cells) + 1 for line in table.lines} == {len(table.columns)}


def test_a_late_return_says_since_when_and_how_many_posts_rest_on_it():
    table = returns_table(figures(), {"RGP": Known("James Paget", 8)}, as_of=DAY)
    assert printed(table.lines[0]) == ["James Paget", "", "20 March 2026", "194", "8"]
    assert table.lines[0].cells[0].state == "late"
    assert printed(table.lines[1])[-1] == "n/a"


def test_no_return_yet_is_not_a_number_of_days():
    rows = figures()
    rows["quality"].insert(0, {"organisation": "RX1", "return_state": "in-progress", "return_age_days": None})
    line = returns_table(rows, {}, as_of=DAY).lines[0]
    assert printed(line) == ["RX1", "", "no return yet", "n/a", "n/a"]
    assert line.cells[0].state == "in progress"


def test_many_late_returns_are_cut_on_the_page_and_whole_in_the_file():
    rows = figures()
    rows["quality"] = [
        {"organisation": f"R{number}", "return_state": "open", "return_age_days": 101 + number} for number in range(40)
    ]
    table = returns_table(rows, {}, as_of=DAY)
    assert (len(table.lines), len(table.file_rows)) == (30, 40)
    assert table.note == "These are the 30 oldest of 40. The file has all."


def test_the_heading_on_returns_agrees_with_its_numbers():
    def heading(*ages):
        rows = [{"organisation": f"R{place}", "return_age_days": age} for place, age in enumerate(ages)]
        return returns_finding({"quality": rows}).title

    assert heading(20, 100) == "All 2 returns are no more than 100 days old"
    assert heading(20) == "The only return is no more than 100 days old"
    assert heading(20, None, None) == "1 of 3 returns is no more than 100 days old; 2 organisations have sent none yet"
    assert heading(20, 101, None).endswith("; 1 organisation stands on older figures and 1 has sent none yet")
    assert heading(101, None) == "No return is from the last 100 days"
    assert heading(20, 101) == "1 of 2 returns is no more than 100 days old; 1 organisation stands on older figures"
