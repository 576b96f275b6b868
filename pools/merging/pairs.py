"""Pairs of records that are likely to be of one person: the same name and employer, or addresses that are alike."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from django.db import connection

from pools.models import Candidate
from pools.reach import candidates
from pools.telling import with_pools
from regions.reach import Reach

NAME, ADDRESS = "name", "address"
WHY = {
    NAME: "The same name and employer",
    ADDRESS: "The same name before the @ of the address",
}
MOST = 300

# Of addresses alike are those with the same words before the @, where that is a first name and a family name: one word
# ("info", "jsmith") is had by many.
LIKELY = """
WITH here AS MATERIALIZED (
    SELECT person.id, person.sort_key, person.employer_id, lower(person.employer_outside) AS outside, person.kept_by_id,
           split_part(lower(person.email), '@', 1) AS mailbox
      FROM pools_candidate person
     WHERE person.merged_into_id IS NULL
       AND (person.kept_by_id = %(region)s
            OR EXISTS (SELECT FROM pools_membership member JOIN pools_pool pool ON pool.id = member.pool_id
                        WHERE member.candidate_id = person.id AND pool.region_id = %(region)s))
), likely AS (
    SELECT one.id AS one, other.id AS other, 'name' AS why
      FROM here one JOIN here other ON one.sort_key = other.sort_key AND one.id < other.id
     WHERE one.employer_id = other.employer_id
        OR one.employer_id IS NULL AND other.employer_id IS NULL AND one.outside = other.outside AND one.outside <> ''
    UNION ALL
    SELECT one.id, other.id, 'address'
      FROM here one JOIN here other ON one.mailbox = other.mailbox AND one.id < other.id
     WHERE one.mailbox ~ '[[:alpha:]]{2,}[._-][[:alpha:]]{2,}'
)
SELECT likely.one, likely.other, array_agg(likely.why ORDER BY likely.why DESC)
  FROM likely JOIN here one ON one.id = likely.one JOIN here other ON other.id = likely.other
 WHERE %(region)s IN (one.kept_by_id, other.kept_by_id)
   AND NOT EXISTS (SELECT FROM pools_foundapart apart WHERE apart.one = likely.one AND apart.other = likely.other)
 GROUP BY likely.one, likely.other, one.sort_key
 ORDER BY one.sort_key, likely.one, likely.other
 LIMIT %(most)s
"""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two records, and why they may be of one person."""

    one: Candidate
    other: Candidate
    why: tuple[str, ...]

    @property
    def in_words(self) -> str:
        return "; ".join(WHY[why] for why in self.why)


def likely_pairs(region: str) -> list[tuple[UUID, UUID, tuple[str, ...]]]:
    """The ids of the pairs of a region, by name, at most so many. One statement.

    Both are of the region, which keeps the record of one of them at least. Found apart, they are no pair any more.
    """
    with connection.cursor() as cursor:
        cursor.execute(LIKELY, {"region": region, "most": MOST})
        return [(one, other, tuple(why)) for one, other, why in cursor.fetchall()]


def pairs_of(ids: list[tuple[UUID, UUID, tuple[str, ...]]]) -> Iterator[Pair]:
    """The pairs with their people: two queries, however many there are."""
    wanted = {pk for one, other, _why in ids for pk in (one, other)}
    known = {person.pk: person for person in with_pools(Candidate.objects.filter(pk__in=wanted))}
    for one, other, why in ids:
        yield Pair(known[one], known[other], why)


def of_here(here: Reach, email: str) -> Candidate | None:
    """Whoever of here is known by an address, told or not: two records that nobody has found can be compared so."""
    return candidates(here).known_by(email).first()
