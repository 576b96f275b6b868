"""People who may be one person under two e-mail addresses: the same name and the same employer. Said, never merged."""

from collections import defaultdict
from collections.abc import Sequence

from pools.models import Candidate
from talentboard.names import sort_key

from .work import Stated, Work

Likeness = tuple[str, object]  # a name as it sorts, and an employer
ADVICE = "If they are one person, use one address, or merge the two records afterwards; nobody is merged by a file."


def note_lookalikes(work: Work, people: Sequence[Stated]) -> None:
    """Warn of everybody in the file who is like somebody above them in it, or somebody whom we keep. One query.

    people: the first row of each person. Whoever has no employer is like nobody.
    """
    known: dict[Likeness, list[Candidate]] = defaultdict(list)
    names = {sort_key(stated.row["name"]) for stated in people}
    in_the_file = {candidate.pk for candidate in work.kept.candidates.values()}
    others = Candidate.objects.standing().filter(sort_key__in=names)
    for candidate in others.select_related("kept_by").order_by("email"):
        if candidate.pk not in in_the_file:
            employer = employer_key(candidate.employer_id, candidate.employer_outside)
            known[candidate.sort_key, employer].append(candidate)
    above: dict[Likeness, Stated] = {}
    for stated in people:
        employer = employer_key(stated.employer and stated.employer.pk, stated.employer_outside)
        if employer is None:
            continue
        key = (sort_key(stated.row["name"]), employer)
        first = above.setdefault(key, stated)
        if first is not stated:
            note(work, stated, f"{said(stated)} is in {first.row.seen_from(stated.row)} with another e-mail address")
        for candidate in known[key]:
            note(work, stated, kept_otherwise(work, stated, candidate))


def employer_key(organisation_id: object, outside: str) -> object:
    """What two employers are compared by; None where there is none."""
    return organisation_id or sort_key(outside) or None


def said(stated: Stated) -> str:
    """Somebody as the warning names them: "Sam Okafor of RAJ"."""
    return f"{stated.row['name']} of {stated.employer.code if stated.employer else stated.employer_outside}"


def kept_otherwise(work: Work, stated: Stated, candidate: Candidate) -> str:
    """That we keep somebody like them. The address of whom another region keeps is not shown to a region's team."""
    if work.region is None or candidate.kept_by == work.region:
        return f"we keep {said(stated)} with another e-mail address, {candidate.email}"
    return f"{candidate.kept_by.name} keeps {said(stated)} with another e-mail address"


def note(work: Work, stated: Stated, what: str) -> None:
    row = stated.row
    work.plan.reading.notices.append(f"{row.table.name}, row {row.number}: {what}. {ADVICE}")
