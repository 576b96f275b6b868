"""What is kept of the rounds and people that a file speaks of, in a few statements however many there are."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from dataclasses import dataclass, field

from django.db.models.functions import Lower

from nominations.models import Nomination, Round
from nominations.models.nomination import STANDING
from pools.models import Candidate, Pool, ReadinessBand
from regions.models import Region
from talentboard.accounts.models import User
from talentboard.clock import LONDON
from talentboard.sheets import Reading

Unsaid = tuple[object, object, str, dt.date]  # a round, a nominator, a state, and since when


@dataclass
class Kept:
    """regions by slug, bands by code; pools by region and name in small letters, rounds by these and their title;
    accounts and candidates by e-mail; nominations that somebody agreed to by round, candidate and nominator; who has
    one that goes on, by round; how many there are that nobody agreed to.
    """

    regions: dict[str, Region] = field(default_factory=dict)
    bands: dict[str, ReadinessBand] = field(default_factory=dict)
    pools: dict[tuple[str, str], Pool] = field(default_factory=dict)
    rounds: dict[tuple[str, str, str], Round] = field(default_factory=dict)
    accounts: dict[str, User] = field(default_factory=dict)
    candidates: dict[str, Candidate] = field(default_factory=dict)
    nominations: dict[tuple[object, object, object], Nomination] = field(default_factory=dict)
    standing: dict[object, set[object]] = field(default_factory=lambda: defaultdict(set))
    unsaid: Counter[Unsaid] = field(default_factory=Counter)


def kept_of(reading: Reading) -> Kept:
    """Everything that the rows speak of: eight statements."""
    rows = list(reading.rows_of("nominations"))
    emails = {row[column] for row in rows for column in ("nominator", "endorser", "email") if row.get(column)}
    kept = Kept(regions=Region.objects.in_bulk(), bands=ReadinessBand.objects.in_bulk())
    for pool in Pool.objects.select_related("region"):
        kept.pools[pool.region_id, pool.name.casefold()] = pool
    titles = {row["round"].casefold() for row in reading.rows_of("rounds") if row.get("round")}
    titles |= {row["round"].casefold() for row in rows if row.get("round")}
    found = Round.objects.annotate(small=Lower("title")).filter(small__in=titles).select_related("pool")
    for round in found:
        kept.rounds[round.pool.region_id, round.pool.name.casefold(), round.title.casefold()] = round
    accounts = User.objects.annotate(small=Lower("email")).filter(small__in=emails)
    kept.accounts = {account.email.lower(): account for account in accounts}
    kept.candidates = Candidate.objects.by_address(emails)
    keep_nominations(kept)
    return kept


def keep_nominations(kept: Kept) -> None:
    """What is in the rounds that were run on paper."""
    on_paper = [round.pk for round in kept.rounds.values() if round.on_paper]
    for one in Nomination.objects.filter(round__in=on_paper).prefetch_related("steps"):
        if one.candidate_id is None:
            kept.unsaid[one.round_id, one.nominator_id, one.state, day_of(one.moved_at)] += 1
            continue
        kept.nominations[one.round_id, one.candidate_id, one.nominator_id] = one
        if one.state in STANDING:
            kept.standing[one.round_id].add(one.candidate_id)


def day_of(moment: dt.datetime) -> dt.date:
    return moment.astimezone(LONDON).date()
