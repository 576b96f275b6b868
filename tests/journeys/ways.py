"""The ways in which people look at the site, and who they are."""

from dataclasses import dataclass

from talentboard.access import Role


@dataclass(frozen=True)
class Way:
    """A width in pixels, and whether JavaScript runs."""

    width: int = 1280
    javascript: bool = True

    def __str__(self) -> str:
        return f"{self.width}{'' if self.javascript else '-without-javascript'}"

    @property
    def is_wide(self) -> bool:
        return self.width > 640


WIDE, PHONE = Way(1280), Way(390)
WAYS = (WIDE, PHONE, Way(1280, javascript=False), Way(390, javascript=False))


@dataclass(frozen=True)
class Person:
    """Somebody with one role, or with none. region: where they hold it; none: in England. organisation: the code of the
    one in which they hold it."""

    name: str
    role: Role | None = None
    region: str | None = None
    organisation: str | None = None

    @property
    def email(self) -> str:
        return f"{self.name.lower().replace(' ', '.')}@example.nhs.uk"
