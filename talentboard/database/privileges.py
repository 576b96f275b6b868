"""What each login may do with a model's table; a model says it as its attribute `privileges`."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from django.apps import apps
from django.db import models

LOGINS = ("web", "worker", "retention")
READ_AND_WRITE = "SELECT, INSERT, UPDATE, DELETE"


@dataclass(frozen=True, slots=True)
class Privileges:
    """SQL privileges on a table, separated by commas. The worker has those of the web, unless it has its own.

    retention: of the login that deletes what is past its time; none, unless the model says so.
    """

    web: str = READ_AND_WRITE
    worker: str | None = None
    retention: str = ""

    def of(self, login: str) -> frozenset[str]:
        """The privileges of a login (web, worker or retention)."""
        given = {"web": self.web, "worker": self.web if self.worker is None else self.worker}
        text = (given | {"retention": self.retention})[login]
        return frozenset(privilege.strip() for privilege in text.split(",") if privilege.strip())


EVERYDAY = Privileges()
KEPT = Privileges(web="SELECT, INSERT")
KEPT_ITS_TIME = Privileges(web="SELECT, INSERT", retention="SELECT, DELETE")
READ_ONLY = Privileges(web="SELECT", retention="SELECT")
NOTHING = Privileges(web="")
WORKER_WRITES = Privileges(web="SELECT", worker="SELECT, INSERT, UPDATE")


class Declared(NamedTuple):
    """A table that a model knows, and what the logins may do with it."""

    table: str
    privileges: Privileges


def declared() -> Iterator[Declared]:
    """Every table of every installed model. The table between two models takes those of the model that declares it."""
    for model in apps.get_models(include_auto_created=True):
        if model._meta.proxy or not model._meta.managed:
            continue
        declares: type[models.Model] = model._meta.auto_created or model
        yield Declared(model._meta.db_table, getattr(declares, "privileges", EVERYDAY))
