"""The worker and the timetable: sign in to the database as worker when started by themselves."""

import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "talentboard.settings")

from celery import Celery
from celery.signals import heartbeat_sent
from django.conf import settings

if not settings.configured:  # a process that has its settings has its login, and its children choose their own
    os.environ.setdefault("TALENTBOARD_LOGIN", "worker")

from talentboard.health import alive

app = Celery("talentboard")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
app.autodiscover_tasks(["talentboard"], related_name="accounts.tasks")
app.autodiscover_tasks(["talentboard"], related_name="digests.tasks")
app.autodiscover_tasks(["talentboard"], related_name="jobs.tasks")
app.autodiscover_tasks(["talentboard"], related_name="links.tasks")
app.autodiscover_tasks(["talentboard"], related_name="uploads.tasks")
app.autodiscover_tasks(["talentboard"], related_name="notifications.tasks")
app.autodiscover_tasks(["talentboard"], related_name="retention.tasks")
app.autodiscover_tasks(["talentboard"], related_name="person_file.tasks")


@heartbeat_sent.connect
def show_that_it_lives(**told: object) -> None:
    alive.touch()
