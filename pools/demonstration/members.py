"""Members, made up: who they are, where they would go, what was decided of them and how they stand."""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from random import Random

from talentboard.accounts.demonstration import DOMAIN
from talentboard.demonstration import days_before, quota
from talentboard.demonstration.names import People, mailbox

from .catalogue import BANDS, PEOPLE, Bench
from .holders import Bowl, Holder

SORTS = {"placed": 0.03, "acting": 0.05, "peer": 0.07, "below": 0.3, "outside": 0.06, "unknown": 0.04}
LATER_BANDS = {"within-a-year": 0.22, "one-to-three-years": 0.24, "three-to-five-years": 0.2, "developing": 0.12}
STATES = {"on-hold": 0.04, "lapsed": 0.03, "withdrawn": 0.02, "left": 0.02}
PASTS = {"stale": 0.09, "past its end": 0.025, "new": 0.13}
OUTSIDE = (
    "A county council", "A university", "The civil service", "The armed forces", "A housing association",
    "An independent hospital group", "A national charity",
)  # fmt: skip
NOT_HERE = 0.12  # would go to other regions only
CHALLENGED = 0.4
IN_TWO_POOLS = 0.175


@dataclass(frozen=True, slots=True)
class Member:
    """A person, with everything that the sheet members asks for except a pool."""

    ref: str
    name: str
    email: str
    employer: str
    current_post: str
    mobility: tuple[str, ...]
    challenged: bool
    sort: str


@dataclass(frozen=True, slots=True)
class Standing:
    """A membership: band and day of every decision, oldest first, and the state, which it has been in since June or
    only since the last quarter."""

    member: Member
    bench: Bench
    decisions: tuple[tuple[str, dt.date], ...]
    state: str
    since_before: bool


class Cast:
    """Makes the members of one region, in an order that never changes."""

    def __init__(self, region: str, known: Sequence[Holder], codes: Sequence[str], *, by: Random) -> None:
        self.region, self.codes, self.by = region, codes, by
        self.bowl = Bowl(known, by=by)
        self.people = People("candidates", region)
        self.emails: set[str] = set()
        self.number = 0
        self.initials = "".join(word[0] for word in region.split("-")).upper()

    def members(self, bench: Bench, number: int) -> list[Member]:
        """So many new members for a pool."""
        sorts = quota(range(number), SORTS, by=self.by)
        sort_of = {place: sort for sort, places in sorts.items() for place in places}
        return [self.member(sort_of[place], bench) for place in range(number)]

    def member(self, sort: str, bench: Bench) -> Member:
        wanted = "below" if bench.level == "chief-executive" and sort in ("", "unknown") else sort
        holder = None if wanted in ("", "outside", "unknown") else self.bowl.draw(wanted, bench)
        name = holder.name if holder else self.people.name()
        self.number += 1
        return Member(
            ref=f"{self.initials}-{self.number:03}",
            name=name,
            email=self.email(name),
            employer=self.employer(sort, holder),
            current_post=f"{holder.organisation}:{holder.ref}" if holder else "",
            mobility=self.mobility(),
            challenged=self.by.random() < CHALLENGED,
            sort=sort if holder or sort not in ("placed", "acting", "peer") else "",
        )

    def email(self, name: str) -> str:
        for number in range(1, 100):
            found = f"{mailbox(name, number)}.{self.region}@{DOMAIN}"
            if found not in self.emails:
                self.emails.add(found)
                return found
        raise ValueError(f"There are a hundred people called {name}.")

    def employer(self, sort: str, holder: Holder | None) -> str:
        if holder:
            return holder.organisation
        if sort == "outside":
            return self.by.choice(OUTSIDE)
        return "" if sort == "unknown" else self.by.choice(self.codes)

    def mobility(self) -> tuple[str, ...]:
        elsewhere = [region for region in PEOPLE if region != self.region]
        others = self.by.sample(elsewhere, self.by.choice((0, 0, 1, 1, 2, 3)))
        if self.by.random() < NOT_HERE:
            return tuple(others or elsewhere[:1])
        return (self.region, *others)


def standings(
    members: Sequence[Member], bench: Bench, *, as_of: dt.date, last: dt.date, by: Random
) -> Iterator[Standing]:
    """The memberships of these people in a pool. last: the quarter end before."""
    bands = dealt(members, {"ready-now": bench.ready, **LATER_BANDS}, by)
    pasts, states = dealt(members, PASTS, by), dealt(members, STATES, by)
    for member in members:
        band, past = bands[member.ref] or "developing", pasts[member.ref]
        state = "placed" if member.sort == "placed" else states[member.ref] or "active"
        if state not in ("active", "on-hold") and past:
            past = ""
        decisions = tuple(decided(band, past, as_of=as_of, last=last, by=by))
        yield Standing(member, bench, decisions, state, since_before=state != "placed" and by.random() < 0.5)


def decided(band: str, past: str, *, as_of: dt.date, last: dt.date, by: Random) -> Iterator[tuple[str, dt.date]]:
    """The decisions on a member's readiness: most were looked at again within the last year, and are nearer now."""
    if past == "new":
        yield band, days_before(as_of, by.randint(0, (as_of - last).days - 1))
    elif past == "stale":
        yield band, days_before(as_of, by.randint(380, 690))
    else:
        joined = by.randint(735, 800) if past == "past its end" else by.randint((as_of - last).days + 5, 700)
        again = by.randint(3, min(330, joined - 1)) if joined > 130 else 0
        earlier = BANDS[min(BANDS.index(band) + by.choice((0, 1, 1)), len(BANDS) - 1)] if again else band
        yield earlier, days_before(as_of, joined)
        if again:
            yield band, days_before(as_of, again)


def dealt(members: Iterable[Member], shares: dict[str, float], by: Random) -> dict[str, str]:
    """What each member (by reference) is dealt; "" for the rest."""
    found = quota([member.ref for member in members], shares, by=by)
    return {ref: name for name, refs in found.items() for ref in refs}
