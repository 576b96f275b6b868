"""Looking people up: by a name with typing mistakes in it, or by the exact e-mail address. Never by anything else.

Only those are found who have been told that they are kept and have not withdrawn from being found, each person once,
and in a region only its own people: those whose record it keeps, and the members of its pools.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise
from uuid import UUID

from django.db import connection, transaction
from django.db.models import Exists, OuterRef, QuerySet

from regions.reach import Reach
from talentboard.names import sort_key

from .models import Candidate, FindConsent
from .reach import candidates
from .telling import with_pools

MOST = 30
SHORTEST = 3  # letters that an index of three-letter parts can look for
LONG_WORD, LONG_NAME, MOST_PARTS = 6, 9, 3
NEAR = 0.45
FAINTLY_NEAR = 0.4
WHOLE_NAME, ONE_WORD = "similarity(sort_key, %(name)s)", "word_similarity(%(name)s, sort_key)"

# Of three parts of a name one mistake leaves two whole, and of two parts one; two mistakes leave one of three. The
# index finds such names in a fraction of the time that it needs to weigh every name. Then the few are weighed.
BY_PARTS = """
WITH near AS MATERIALIZED (
    SELECT id, {weighed} AS nearness
      FROM pools_candidate
     WHERE {parts} AND told_on IS NOT NULL AND merged_into_id IS NULL
)
"""
# Where no part is whole: two mistakes in a short name. The threshold holds in this transaction alone.
BY_WEIGHT = """
WITH near AS MATERIALIZED (
    SELECT id, word_similarity(%(name)s, sort_key) AS nearness
      FROM pools_candidate
     WHERE %(name)s <%% sort_key AND told_on IS NOT NULL AND merged_into_id IS NULL
)
"""
OF_HERE = """
SELECT person.id
  FROM near JOIN pools_candidate person ON person.id = near.id
 WHERE near.nearness >= %(least)s
   AND ({everywhere} OR person.kept_by_id = ANY(%(regions)s)
        OR EXISTS (SELECT FROM pools_membership member JOIN pools_pool pool ON pool.id = member.pool_id
                    WHERE member.candidate_id = person.id AND pool.region_id = ANY(%(regions)s)))
   AND (NOT EXISTS (SELECT FROM pools_findconsent given WHERE given.candidate_id = person.id)
        OR EXISTS (SELECT FROM pools_findconsent given
                    WHERE given.candidate_id = person.id AND given.withdrawn_at IS NULL))
 ORDER BY near.nearness DESC, person.sort_key, person.id
 LIMIT %(most)s
"""


@dataclass(frozen=True, slots=True)
class Found:
    """The ids of those who were found, the nearest first, and whether there are more."""

    people: Sequence[UUID]
    has_more: bool = False


def look_up(here: Reach, text: str) -> Found:
    """Whoever of here has this e-mail address, or a name like this. Nobody for a text that says too little."""
    if "@" in text:
        return Found(list(with_address(here, text).values_list("pk", flat=True)))
    return with_name_like(here, text)


def people(found: Found) -> list[Candidate]:
    """Those who were found, the nearest first, with their employer and the pools they are in."""
    known = {person.pk: person for person in with_pools(Candidate.objects.filter(pk__in=found.people))}
    return [known[pk] for pk in found.people]


def says_enough(text: str) -> bool:
    """Whether there is enough in it to look for."""
    return len(sort_key(text).replace(" ", "")) >= SHORTEST


def with_address(here: Reach, email: str) -> QuerySet[Candidate]:
    """Whoever of here has exactly this address, or had it before two records of theirs were merged. By the index."""
    return findable(candidates(here).known_by(email))


def findable(people: QuerySet[Candidate]) -> QuerySet[Candidate]:
    """Those who have been told, and have not withdrawn from being found."""
    given = FindConsent.objects.filter(candidate=OuterRef("pk"))
    return people.filter(~Exists(given) | Exists(given.filter(withdrawn_at=None)), told_on__isnull=False)


def with_name_like(here: Reach, text: str) -> Found:
    """Those of here whose name is like a text, accents aside, with a mistake or two, and in whatever order."""
    name = sort_key(text)
    if not says_enough(name):
        return Found([])
    found: list[UUID] = []
    weighed = WHOLE_NAME if " " in name else ONE_WORD
    parts = parts_of(name)
    patterns = {f"part{number}": f"%{escaped(part)}%" for number, part in enumerate(parts)}
    for condition in conditions(len(parts)):
        found = found or asked(here, BY_PARTS.format(weighed=weighed, parts=condition), name, NEAR, patterns)
    return Found(found[:MOST], has_more=len(found) > MOST) if found else with_name_faintly_like(here, name)


def with_name_faintly_like(here: Reach, name: str) -> Found:
    """The same where no part of the name is whole."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT set_config('pg_trgm.word_similarity_threshold', %s, true)", [str(FAINTLY_NEAR)])
        found = asked(here, BY_WEIGHT, name, FAINTLY_NEAR, {})
    return Found(found[:MOST], has_more=len(found) > MOST)


def conditions(number: int) -> list[str]:
    """Which of so many parts a name has to have, the strictest condition first."""
    holds = [f"sort_key LIKE %(part{place})s" for place in range(number)]
    pairs = [f"({one} AND {other})" for one, other in combinations(holds, 2)]
    either = [holds] if number < MOST_PARTS else [pairs, holds]
    return [f"({' OR '.join(one)})" for one in either]


def asked(here: Reach, near: str, name: str, least: float, patterns: dict[str, str]) -> list[UUID]:
    """The ids of one statement, one more than are shown."""
    statement = near + OF_HERE.format(everywhere="TRUE" if here.slugs is None else "FALSE")
    values = {"name": name, "least": least, "regions": sorted(here.slugs or ()), "most": MOST + 1}
    with connection.cursor() as cursor:
        cursor.execute(statement, values | patterns)
        return [row[0] for row in cursor.fetchall()]


def parts_of(name: str) -> list[str]:
    """A name in one, two or three parts about as long as each other, of which a mistake leaves one whole.

    None is too short for the index, unless the name itself is.
    """
    number = 1 if len(name) < LONG_WORD else 2 if len(name) < LONG_NAME else MOST_PARTS
    cuts = [round(place * len(name) / number) for place in range(number + 1)]
    parts = [name[begin:end] for begin, end in pairwise(cuts)]
    return [part for part in parts if len(part.strip()) >= SHORTEST] or [name]


def escaped(text: str) -> str:
    """As LIKE takes it word for word."""
    return text.replace("\\", r"\\").replace("%", r"\%").replace("_", r"\_")
