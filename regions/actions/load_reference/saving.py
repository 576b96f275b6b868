"""Storing the plan, with a few statements a table."""

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
from talentboard.names import sort_key
from talentboard.reference import Tally, bring, known, replace

from .planning import STATED_FROM, Structure


def save(structure: Structure, *, tally: Tally) -> None:
    """Bring the tables to the plan. What the files do not speak of is left as it is."""
    _save_boards(structure, tally)
    systems = _save_systems(structure, tally)
    organisations = _save_organisations(structure, tally)
    _save_successions(structure, systems, organisations, tally)
    replace(
        [
            Placement(
                organisation_id=organisations[stay.code],
                region_id=stay.board,
                system_id=systems[stay.system] if stay.system else None,
                since=stay.since,
                until=stay.until,
                basis=stay.basis,
            )
            for stay in structure.stays
        ],
        of="organisation",
        says=("region", "system", "since", "until", "basis"),
        tally=tally,
    )


def _save_boards(structure: Structure, tally: Tally) -> None:
    boards = [
        Region(slug=slug, name=name, order=place)
        for place, (slug, name) in enumerate(structure.boards.items(), start=1)
    ]
    bring(boards, key=("slug",), says=("name", "order"), tally=tally)
    coverage = [
        RegionCoverage(region_id=board, code=code, name=name, since=STATED_FROM)
        for code, (name, board) in structure.coverage.items()
    ]
    bring(coverage, key=("code", "since"), says=("region", "name", "until"), tally=tally)


def _save_systems(structure: Structure, tally: Tally) -> dict[str, object]:
    """The systems' ids by code."""
    wanted = [
        System(
            code=area.code,
            provisional=area.provisional,
            name=area.name,
            sort_key=sort_key(area.name),
            region_id=area.board,
            nhs_region_code=area.nhs_region,
            since=area.since,
            until=area.until,
        )
        for area in structure.areas.values()
    ]
    says = ("provisional", "name", "sort_key", "region", "nhs_region_code", "since", "until")
    stored = bring(wanted, key=("code",), says=says, tally=tally)
    codes = {code: row.pk for (code,), row in stored.items()}
    aliases = [
        SystemAlias(code=real, system_id=known(codes, provisional, file="system_codes.csv"))
        for provisional, real in structure.real_codes.items()
    ]
    bring(aliases, key=("code",), says=("system",), tally=tally)
    return codes


def _save_organisations(structure: Structure, tally: Tally) -> dict[str, object]:
    """The organisations' ids by code."""
    wanted = [
        Organisation(
            code=body.code,
            name=body.name,
            sort_key=sort_key(body.name),
            kind=body.kind,
            since=body.since,
            until=body.until,
        )
        for body in structure.bodies()
    ]
    stored = bring(wanted, key=("code",), says=("name", "sort_key", "kind", "since", "until"), tally=tally)
    return {code: row.pk for (code,), row in stored.items()}


def _save_successions(structure: Structure, systems: dict, organisations: dict, tally: Tally) -> None:
    """Which followed which: the systems, and the boards of the same codes."""
    for model, ids in ((SystemSuccession, systems), (OrganisationSuccession, organisations)):
        wanted = [
            model(predecessor_id=ids[was.predecessor], successor_id=ids[was.successor], extent=was.extent, on=was.on)
            for was in structure.successions
        ]
        bring(wanted, key=("predecessor", "successor"), says=("extent", "on"), tally=tally)
