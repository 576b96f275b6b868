"""Building packs as background work. Nothing heavy is imported until a worker does the work."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.urls import reverse

from talentboard.access import NotAllowed, Permission, require
from talentboard.audit import Event, record
from talentboard.jobs.asking import ask_for
from talentboard.jobs.kinds import Kind, Outcome
from talentboard.nhs.words import plural

from . import policies
from .models import BoardPack, PackCheck, PackFile

if TYPE_CHECKING:
    from talentboard.jobs.models import Job
    from talentboard.jobs.running import Progress

    from .printing import Built

BUILD, AGAIN = "pack", "pack-again"
CHANGED = "Somebody changed this pack while it was being built, so nothing was kept. Build it again."


def ask_to_build(pack: BoardPack, *, by: Any) -> Job:
    """Queue the building of a draft; whoever asks meanwhile gets the same job."""
    require(by, Permission.KEEP_PACKS, about=pack)
    policies.can_build(pack)
    return ask_for(BUILD, key=f"pack {pack.pk}", region=pack.region, arguments={"pack": str(pack.pk)}, by=by)


def ask_to_build_again(pack: BoardPack, *, by: Any) -> Job:
    """Queue a second building of what has been built, to compare the two."""
    require(by, Permission.KEEP_PACKS, about=pack)
    policies.can_build_again(pack)
    return ask_for(AGAIN, key=f"pack again {pack.pk}", region=pack.region, arguments={"pack": str(pack.pk)}, by=by)


def prepare(job: Job, progress: Progress) -> tuple[int, Built]:
    """Read, draw and print before the transaction that keeps. Answers with the version of the draft that it read."""
    from .facts import read
    from .printing import build

    pack = pack_of(job)
    policies.can_build(pack)
    progress(0, 4, "reading the figures")
    return pack.version, build(pack, read(pack), tell=progress)


def run(job: Job, progress: Progress, prepared: tuple[int, Built]) -> dict:
    """Keep the file with its pack."""
    version, built = prepared
    return {"pack": str(keep(pack_of(job), built, version=version, by=job.by).pk)}


@transaction.atomic
def keep(pack: BoardPack, built: Built, *, version: int, by: Any) -> BoardPack:
    """Keep what has been built for ever, unless the draft has been changed meanwhile."""
    from .facts import as_json

    require(by, Permission.KEEP_PACKS, about=pack)
    pack = BoardPack.objects.select_for_update(of=("self",)).get(pk=pack.pk)
    policies.can_build(pack)
    if pack.version != version:
        raise NotAllowed(CHANGED)
    PackFile.objects.create(
        pack=pack, content=built.file.content, digest=built.file.digest, pages=built.file.pages, html=built.html,
        facts=as_json(built.facts), renderer=built.renderer, built_at=built.facts.built_at,
    )  # fmt: skip
    pack.move("build", by=by)
    record(Event.PACK_BUILT, about=pack, by=by)
    return pack


def prepare_again(job: Job, progress: Progress) -> Built:
    """Print once more from what is kept with the file."""
    from .facts import kept_with
    from .printing import build

    pack = pack_of(job)
    policies.can_build_again(pack)
    progress(0, 4, "reading the figures")
    return build(pack, kept_with(pack.file), tell=progress)


def run_again(job: Job, progress: Progress, built: Built) -> dict:
    """Keep how the two compare."""
    return {"pack": str(compare(pack_of(job), built, by=job.by).pack_id)}


@transaction.atomic
def compare(pack: BoardPack, built: Built, *, by: Any) -> PackCheck:
    """Leave whether the bytes are the same, and where not, what of the renderer differs and whether the text does."""
    from .printing import words_of

    require(by, Permission.KEEP_PACKS, about=pack)
    kept = pack.file
    names = [*kept.renderer, *(name for name in built.renderer if name not in kept.renderer)]
    found = PackCheck.objects.create(
        pack=pack, digest=built.file.digest, pages=built.file.pages, renderer=built.renderer,
        same_bytes=built.file.digest == kept.digest, same_text=words_of(built.html) == words_of(kept.html),
        differs=[name for name in names if kept.renderer.get(name) != built.renderer.get(name)],
        by=by if getattr(by, "pk", None) else None,
    )  # fmt: skip
    record(Event.PACK_BUILT_AGAIN, about=pack, by=by)
    return found


def pack_of(job: Job) -> BoardPack:
    """The pack that a job is about, with all that it rests on."""
    related = ("snapshot__previous", "since", "after")
    return BoardPack.objects.select_related(*related).get(pk=job.arguments["pack"])


def title(job: Job) -> str:
    return str(pack_of(job))


def title_again(job: Job) -> str:
    return f"{pack_of(job)}, built again"


def outcome(job: Job) -> Outcome:
    pack = pack_of(job)
    return Outcome(f"The pack is built: {plural(pack.file.pages, 'page')}.", _address(pack), "Look at the pack")


def outcome_again(job: Job) -> Outcome:
    return Outcome("It has been built again and compared.", _address(pack_of(job)), "See how the two compare")


def _address(pack: BoardPack) -> str:
    return reverse("dashboard:pack", args=[pack.region, pack.pk])


KINDS = (
    Kind(slug=BUILD, prepare=prepare, run=run, title=title, outcome=outcome, queue="reports"),
    Kind(slug=AGAIN, prepare=prepare_again, run=run_again, title=title_again, outcome=outcome_again, queue="reports"),
)
