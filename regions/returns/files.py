"""The workbook of one return between being checked and being put into it: a kind of file that only its page takes."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Mapping
from typing import Any

from regions.actions import returns
from regions.actions.import_return import RETURN_SHEETS, ReturnPlan
from regions.models import Return
from regions.uploads import FORECAST, KNOWN_BY, POST, amount, besides, describe, gone, title
from talentboard.access import NotFound, Permission
from talentboard.uploads.kinds import Files, Kind
from talentboard.uploads.models import Upload, UploadQuerySet

SLUG = "own-return"


def return_named(options: Mapping[str, Any]) -> Return:
    """The return that an upload is for. Raises NotFound."""
    found = Return.objects.select_related("organisation").filter(pk=options["return"]).first()
    if found is None:
        raise NotFound("There is no such return.")
    return found


def check(files: Files, *, as_of: dt.date, by: Any, region: str, options: Mapping[str, Any]) -> ReturnPlan:
    return returns.check_file(return_named(options), files, by=by)


def save(
    files: Files, *, as_of: dt.date, by: Any, region: str, options: Mapping[str, Any], expected: str
) -> ReturnPlan:
    return returns.take_file(return_named(options), files, expected=expected, by=by)


def uploads_for(one: Return, user: Any, slug: str) -> UploadQuerySet:
    """What somebody has sent for a return, from the region's pages: nobody else finds it."""
    return Upload.objects.of(user, slug).filter(kind=SLUG, options__return=str(one.pk))


def upload_for(one: Return, user: Any, slug: str, upload_id: uuid.UUID) -> Upload:
    """One of them. Raises NotFound."""
    found = uploads_for(one, user, slug).filter(pk=upload_id).first()
    if found is None:
        raise NotFound("There is no such upload for this person.")
    return found


OWN_RETURN = Kind(
    slug=SLUG,
    label="The workbook of a return",
    hint="The sheets posts and forecasts of one organisation.",
    permission=Permission.KEEP_RETURN,
    sheets=RETURN_SHEETS,
    nouns={"posts": POST, "forecasts": FORECAST},
    known_by={sheet: [column for column in known if column != "organisation"] for sheet, known in KNOWN_BY.items()},
    title=title,
    describe=describe,
    check=check,
    save=save,
    amount=amount,
    blank=lambda region, by: b"",
    afterwards=("the posts", "posts/"),
    besides=besides,
    gone=gone,
    about=lambda region, options: return_named(options),
)
