"""Work done in the background, each with one page and one progress bar."""

import datetime as dt
import uuid

from django.db import models
from django.db.models.functions import Now

from talentboard.database.privileges import Privileges


class Job(models.Model):
    """A piece of background work. `key` names the work itself: at most one alive (queued or running) a key.

    arguments: what the work needs, references only. result: what its page links to. `attempts` numbers the runs; *done*
    is written only where it is still this run's. region: slug or `england`, for who may see it.
    """

    class State(models.TextChoices):
        QUEUED = "queued", "Waiting to start"
        RUNNING = "running", "Running"
        DONE = "done", "Done"
        FAILED = "failed", "Failed"

    ALIVE = (State.QUEUED, State.RUNNING)
    privileges = Privileges(retention="SELECT, UPDATE")  # its run is a job too

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=40)
    key = models.CharField(max_length=120)
    region = models.CharField(max_length=20)
    state = models.CharField(max_length=10, choices=State, default=State.QUEUED)
    arguments = models.JSONField(default=dict)
    result = models.JSONField(null=True, blank=True)
    failure = models.TextField(blank=True)
    attempts = models.PositiveIntegerField(default=0)
    steps_done = models.PositiveIntegerField(default=0)
    steps = models.PositiveIntegerField(default=0)
    doing = models.CharField(max_length=120, blank=True)
    by = models.ForeignKey("talentboard.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    queued_at = models.DateTimeField(db_default=Now())
    sent_at = models.DateTimeField(db_default=Now())
    started_at = models.DateTimeField(null=True, blank=True)
    heartbeat_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-queued_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["key"], condition=models.Q(state__in=("queued", "running")), name="job_one_alive_per_key"
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=("queued", "running", "done", "failed")), name="job_state_known"
            ),
        ]
        indexes = [models.Index(fields=["state", "sent_at"], name="job_state_sent")]

    def __str__(self) -> str:
        return f"{self.kind} {self.key}"

    @property
    def access_region(self) -> str:
        return self.region

    @property
    def is_alive(self) -> bool:
        return self.state in self.ALIVE

    @property
    def last_moved_at(self) -> dt.datetime:
        """When it was last sent, or when whoever runs it last gave a sign of life, whichever was later."""
        is_running = self.state == self.State.RUNNING and self.heartbeat_at
        return max(self.sent_at, self.heartbeat_at) if is_running else self.sent_at
