"""Who we are, from the published files."""

import datetime as dt
from collections import Counter
from io import StringIO

import pytest
from django.core.management import call_command
from django.db.models import F

from regions.actions.load_reference import load_structure
from regions.actions.load_reference.planning import STATED_FROM, plan
from regions.actions.load_reference.reading import published
from regions.models import (
    Organisation,
    OrganisationSuccession,
    Placement,
    Region,
    RegionCoverage,
    System,
    SystemAlias,
    SystemSuccession,
)
from talentboard.access import NotPermitted
from talentboard.accounts.models import User
from talentboard.audit.models import AuditEvent
from talentboard.reference import load_reference

BEFORE, AFTER = dt.date(2025, 9, 30), dt.date(2026, 9, 30)
LAST_DAY, FIRST_DAY = dt.date(2026, 3, 31), dt.date(2026, 4, 1)
TODAY = dt.date(2026, 11, 22)
ICB = Organisation.Kind.INTEGRATED_CARE_BOARD
STRUCTURE = (
    Region, RegionCoverage, System, SystemAlias, SystemSuccession, Organisation, OrganisationSuccession, Placement,
)  # fmt: skip


def said() -> list[str]:
    out = StringIO()
    call_command("load_reference", stdout=out)
    return out.getvalue().splitlines()


def everything() -> dict:
    return {model: sorted(model.objects.values_list(), key=str) for model in STRUCTURE}


@pytest.fixture
def loaded(db) -> list[str]:
    return said()


def codes(queryset) -> list[str]:
    return list(queryset.order_by("code").values_list("code", flat=True))


def test_there_are_six_boards_and_seven_regions_and_north_covers_two(loaded):
    assert list(Region.objects.values_list("slug", flat=True)) == [
        "london", "south-west", "south-east", "midlands", "east", "north",
    ]  # fmt: skip
    assert RegionCoverage.objects.as_of(BEFORE).count() == 7
    assert codes(RegionCoverage.objects.filter(region="north")) == ["Y62", "Y63"]


@pytest.mark.parametrize(
    ("day", "systems"), [(dt.date(2022, 6, 30), 0), (BEFORE, 42), (LAST_DAY, 42), (FIRST_DAY, 36), (AFTER, 36)]
)
def test_systems_and_their_boards_are_those_of_the_day(loaded, day, systems):
    assert System.objects.as_of(day).count() == systems
    assert codes(System.objects.as_of(day)) == codes(Organisation.objects.as_of(day).filter(kind=ICB))


def test_the_trusts_are_202_open_and_5_closed(loaded):
    trusts = Organisation.objects.exclude(kind=ICB)
    assert trusts.filter(until__isnull=True).count() == 202
    assert dict(trusts.filter(until__isnull=False).values_list("code", "until")) == {
        "R1C": dt.date(2024, 10, 1),
        "RAP": dt.date(2025, 1, 1),
        "RRP": dt.date(2024, 11, 1),
        "RY9": dt.date(2024, 11, 1),
        "RYK": dt.date(2024, 10, 1),
    }


def test_a_trust_is_open_on_its_published_last_day_and_not_on_the_next(loaded):
    solent = Organisation.objects.filter(code="R1C")
    assert solent.as_of(dt.date(2024, 9, 30)).exists()
    assert not solent.as_of(dt.date(2024, 10, 1)).exists()


def test_the_three_welsh_rows_are_left_out_by_name(loaded):
    assert not Organisation.objects.filter(code__in=["RQF", "RT4", "RYT"]).exists()
    assert "  RQF  Velindre NHS Trust" in loaded
    assert "  RT4  Welsh Ambulance Services NHS Trust" in loaded
    assert "  RYT  Public Health Wales NHS Trust" in loaded


def test_every_open_organisation_has_exactly_one_place_on_every_day_it_is_open(loaded):
    edges = {day for row in Placement.objects.values_list("since", "until") for day in row if day} | {TODAY}
    days = sorted(
        {day + dt.timedelta(days=step) for day in edges for step in (-1, 0)} - {STATED_FROM - dt.timedelta(1)}
    )
    for day in days:
        there = Counter(Placement.objects.as_of(day).values_list("organisation__code", flat=True))
        assert there == Counter(codes(Organisation.objects.as_of(day))), day


def test_a_place_is_never_in_a_closed_system_nor_outside_the_organisations_days(loaded):
    assert not Placement.objects.filter(since__lt=F("system__since")).exists()
    assert not Placement.objects.filter(until__gt=F("system__until")).exists()
    assert not Placement.objects.filter(until__isnull=True, system__until__isnull=False).exists()
    assert not Placement.objects.filter(since__lt=F("organisation__since")).exists()
    assert not Placement.objects.exclude(system__isnull=True).exclude(region=F("system__region")).exists()


def test_a_trust_follows_its_system_when_that_went_over_whole(loaded):
    before, after = Placement.objects.filter(organisation__code="RAL").order_by("since")
    assert (before.system.code, before.until) == ("QMJ", FIRST_DAY)
    assert (after.system.name, after.since) == ("NHS West and North London Integrated Care Board", FIRST_DAY)


@pytest.mark.parametrize(
    ("trust", "system"),
    [
        ("RGR", "NHS Norfolk and Suffolk Integrated Care Board"),
        ("RQW", "NHS Essex Integrated Care Board"),
        ("RWG", "NHS Central East Integrated Care Board"),
        ("RWX", "NHS Thames Valley Integrated Care Board"),
        ("RCF", "NHS West Yorkshire Integrated Care Board"),
    ],
)
def test_a_trust_of_a_divided_system_belongs_where_the_list_of_moves_says(loaded, trust, system):
    assert Placement.objects.as_of(AFTER).get(organisation__code=trust).system.name == system


def test_the_two_trusts_not_placed_count_in_their_region_and_are_listed(loaded):
    unplaced = Placement.objects.as_of(AFTER).filter(system__isnull=True)
    assert set(unplaced.values_list("organisation__code", "region")) == {("RDE", "east"), ("RDU", "south-east")}
    assert Placement.objects.as_of(BEFORE).filter(system__isnull=True).count() == 0
    assert [line.split()[0] for line in loaded if "not placed until published" in line] == ["RDE", "RDU"]


def test_twelve_boards_closed_six_are_new_and_one_continues(loaded):
    assert System.objects.filter(until=FIRST_DAY).count() == 12
    assert codes(System.objects.filter(provisional=True)) == ["X26CE", "X26ES", "X26NS", "X26SS", "X26TV", "X26WN"]
    hampshire = System.objects.get(code="QRL")
    assert (hampshire.since, hampshire.until, hampshire.provisional) == (dt.date(2022, 7, 1), None, False)
    assert list(hampshire.predecessions.values_list("predecessor__code", "extent")) == [("QNQ", "part")]


def test_successions_are_whole_or_part_and_the_same_for_systems_and_boards(loaded):
    of_systems = set(SystemSuccession.objects.values_list("predecessor__code", "successor__code", "extent", "on"))
    of_boards = set(OrganisationSuccession.objects.values_list("predecessor__code", "successor__code", "extent", "on"))
    assert of_systems == of_boards
    assert len(of_systems) == 16
    assert {(after, extent) for before, after, extent, _ in of_systems if before == "QJG"} == {
        ("X26ES", "part"),
        ("X26NS", "part"),
    }


def test_the_provisional_codes_are_listed(loaded):
    assert "  X26CE  NHS Central East Integrated Care Board" in loaded
    assert sum(line.startswith("  X26") for line in loaded) == 6


def test_loading_twice_changes_nothing_and_says_so(loaded):
    before, audited = everything(), AuditEvent.objects.count()
    again = said()
    assert again[-1] == "Nothing has changed: everything was as the files say."
    assert again[:-1] == loaded[:-1]
    assert everything() == before
    assert AuditEvent.objects.count() == audited


def test_what_was_changed_by_hand_is_brought_back(loaded):
    before = everything()
    Organisation.objects.filter(code="RAL").update(name="Somebody's")
    Placement.objects.filter(organisation__code="RDE").delete()
    assert said()[-1] == "Saved: 2 rows added and 1 row changed."
    after = everything()
    assert after[Organisation] == before[Organisation]
    assert len(after[Placement]) == len(before[Placement])


def test_organisations_of_which_the_files_say_nothing_are_left_alone(loaded):
    ours = Organisation.objects.create(code="T1234", name="NHS England", kind="arms-length-body", since=BEFORE)
    said()
    assert Organisation.objects.filter(pk=ours.pk, name="NHS England").exists()


def test_the_load_is_audited_as_the_command_line(loaded):
    events = AuditEvent.objects.filter(kind="reference-loaded")
    assert set(events.values_list("about_id", "region")) == {
        (part, "england") for part in ("structure", "readiness bands", "frameworks")
    }
    assert all(event.operator.startswith("command line: ") for event in events)


def test_nobody_who_signs_in_may_load_it(db):
    with pytest.raises(NotPermitted):
        load_reference(by=User.objects.create_user("kemi.ade@nhs.example", "Kemi Ade"))
    assert not Region.objects.exists()


def test_the_load_takes_few_statements(db, django_assert_max_num_queries):
    with django_assert_max_num_queries(25):
        load_structure()


def test_a_code_published_later_finds_the_system_that_had_a_provisional_one(db, monkeypatch):
    files = published()
    files.real_codes["X26CE"] = "QZZ"
    monkeypatch.setattr("regions.actions.load_reference.published", lambda: files)
    assert "  X26CE  NHS Central East Integrated Care Board (also QZZ)" in load_structure().lines
    assert SystemAlias.objects.get(code="QZZ").system.code == "X26CE"


def test_a_divided_system_places_nobody_of_whom_nothing_is_published():
    files = published()
    del files.moves["RGR"]
    stay = [stay for stay in plan(files).stays if stay.code == "RGR"][-1]
    assert (stay.system, stay.board, stay.since) == (None, "east", FIRST_DAY)
    assert stay.basis == "its system, QJG, was divided: not placed until published"
