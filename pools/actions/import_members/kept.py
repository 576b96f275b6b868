"""What is kept of the pools and people that a file speaks of, in a few statements however many there are."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from pools.models import Candidate, Membership, MembershipState, Mobility, Pool, ReadinessBand, ReadinessDecision
from regions.models import Post, Region
from talentboard.sheets import Reading


@dataclass
class Kept:
    """regions by slug, bands by code, pools by region and name in small letters, candidates by e-mail (those of aliases
    too, each leading to the record that stands), posts by organisation's code and reference; mobility by candidate;
    memberships by pool and candidate, the oldest first; states and decisions by membership, the oldest first.
    """

    regions: dict[str, Region] = field(default_factory=dict)
    bands: dict[str, ReadinessBand] = field(default_factory=dict)
    pools: dict[tuple[str, str], Pool] = field(default_factory=dict)
    candidates: dict[str, Candidate] = field(default_factory=dict)
    posts: dict[tuple[str, str], Post] = field(default_factory=dict)
    mobility: dict[object, list[Mobility]] = field(default_factory=lambda: defaultdict(list))
    memberships: dict[tuple[object, object], list[Membership]] = field(default_factory=lambda: defaultdict(list))
    states: dict[object, list[MembershipState]] = field(default_factory=lambda: defaultdict(list))
    decisions: dict[object, list[ReadinessDecision]] = field(default_factory=lambda: defaultdict(list))

    def person(self, email: str) -> object:
        """What is the same for all addresses of one person."""
        known = self.candidates.get(email)
        return known.pk if known else email


def kept_of(reading: Reading) -> Kept:
    """Everything that the rows speak of: nine statements."""
    rows = list(reading.rows_of("members"))
    emails = {row["email"] for row in rows if row.get("email")}
    links = {row["current_post"] for row in rows if row.get("current_post")}
    kept = Kept(regions=Region.objects.in_bulk(), bands=ReadinessBand.objects.in_bulk())
    for pool in Pool.objects.all():
        kept.pools[pool.region_id, pool.name.casefold()] = pool
    kept.candidates = Candidate.objects.by_address(emails)
    kept.posts = posts_of(links)
    keep_memberships(kept)
    return kept


def posts_of(links: Iterable[tuple[str, str]]) -> dict[tuple[str, str], Post]:
    """The posts by the code of their organisation and their reference."""
    codes, refs = {code for code, _ref in links}, {ref for _code, ref in links}
    found = Post.objects.filter(organisation__code__in=codes, ref__in=refs).select_related("organisation")
    return {(post.organisation.code, post.ref): post for post in found}


def keep_memberships(kept: Kept) -> None:
    """What is kept of the candidates: where they would go, and every membership with its states and decisions."""
    ids = {candidate.pk for candidate in kept.candidates.values()}
    for mobility in Mobility.objects.filter(candidate__in=ids):
        kept.mobility[mobility.candidate_id].append(mobility)
    for membership in Membership.objects.counting().filter(candidate__in=ids).order_by("joined", "ends"):
        kept.memberships[membership.pool_id, membership.candidate_id].append(membership)
    for state in MembershipState.objects.filter(of__candidate__in=ids).order_by("effective_on", "pk"):
        kept.states[state.of_id].append(state)
    for decision in ReadinessDecision.objects.filter(membership__candidate__in=ids).order_by("decided_on", "pk"):
        kept.decisions[decision.membership_id].append(decision)
