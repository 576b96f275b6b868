"""Reference files are read with their comments, and tables are brought to what they say."""

import datetime as dt

import pytest

from regions.models import Organisation, Placement, Region
from talentboard.reference import Tally, WrongReference, bring, known, reference_rows, replace

DAY, LATER, LATEST = dt.date(2024, 1, 1), dt.date(2025, 1, 1), dt.date(2026, 1, 1)


def test_the_source_at_the_top_of_a_file_is_not_a_row(tmp_path):
    file = tmp_path / "some.csv"
    file.write_text('# Source: us\n# Licence: theirs\ncode,name\nA1,"Leeds, York"\nB2, Hull \n', encoding="utf-8")
    assert reference_rows(file) == [{"code": "A1", "name": "Leeds, York"}, {"code": "B2", "name": "Hull"}]


def test_a_file_without_a_head_row_is_read_by_places(tmp_path):
    file = tmp_path / "some.csv"
    file.write_text('# Source\n"R1","ONE, TWO","x"\n', encoding="utf-8")
    assert reference_rows(file, {"code": 0, "name": 1}) == [{"code": "R1", "name": "ONE, TWO"}]


def test_a_code_that_no_file_knows_is_refused_with_the_files_name():
    with pytest.raises(WrongReference, match=r"moves.csv speaks of “R99”"):
        known({"R1": 1}, "R99", file="moves.csv")


@pytest.fixture
def trust(db):
    Region.objects.bulk_create([Region(slug="east", name="East"), Region(slug="north", name="North")])
    return Organisation.objects.create(code="R01", name="One", kind="acute", since=DAY)


def placements(trust, *stays) -> list[Placement]:
    return [Placement(organisation=trust, region_id=region, since=a, until=b) for region, a, b in stays]


def test_rows_are_added_or_changed_and_strangers_stay(trust):
    wanted = [
        Organisation(code="R01", name="First", kind="acute", since=DAY),
        Organisation(code="R02", name="Second", kind="acute", since=DAY),
    ]
    Organisation.objects.create(code="R03", name="Third", kind="acute", since=DAY)
    tally = Tally()
    stored = bring(wanted, key=("code",), says=("name",), tally=tally)
    assert stored["R01",].pk == trust.pk
    assert list(Organisation.objects.order_by("code").values_list("name", flat=True)) == ["First", "Second", "Third"]
    assert (tally.added, tally.changed, tally.removed) == ({"organisation": 1}, {"organisation": 1}, {})


def test_periods_with_a_moved_boundary_are_replaced_together(trust):
    Placement.objects.bulk_create(placements(trust, ("east", DAY, LATER), ("north", LATER, None)))
    tally = Tally()
    replace(
        placements(trust, ("east", DAY, LATEST), ("north", LATEST, None)),
        of="organisation",
        says=("region", "since", "until"),
        tally=tally,
    )
    assert list(Placement.objects.order_by("since").values_list("region", "until")) == [
        ("east", LATEST),
        ("north", None),
    ]
    assert (tally.added, tally.removed) == ({"placement": 2}, {"placement": 2})


def test_periods_that_are_as_wanted_are_not_touched(trust):
    Placement.objects.bulk_create(placements(trust, ("east", DAY, None)))
    kept = Placement.objects.get()
    tally = Tally()
    replace(placements(trust, ("east", DAY, None)), of="organisation", says=("region", "since", "until"), tally=tally)
    assert Placement.objects.get().pk == kept.pk
    assert not tally
