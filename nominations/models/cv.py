"""CVs: kept in the database, outside what the web server serves, and deleted with what they were sent for."""

import uuid

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from talentboard.database.privileges import Privileges

from .nomination import Nomination


class CurriculumVitae(models.Model):
    """A nominee's CV, as it was sent. digest: SHA-256 of the content, in hexadecimal digits."""

    privileges = Privileges(retention="SELECT, DELETE")

    class Kind(models.TextChoices):
        PDF = "pdf", "PDF"
        DOCX = "docx", "Word"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    nomination = models.OneToOneField(Nomination, on_delete=models.CASCADE, related_name="cv")
    name = models.CharField("File name", max_length=200)
    kind = models.CharField(max_length=4, choices=Kind)
    size = models.PositiveIntegerField("Bytes")
    digest = models.CharField(max_length=64)
    content = models.BinaryField()
    kept_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(size__gt=0), name="cv_not_empty")]

    def __str__(self) -> str:
        return f"CV of {self.nomination_id}"
