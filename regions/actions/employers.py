"""The employer that a row of somebody's file names: an organisation by its code, or a name outside the NHS."""

from __future__ import annotations

import re

from regions.models import Organisation
from talentboard.sheets import Row

from .organisation_codes import KIND, OrganisationCodes

LOOKS_LIKE_A_CODE = re.compile(r"[RQ][A-Z0-9]{2}|7A[0-9]")


def employer_of(codes: OrganisationCodes, row: Row) -> tuple[Organisation | None, str]:
    """What the column `employer` means on the day of the codes; what is wrong is reported on the row."""
    text = row.get("employer") or ""
    organisation = codes.by_code.get(text.upper())
    if organisation is not None and organisation.until is not None and organisation.until <= codes.day:
        closed = codes.closed(organisation)
        row.report("employer", closed.wrong, closed.right, kind=KIND, likely=closed.likely)
    elif organisation is None and LOOKS_LIKE_A_CODE.fullmatch(text.upper()):
        row.report(
            "employer",
            codes.unknown(text.upper()).wrong,
            "The ODS code of an organisation that we know, or the employer's name in full.",
            kind=KIND,
        )
    return organisation, "" if organisation else text
