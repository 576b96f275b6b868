"""The pools of each region. They differ, as regions do: not every role family has one everywhere."""

from dataclasses import dataclass

from talentboard.demonstration.files import Row

DIRECTORS, CHIEF, CHAIR = "executive-director", "chief-executive", "chair"
BANDS = ("ready-now", "within-a-year", "one-to-three-years", "three-to-five-years", "developing")


@dataclass(frozen=True, slots=True)
class Bench:
    """A pool. share: its part of the region's members; ready: the part of them that is ready now."""

    name: str
    kind: str
    families: tuple[str, ...]
    level: str
    share: float
    ready: float

    def row(self, region: str) -> Row:
        """The pool as a row of the sheet pools."""
        return {
            "region": region,
            "pool": self.name,
            "kind": self.kind,
            "role_families": "; ".join(self.families),
            "level": self.level,
        }


def chiefs(share: float, ready: float) -> Bench:
    return Bench("Aspirant chief executives", "chief-executive", ("chief-executive",), CHIEF, share, ready)


def chairs(share: float, ready: float) -> Bench:
    return Bench("Aspirant chairs", "chair", ("chair",), CHAIR, share, ready)


def clinical(share: float, ready: float) -> Bench:
    return Bench("Clinical executives", "clinical-executive", ("nursing", "medical"), DIRECTORS, share, ready)


def directors(name: str, share: float, ready: float, *families: str, kind: str = "director") -> Bench:
    return Bench(name, kind, families, DIRECTORS, share, ready)


# fmt: off
POOLS: dict[str, tuple[Bench, ...]] = {
    "london": (
        chiefs(.2, .08),
        chairs(.12, .12),
        clinical(.3, .13),
        directors("Aspirant directors", .38, .14, "finance", "operations", "people", "digital", "strategy",
                  kind="aspirant-director"),
    ),
    "south-west": (
        chiefs(.2, .05),
        clinical(.3, .09),
        directors("Finance and strategy directors", .22, .1, "finance", "strategy"),
        directors("Operations, people and digital directors", .28, .14, "operations", "people", "digital"),
    ),
    "south-east": (
        chiefs(.24, .08),
        Bench("Nurse directors", "clinical-executive", ("nursing",), DIRECTORS, .2, .12),
        Bench("Medical directors", "clinical-executive", ("medical", "allied-health"), DIRECTORS, .2, .07),
        directors("Aspirant directors", .36, .13, "finance", "operations", "people", "strategy",
                  kind="aspirant-director"),
    ),
    "midlands": (
        chiefs(.22, .1),
        clinical(.3, .11),
        directors("Finance directors", .18, .14, "finance"),
        directors("Aspirant directors", .3, .15, "operations", "people", "strategy", "governance",
                  kind="aspirant-director"),
    ),
    "east": (
        chiefs(.22, .08),
        clinical(.28, .15),
        directors("Finance, digital and governance directors", .22, .04, "finance", "digital", "governance"),
        directors("Operations, people and strategy directors", .28, .25, "operations", "people", "strategy"),
    ),
    "north": (
        chiefs(.22, .09),
        chairs(.1, .08),
        clinical(.3, .14),
        directors("Aspirant directors", .38, .15, "finance", "operations", "people", "digital", "strategy",
                  kind="aspirant-director"),
    ),
}
# fmt: on

PEOPLE = {"london": 150, "south-west": 125, "south-east": 135, "midlands": 165, "east": 130, "north": 195}
