"""What is to do, as the NHS task list shows it: a line a thing, in the order in which people do them."""

from typing import NamedTuple

TO_DO, COMPLETED, NOT_YET, OPTIONAL = "to do", "completed", "cannot start yet", "optional"
PLAIN = {COMPLETED, NOT_YET, OPTIONAL}


class Task(NamedTuple):
    """One thing to do. url: its page; empty while it cannot be started. hint: a line under its name. is_needed: before
    what follows."""

    name: str
    url: str = ""
    hint: str = ""
    state: str = TO_DO
    is_needed: bool = True

    @property
    def is_done(self) -> bool:
        return self.state == COMPLETED

    @property
    def is_plain(self) -> bool:
        """Whether its state is said in plain text, not as a tag."""
        return self.state in PLAIN

    @property
    def status_class(self) -> str:
        kinds = {COMPLETED: "completed", OPTIONAL: "completed", NOT_YET: "cannot-start-yet"}
        return f" nhsuk-task-list__status--{kinds[self.state]}" if self.state in kinds else ""
