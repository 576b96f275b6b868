"""Keeping, checking and saving what somebody has sent."""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction

from talentboard.access import NotAllowed, NotFound, require
from talentboard.clock import now
from talentboard.sheets import marked, read
from talentboard.sheets.plans import FilePlan
from talentboard.sheets.sources import size_unpacked

from .findings import Findings, findings_of
from .kinds import Kind, every_kind, kind_named
from .models import Upload, UploadFile

MOST_KEPT = 5  # uploads of one person that are not saved; the oldest go first
LARGE = 1_500_000  # bytes unpacked, about 3,000 rows: reading, checking and saving more is a worker's
LONGEST_NAME = 200


@transaction.atomic
def receive(
    files: Sequence[tuple[str, bytes]],
    *,
    kind: Kind,
    region: str,
    as_of: dt.date,
    by: Any,
    options: Mapping[str, Any],
) -> Upload:
    """Keep files for a day, to be checked. Raises as `require` for whoever may not upload this kind for the region."""
    require(by, kind.permission, about=kind.about(region, options))
    Upload.objects.over().delete()
    upload = Upload.objects.create(
        owner=by,
        region=region,
        kind=kind.slug,
        as_of=as_of,
        options=dict(options),
        names=[name[-LONGEST_NAME:] for name, _content in files],
        is_large=sum(size_unpacked(content) for _name, content in files) > LARGE,
    )
    UploadFile.objects.bulk_create(
        UploadFile(upload=upload, name=name[-LONGEST_NAME:], content=content) for name, content in files
    )
    others = Upload.objects.filter(owner=by).exclude(pk=upload.pk).exclude(state=Upload.State.SAVED)
    Upload.objects.filter(pk__in=list(others.values_list("pk", flat=True)[MOST_KEPT - 1 :])).delete()
    return upload


@transaction.atomic
def check(upload: Upload, *, by: Any) -> Upload:
    """Find out what the files would change, or all that is wrong with them; nothing of them is saved.

    Files of which nothing may be read are not kept. What has been saved meanwhile, in another window, stays so.
    Raises NotFound when the files are there no more; others as `require`.
    """
    kind = own_kind(upload, by=by)
    upload = locked(upload)
    if upload.state == Upload.State.SAVED:
        return upload
    files = files_of(upload)
    plan = kind.check(files, **asked(upload, by=by))
    found = findings_of(plan, kind)
    suggest_another_kind(found, plan, kind, files)
    upload.marked_files.delete()
    if plan.problems and plan.reading.tables:
        UploadFile.objects.create(upload=upload, name="marked.xlsx", content=marked(plan.reading), is_marked=True)
    elif plan.problems or not plan.changes_anything:
        upload.files.all().delete()
    upload.findings = found.kept()
    upload.seen_as = kind.seen_as(by, upload.region)
    upload.state, upload.checked_at = Upload.State.CHECKED, now()
    upload.save(update_fields=["findings", "seen_as", "state", "checked_at"])
    return upload


@transaction.atomic
def save(upload: Upload, *, expected: str, by: Any) -> Upload:
    """Save what the files say, and delete them. A second time nothing happens.

    expected: the digest of what the person was shown. Raises NotAllowed, with nothing saved, when saving would do
    something else by now; NotFound when the files are there no more; others as `require`.
    """
    kind = own_kind(upload, by=by)
    upload = locked(upload)
    if upload.state == Upload.State.SAVED:
        return upload
    files = files_of(upload)
    plan = kind.save(files, **asked(upload, by=by), expected=expected)
    if not plan.saved:
        raise NotAllowed("Nothing has been saved: rows of the file need to be put right first.")
    found = findings_of(plan, kind)
    found.lines = []
    upload.findings = found.kept()
    upload.state, upload.saved_at = Upload.State.SAVED, now()
    upload.save(update_fields=["findings", "state", "saved_at"])
    upload.files.all().delete()
    return upload


def own_kind(upload: Upload, *, by: Any) -> Kind:
    """The kind of an upload that is this person's own. Raises NotFound for anybody else's, and as `require`."""
    if upload.owner_id != by.pk:
        raise NotFound("There is no such upload for this person.")
    kind = kind_named(upload.kind)
    require(by, kind.permission, about=kind.about(upload.region, upload.options))
    return kind


def locked(upload: Upload) -> Upload:
    """The upload as it is now, and nobody else's to change until the end. Raises NotFound when it is kept no more."""
    found = Upload.objects.select_for_update().filter(pk=upload.pk).first()
    if found is None:
        raise NotFound("The upload is not kept any more.")
    return found


def files_of(upload: Upload) -> list[tuple[str, bytes]]:
    """The files as they were sent. Raises NotFound when they are not kept any more."""
    found = [(name, bytes(content)) for name, content in upload.sent_files.values_list("name", "content")]
    if not found:
        raise NotFound("The files are not kept any more.")
    return found


def asked(upload: Upload, *, by: Any) -> dict[str, Any]:
    """What an action of a kind is called with."""
    return {"as_of": upload.as_of, "by": by, "region": upload.region, "options": upload.options}


def suggest_another_kind(found: Findings, plan: FilePlan, kind: Kind, files: Sequence[tuple[str, bytes]]) -> None:
    """Where nothing could be read, say so if the files are of another kind that we take."""
    if plan.reading.tables or not plan.reading.refused or read(files, kind.sheets).tables:
        return
    for other in every_kind():
        if other.slug != kind.slug and read(files, other.sheets).tables:
            found.notices.append(f"It looks like a file of {other.label.lower()}. Choose that, and check it again.")
            return
