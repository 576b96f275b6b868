"""Load the national frameworks: one file a version, its source in the first line.

In JSON, because criteria have lists in them and the product needs no library to read it. A version that is there
already stays as it is: it never changes once it has been in use.
"""

import datetime as dt
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pools.models import Criterion, Framework, Rating
from talentboard.nhs.words import plural
from talentboard.reference import Chapter, Tally, WrongReference

FOLDER = Path(__file__).resolve().parents[2] / "data" / "frameworks"


def load_frameworks(folder: Path = FOLDER) -> Chapter:
    """Add the frameworks that are not there yet. Registered with `talentboard.reference`.

    The first version of a framework is put to use; a later one waits as a draft until the national team puts it to use.
    Raises WrongReference for a file that says otherwise than the version of it that is kept.
    """
    tally = Tally()
    files = sorted(folder.glob("*.json"))
    lines = [plural(len(files), "national framework")]
    for file in files:
        written = json.loads(file.read_text(encoding="utf-8"))
        known = Framework.objects.kept().filter(region=None, slug=written["slug"])
        same = known.filter(version=written["version"]).first()
        if same is None and known.filter(state=Framework.State.DRAFT).exists():
            lines.append(f"Not loaded: {file.name}, while somebody else's draft is to succeed the version in use")
        elif same is None:
            add(written, after=known.in_use().first(), tally=tally)
        elif not same.is_draft and as_written(same) != wanted(written):
            raise WrongReference(
                f"{file.name} says otherwise than version {same.version} of “{same.title}”, which has been in use. "
                "Give the file another version. Nothing has been loaded."
            )
    return Chapter(lines=lines, tally=tally)


def add(written: Mapping[str, Any], *, after: Framework | None, tally: Tally) -> None:
    """Keep a version with its parts. after: the version in use that it will succeed."""
    day = written.get("effective_from")
    framework = Framework(
        slug=written["slug"],
        title=written["title"],
        version=written["version"],
        kind=written["kind"],
        missing_label=written["missing"]["label"],
        missing_meaning=written["missing"]["meaning"],
        effective_from=dt.date.fromisoformat(day) if day else None,
        source=written["source"],
        successor_of=after,
    )
    framework.begin(by=None)
    ratings = [Rating(framework=framework, **one) for one in ratings_of(written)]
    criteria = [
        Criterion(framework=framework, order=place, **one) for place, one in enumerate(criteria_of(written), start=1)
    ]
    Rating.objects.bulk_create(ratings)
    Criterion.objects.bulk_create(criteria)
    if after is None:
        framework.move("put to use", by=None)
    tally.added.update(framework=1, rating=len(ratings), criterion=len(criteria))


def ratings_of(written: Mapping[str, Any]) -> list[dict[str, Any]]:
    return [{"value": one["rating"], "label": one["label"], "anchor": one["anchor"]} for one in written["scale"]]


def criteria_of(written: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The criteria; where a framework gives domains without questions, each domain is one."""
    return [
        {
            "slug": one["slug"],
            "theme": one.get("theme", ""),
            "title": one["title"],
            "question": one.get("question", ""),
            "looks_for": one.get("looks_for", []),
        }
        for one in written.get("criteria") or written["domains"]
    ]


def wanted(written: Mapping[str, Any]) -> tuple:
    """What a file says that marks rest on: title, missing mark, scale and criteria in their order."""
    missing = written["missing"]
    ratings = sorted((tuple(one.values()) for one in ratings_of(written)), reverse=True)
    criteria = [tuple(one.values()) for one in criteria_of(written)]
    return written["title"], missing["label"], missing["meaning"], ratings, criteria


def as_written(framework: Framework) -> tuple:
    """The same of a version that is kept."""
    ratings = list(framework.ratings.values_list("value", "label", "anchor"))
    criteria = list(framework.criteria.values_list("slug", "theme", "title", "question", "looks_for"))
    return framework.title, framework.missing_label, framework.missing_meaning, ratings, criteria
