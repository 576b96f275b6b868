"""Which organisation an ODS code in somebody's file means on a day, or why it means none."""

import datetime as dt
import re
from dataclasses import dataclass
from functools import cached_property

from regions.models import Organisation, OrganisationSuccession, Placement, Region, SystemAlias
from talentboard.nhs.words import join_words, long_day

from .load_reference.planning import WALES
from .load_reference.reading import published

WELSH_HEALTH_BOARD = re.compile(r"7A[0-9]")
KIND = "Organisations that cannot be used"
A_DAY = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class NoSuchCode:
    """Why a code cannot be used, what would be right, and the code that was probably meant."""

    wrong: str
    right: str
    likely: str | None = None


class OrganisationCodes:
    """Every organisation by its code, and where each belongs on a day. region: where it must belong, if anywhere."""

    def __init__(self, day: dt.date, *, region: Region | None = None) -> None:
        self.day, self.region = day, region
        self.by_code = {organisation.code: organisation for organisation in Organisation.objects.all()}
        self.by_id = {organisation.pk: organisation for organisation in self.by_code.values()}
        self.home: dict[object, Region] = {
            placement.organisation_id: placement.region
            for placement in Placement.objects.as_of(day).select_related("region")
        }
        for alias, code in SystemAlias.objects.values_list("code", "system__code"):
            if code in self.by_code:
                self.by_code.setdefault(alias, self.by_code[code])

    def find(self, code: str) -> Organisation | NoSuchCode:
        """The organisation that is open on the day and belongs where it must, or why there is none."""
        found = self.find_anywhere(code)
        if isinstance(found, NoSuchCode) or self.region is None or self.home[found.pk] == self.region:
            return found
        home = self.home[found.pk].name
        return NoSuchCode(f"{code}, {found.name}, is in {home}, not in {self.region.name}", self.right)

    def find_anywhere(self, code: str) -> Organisation | NoSuchCode:
        """The organisation that is open on the day in any region, or why there is none."""
        organisation = self.by_code.get(code)
        if organisation is None:
            return self.unknown(code)
        if organisation.until is not None and organisation.until <= self.day:
            return self.closed(organisation)
        if organisation.since > self.day:
            return NoSuchCode(f"{code}, {organisation.name}, opens on {long_day(organisation.since)}", self.right)
        if organisation.pk not in self.home:
            return NoSuchCode(f"{code}, {organisation.name}, belongs to no region on {long_day(self.day)}", self.right)
        return organisation

    @property
    def right(self) -> str:
        """What a code may be."""
        where = f"in {self.region.name}" if self.region else "in England"
        return f"The ODS code of an organisation {where} that is open on {long_day(self.day)}."

    def unknown(self, code: str) -> NoSuchCode:
        if code in self.welsh or WELSH_HEALTH_BOARD.fullmatch(code):
            return NoSuchCode(f"{code} is in Wales; the talent boards cover England", self.right)
        return NoSuchCode(f"“{code}” is the code of no organisation that we know", self.right)

    def closed(self, organisation: Organisation) -> NoSuchCode:
        last = long_day(organisation.until - A_DAY)
        wrong = f"{organisation.code}, {organisation.name}, closed on {last}"
        successors = self.successors.get(organisation.pk, [])
        if not successors:
            return NoSuchCode(wrong, self.right)
        names = join_words([f"{successor.code}, {successor.name}" for successor in successors], last="or")
        likely = successors[0].code if len(successors) == 1 else None
        return NoSuchCode(wrong, f"The code of what it became: {names}.", likely)

    @cached_property
    def successors(self) -> dict[object, list[Organisation]]:
        """What each closed organisation became, by its id."""
        found: dict[object, list[Organisation]] = {}
        for succession in OrganisationSuccession.objects.select_related("successor").order_by("successor__code"):
            found.setdefault(succession.predecessor_id, []).append(succession.successor)
        return found

    @cached_property
    def welsh(self) -> set[str]:
        """The codes of the Welsh trusts in the published file, which are not loaded."""
        return {trust.code for trust in published().trusts if trust.region == WALES}
