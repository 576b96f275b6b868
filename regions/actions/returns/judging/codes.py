"""Which organisation a code in a return means, without reading every organisation where that is known already."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from functools import cached_property
from typing import Any

from regions.actions.import_return.kept import Kept
from regions.actions.organisation_codes import NoSuchCode, OrganisationCodes
from regions.models import Organisation, Placement


class CodesAtHand:
    """As OrganisationCodes, of the return's own organisation and those that its posts are shared with."""

    def __init__(self, own: Organisation, kept: Kept, day: dt.date) -> None:
        self.own, self.day = own, day
        shared = [share.organisation for shares in kept.shares.values() for share in shares]
        self.by_id: dict[Any, Organisation] = {other.pk: other for other in (own, *shared)}
        self.by_code = {other.code: other for other in self.by_id.values() if other.until is None or other.until > day}

    def find(self, code: str) -> Organisation | NoSuchCode:
        """The return's own organisation; policies have asked whether it is open."""
        return self.own if code == self.own.code else self.find_anywhere(code)

    def find_anywhere(self, code: str) -> Organisation | NoSuchCode:
        found = self.by_code.get(code)
        return found if found is not None else self.all.find_anywhere(code)

    def fetch(self, codes: Iterable[str]) -> None:
        """Have further organisations at hand, as far as they are open and placed on the day: one statement."""
        wanted = {code for code in codes if code not in self.by_code}
        if not wanted:
            return
        for placed in (
            Placement.objects.as_of(self.day).filter(organisation__code__in=wanted).select_related("organisation")
        ):
            other = placed.organisation
            if other.since <= self.day and (other.until is None or other.until > self.day):
                self.by_id[other.pk] = self.by_code[other.code] = other

    @cached_property
    def all(self) -> OrganisationCodes:
        """Every organisation: for the sentence about a code that cannot be used."""
        return OrganisationCodes(self.day)
