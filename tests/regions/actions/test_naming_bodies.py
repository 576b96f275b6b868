"""Names in capitals as they are written, codes for bodies without one, and kinds from names."""

import pytest

from regions.actions.load_reference.kinds import kind_of
from regions.actions.load_reference.naming import provisional_code, written


@pytest.mark.parametrize(
    ("published", "name"),
    [
        ("NORTH LONDON NHS FOUNDATION TRUST", "North London NHS Foundation Trust"),
        ("GUY'S AND ST THOMAS' NHS FOUNDATION TRUST", "Guy's and St Thomas' NHS Foundation Trust"),
        (
            "THE QUEEN ELIZABETH HOSPITAL, KING'S LYNN, NHS FOUNDATION TRUST",
            "The Queen Elizabeth Hospital, King's Lynn, NHS Foundation Trust",
        ),
        (
            "THE NEWCASTLE UPON TYNE HOSPITALS NHS FOUNDATION TRUST",
            "The Newcastle upon Tyne Hospitals NHS Foundation Trust",
        ),
        ("UNIVERSITY HOSPITALS OF NORTH MIDLANDS NHS TRUST", "University Hospitals of North Midlands NHS Trust"),
        ("LANCASHIRE & SOUTH CUMBRIA NHS FOUNDATION TRUST", "Lancashire & South Cumbria NHS Foundation Trust"),
        ("STOKE-ON-TRENT  NHS TRUST", "Stoke-on-Trent NHS Trust"),
        (
            "KENT AND MEDWAY NHS AND SOCIAL CARE PARTNERSHIP TRUST",
            "Kent and Medway NHS and Social Care Partnership Trust",
        ),
    ],
)
def test_a_name_in_capitals_is_written_as_people_write_it(published, name):
    assert written(published) == name


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("NHS Central East Integrated Care Board", "X26CE"),
        ("NHS Essex Integrated Care Board", "X26ES"),
        ("NHS West and North London Integrated Care Board", "X26WN"),
    ],
)
def test_a_provisional_code_comes_from_the_name(name, code):
    assert provisional_code(name) == code


def test_a_provisional_code_that_is_taken_goes_on_along_the_name():
    assert provisional_code("NHS Central East Integrated Care Board", taken={"X26CE"}) == "X26CN"


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("LONDON AMBULANCE SERVICE NHS TRUST", "ambulance"),
        ("AVON AND WILTSHIRE MENTAL HEALTH PARTNERSHIP NHS TRUST", "mental-health"),
        ("KENT COMMUNITY HEALTH NHS FOUNDATION TRUST", "community"),
        ("LIVERPOOL WOMEN'S NHS FOUNDATION TRUST", "specialist"),
        ("GREAT ORMOND STREET HOSPITAL FOR CHILDREN NHS FOUNDATION TRUST", "specialist"),
        ("MOORFIELDS EYE HOSPITAL NHS FOUNDATION TRUST", "specialist"),
        ("BARTS HEALTH NHS TRUST", "acute"),
    ],
)
def test_the_kind_of_a_trust_follows_from_its_name(name, kind):
    assert kind_of("R00", name, named={}) == kind


def test_a_trust_whose_name_does_not_say_has_its_kind_from_the_list():
    assert kind_of("RPG", "OXLEAS NHS FOUNDATION TRUST", named={"RPG": "mental-health"}) == "mental-health"
