"""What the row of a nomination was before, without a word of what anybody wrote and without names and addresses."""

from django.db import models

from regions.models.history import changes_of
from talentboard.database.privileges import Privileges
from talentboard.database.triggers import kept

from .nomination import Nomination, until_after_end

# Never in the history, so that a deletion deletes.
WORDS = (
    "nominee_name", "nominee_email", "nominee_job_title", "employer_outside", "development_needs",
    "to_team_because", "late_because",
)  # fmt: skip


class NominationChange(changes_of(Nomination, "NominationChange", without=WORDS, removals=False)):
    """It goes with its nomination."""

    privileges = Privileges(web="SELECT, INSERT", retention="SELECT, INSERT, DELETE")

    class Meta:
        indexes = [models.Index(fields=["id", "pgh_id"], name="nomination_change_of")]
        triggers = kept(until_after_end("id"))
