"""Large files are read by a worker: checking and saving as jobs, each with the page that every job has."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.urls import reverse

from talentboard.access import NotAllowed
from talentboard.audit.describing import region_names
from talentboard.jobs.asking import ask_for
from talentboard.jobs.kinds import Kind, Outcome, register_kind

from . import actions
from .kinds import kind_named
from .models import Upload

if TYPE_CHECKING:
    from talentboard.jobs.models import Job
    from talentboard.jobs.running import Progress

CHECK, SAVE = "upload-check", "upload-save"
GONE = "The file is not kept any more. Choose it again."


def ask_to_check(upload: Upload, *, by: Any) -> Job:
    """Queue the checking of an upload."""
    return ask_for(CHECK, key=f"{CHECK} {upload.pk}", region=upload.region, arguments=arguments(upload), by=by)


def ask_to_save(upload: Upload, *, expected: str, by: Any) -> Job:
    """Queue the saving of an upload. expected: the digest of what the person was shown."""
    asked = arguments(upload) | {"expected": expected}
    return ask_for(SAVE, key=f"{SAVE} {upload.pk}", region=upload.region, arguments=asked, by=by)


def arguments(upload: Upload) -> dict[str, str]:
    return {"upload": str(upload.pk), "holds": upload.kind}


def upload_asked(job: Job) -> Upload:
    """The upload that the job is about. Raises NotAllowed when it is gone."""
    found = Upload.objects.of(job.by, job.region).filter(pk=job.arguments["upload"]).first()
    if found is None:
        raise NotAllowed(GONE)
    return found


def run_check(job: Job, progress: Progress, prepared: None) -> dict:
    progress(0, 1, "reading the file")
    actions.check(upload_asked(job), by=job.by)
    return {"saved": False}


def run_save(job: Job, progress: Progress, prepared: None) -> dict:
    """Save what the person was shown; when it would be something else by now, check it again instead."""
    progress(0, 1, "saving")
    upload = upload_asked(job)
    try:
        with transaction.atomic():
            actions.save(upload, expected=job.arguments["expected"], by=job.by)
    except NotAllowed:
        actions.check(upload, by=job.by)
        return {"saved": False, "changed": True}
    return {"saved": True}


def title(job: Job) -> str:
    doing = "Checking" if job.kind == CHECK else "Saving"
    return (
        f"{doing} {kind_named(job.arguments['holds']).label.lower()} for {region_names().get(job.region, job.region)}"
    )


def outcome(job: Job) -> Outcome:
    url = reverse("uploads:checked", args=[job.region, job.arguments["upload"]])
    if job.result["saved"]:
        return Outcome("The file has been saved.", url, "See what was saved")
    if job.result.get("changed"):
        sentence = "Nothing has been saved: somebody else has saved something since you looked."
        return Outcome(sentence, url, "See what the file would change now")
    return Outcome("The file has been read. Nothing has been saved yet.", url, "See what came of it")


def register() -> None:
    """Make both kinds of job known."""
    register_kind(Kind(slug=CHECK, run=run_check, title=title, outcome=outcome))
    register_kind(Kind(slug=SAVE, run=run_save, title=title, outcome=outcome))
