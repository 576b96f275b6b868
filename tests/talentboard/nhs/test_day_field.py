"""A day in three boxes: what it takes, and what it says when it cannot."""

from datetime import date

import pytest
from django import forms

from talentboard.nhs.fields import DayField


class VacancyForm(forms.Form):
    expected = DayField(label="Day the post falls vacant", earliest=date(2026, 1, 1), latest=date(2036, 12, 31))


class OptionalForm(forms.Form):
    seen = DayField(label="Day seen", required=False)


def typed(day="", month="", year=""):
    return VacancyForm({"expected_day": day, "expected_month": month, "expected_year": year})


@pytest.mark.parametrize(
    ("day", "month", "year"),
    [("3", "11", "2026"), ("03", "11", "2026"), (" 3 ", "Nov", "2026"), ("3", "november", "2026")],
)
def test_a_day_may_be_typed_in_numbers_or_with_the_name_of_the_month(day, month, year):
    form = typed(day, month, year)
    assert form.is_valid(), form.errors
    assert form.cleaned_data["expected"] == date(2026, 11, 3)


def test_a_link_may_carry_the_whole_day():
    form = VacancyForm({"expected": "2026-11-03"})
    assert form.is_valid()
    assert form.cleaned_data["expected"] == date(2026, 11, 3)


@pytest.mark.parametrize(
    ("parts", "sentence", "wrong"),
    [
        (("", "", ""), "Enter the day the post falls vacant", ["day", "month", "year"]),
        (("3", "", "2026"), "Day the post falls vacant must include a month", ["month"]),
        (("", "", "2026"), "Day the post falls vacant must include a day and a month", ["day", "month"]),
        (("31", "2", "2027"), "Day the post falls vacant must be a real day: February 2027 has 28 days", ["day"]),
        (("0", "2", "2027"), "Day the post falls vacant must be a real day: February 2027 has 28 days", ["day"]),
        (("3", "13", "2026"), "Day the post falls vacant must have a month from 1 to 12", ["month"]),
        (("3", "11", "26"), "Day the post falls vacant must have a year with 4 numbers", ["year"]),
        (("three", "11", "2026"), "Day the post falls vacant must have a day in numbers", ["day"]),
        (("3", "11", "2O26"), "Day the post falls vacant must have a year in numbers", ["year"]),
        (("²", "11", "2026"), "Day the post falls vacant must have a day in numbers", ["day"]),
        (("31", "12", "2025"), "Day the post falls vacant must be 1 January 2026 or later", ["day", "month", "year"]),
        (("1", "1", "2037"), "Day the post falls vacant must be 31 December 2036 or earlier", ["day", "month", "year"]),
    ],
)
def test_an_error_says_what_would_be_right_and_marks_the_boxes(parts, sentence, wrong):
    field = typed(*parts)["expected"]
    assert field.sentences == [sentence]
    assert field.wrong_parts == wrong
    assert field.focus_id == f"id_expected_{wrong[0]}"


def test_what_was_typed_stays_in_the_boxes():
    drawn = typed("31", "2", "2027")["expected"].as_field_group()
    assert 'value="31"' in drawn
    assert 'value="2027"' in drawn
    assert drawn.count("nhsuk-input--error") == 1


def test_an_optional_day_may_be_left_empty():
    form = OptionalForm({"seen_day": "", "seen_month": "", "seen_year": ""})
    assert form.is_valid()
    assert form.cleaned_data["seen"] is None


def test_a_known_day_is_shown_in_its_boxes():
    drawn = VacancyForm(initial={"expected": date(2026, 11, 3)})["expected"].as_field_group()
    assert [f'value="{part}"' in drawn for part in ("3", "11", "2026")] == [True, True, True]


def test_the_same_day_typed_again_is_no_change():
    form = VacancyForm(
        {"expected_day": "3", "expected_month": "11", "expected_year": "2026"}, initial={"expected": date(2026, 11, 3)}
    )
    assert not form.has_changed()
