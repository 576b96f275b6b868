"""What a return should come to, kept beside it with a pencil: every word that is said is written down here too."""

import datetime as dt
from collections import Counter
from dataclasses import dataclass, field, replace

from talentboard.months import add_months

Told = tuple[dt.date, str]  # expected on, probability
MONTHS = (12, 36, 60)


@dataclass(frozen=True)
class Written:
    """A post as it is kept, or as a line says it will be. told: its open and its confidential forecast."""

    title: str
    role_family: str
    critical: bool
    kind: str
    holders: tuple[str, ...]
    since: dt.date
    told: tuple[Told | None, Told | None] = (None, None)
    closes_on: dt.date | None = None

    def row(self) -> dict[str, str]:
        """As a row of the sheet says it."""
        return {
            "title": self.title,
            "role_family": self.role_family,
            "critical": "yes" if self.critical else "no",
            "occupancy": self.kind,
            "holder": "; ".join(self.holders),
            "since": str(self.since),
        }

    @property
    def is_open(self) -> bool:
        return self.kind in ("vacant", "interim", "acting")

    def in_force(self, edition: str) -> Told | None:
        """The forecast that counts in an edition; none of an open post, nor for a day on which it is no post."""
        told = (self.told[1] or self.told[0]) if edition == "full" else self.told[0]
        if told is None or self.is_open or (self.closes_on and told[0] >= self.closes_on):
            return None
        return told


@dataclass
class Pencil:
    """kept: what is kept, by reference. said: what the lines say, where they say something else than is kept.

    spoken: the references of which anything is said.
    """

    day: dt.date
    kept: dict[str, Written]
    said: dict[str, Written] = field(default_factory=dict)
    spoken: set[str] = field(default_factory=set)
    days: int = 0

    def next_day(self) -> dt.date:
        """A day later than any that has been written down before, and before the return's."""
        self.days += 1
        return dt.date(2021, 1, 1) + dt.timedelta(days=self.days)

    def now(self, ref: str) -> Written:
        return self.said.get(ref) or self.kept[ref]

    def say(self, ref: str, **facts) -> Written:
        self.said[ref] = replace(self.now(ref), **facts)
        self.spoken.add(ref)
        return self.said[ref]

    def take_back(self, ref: str) -> None:
        self.said.pop(ref, None)
        self.spoken.discard(ref)

    def correct(self, ref: str, **facts) -> Written:
        self.kept[ref] = replace(self.kept[ref], **facts)
        return self.kept[ref]

    def sign(self) -> None:
        self.kept |= self.said
        self.said, self.spoken = {}, set()

    def posts(self) -> dict[str, Written]:
        """Those that are posts on the day."""
        return {ref: one for ref, one in self.kept.items() if one.closes_on is None or one.closes_on > self.day}

    def counted(self) -> Counter:
        """role family, critical, measure -> how many on the day."""
        found: Counter = Counter()
        for one in self.posts().values():
            found[one.role_family, one.critical, "posts"] += 1
            found[one.role_family, one.critical, "vacant"] += one.kind == "vacant"
            found[one.role_family, one.critical, "covered"] += one.kind in ("interim", "acting")
        return +found

    def expected(self, edition: str) -> Counter:
        """role family, horizon by its place, chance in 1e-4 -> how many posts are forecast."""
        found: Counter = Counter()
        for one in self.posts().values():
            if told := one.in_force(edition):
                months = [place for place, number in enumerate(MONTHS, 1) if told[0] < add_months(self.day, number)]
                if months:
                    found[one.role_family, months[0], int(float(told[1]) * 10000)] += 1
        return found
