"""A draft is begun, copied, and written: what it says of itself, and its scale."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from django.db import connection, transaction
from django.utils.text import slugify

from pools.access import require_to_keep_frameworks
from pools.models import Criterion, Framework, Rating
from pools.policies import frameworks as rules
from regions.models import Region
from talentboard.audit import Event, record

from .taking import taken, touched

LOCKS = 0x6672616D  # the space of our advisory locks: one for each name of a framework
UNNAMED = "framework"
LONGEST_SLUG = 60


@dataclass(frozen=True, slots=True)
class Facts:
    """What a framework says of itself."""

    title: str
    version: str
    kind: str
    missing_label: str
    missing_meaning: str = ""
    effective_from: dt.date | None = None
    source: str = ""


@transaction.atomic
def begin(
    region: Region | None,
    *,
    title: str,
    version: str,
    kind: str,
    like: Framework | None = None,
    by: Any,
) -> Framework:
    """Begin a framework of a region, or without one a national one.

    like: another one, whose scale, criteria and missing mark it takes.
    """
    require_to_keep_frameworks(by, region)
    title, version = title.strip(), version.strip()
    rules.is_named(title=title, version=version)
    slug = slugify(title)[:LONGEST_SLUG] or UNNAMED
    _alone(region, slug)
    rules.is_a_new_one(Framework.objects.kept().filter(region=region, slug=slug).first())

    draft = Framework(region=region, slug=slug, title=title, version=version, kind=kind)
    if like:
        draft.missing_label, draft.missing_meaning, draft.source = like.missing_label, like.missing_meaning, like.source
    draft.begin(by=by)
    if like:
        copy_parts(like, to=draft)
    record(Event.FRAMEWORK_BEGUN, about=draft, by=by)
    return draft


@transaction.atomic
def succeed(framework: Framework, *, version: str, by: Any) -> Framework:
    """Begin the draft that is to succeed a version in use: a copy of it."""
    require_to_keep_frameworks(by, framework.region)
    framework = Framework.objects.select_for_update(of=("self",)).get(pk=framework.pk)
    known = list(Framework.objects.kept().filter(region=framework.region_id, slug=framework.slug))
    rules.can_succeed(framework, [one for one in known if one.is_draft])
    version = version.strip()
    rules.is_named(title=framework.title, version=version)
    rules.is_another_version(version, [one.version for one in known], title=framework.title)

    draft = Framework(
        region_id=framework.region_id, slug=framework.slug, title=framework.title, version=version, kind=framework.kind,
        missing_label=framework.missing_label, missing_meaning=framework.missing_meaning, source=framework.source,
        successor_of=framework,
    )  # fmt: skip
    draft.begin(by=by)
    copy_parts(framework, to=draft)
    record(Event.FRAMEWORK_BEGUN, about=draft, by=by)
    return draft


@transaction.atomic
def change(framework: Framework, facts: Facts, *, seen: int | None = None, by: Any) -> Framework:
    """Change what a draft says of itself. seen: its number of saves when its author looked at it."""
    draft = taken(framework, by=by, seen=seen)
    said = {name: value.strip() if isinstance(value, str) else value for name, value in asdict(facts).items()}
    rules.is_named(title=said["title"], version=said["version"])
    others = Framework.objects.kept().filter(region=draft.region_id, slug=draft.slug).exclude(pk=draft.pk)
    rules.is_another_version(said["version"], others.values_list("version", flat=True), title=said["title"])

    changed = [name for name, value in said.items() if getattr(draft, name) != value]
    for name, value in said.items():
        setattr(draft, name, value)
    touched(draft, *changed, by=by)
    return draft


@transaction.atomic
def rate(framework: Framework, scale: Sequence[tuple[str, str]], *, seen: int | None = None, by: Any) -> Framework:
    """Give a draft its scale: label and anchor of each rating, from 1 up; a blank label is no rating."""
    draft = taken(framework, by=by, seen=seen)
    said = [(label.strip(), anchor.strip()) for label, anchor in scale]
    rules.scale_is_whole([label for label, _anchor in said])

    draft.ratings.all().delete()
    Rating.objects.bulk_create(
        Rating(framework=draft, value=value, label=label, anchor=anchor)
        for value, (label, anchor) in enumerate(said, start=1)
        if label
    )
    touched(draft, "scale", by=by)
    return draft


def _alone(region: Region | None, slug: str) -> None:
    """Wait until nobody else begins a framework of this name; let them wait until the transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, hashtext(%s))", [LOCKS, f"{region and region.pk} {slug}"])


def copy_parts(framework: Framework, *, to: Framework) -> None:
    """The same scale and criteria for a draft."""
    Rating.objects.bulk_create(
        Rating(framework=to, value=one.value, label=one.label, anchor=one.anchor) for one in framework.ratings.all()
    )
    Criterion.objects.bulk_create(
        Criterion(
            framework=to, order=one.order, slug=one.slug, theme=one.theme, title=one.title, question=one.question,
            looks_for=one.looks_for,
        )
        for one in framework.criteria.all()
    )  # fmt: skip
