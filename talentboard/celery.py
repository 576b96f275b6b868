"""The worker and the timetable: sign in to the database as worker when started by themselves."""

import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "talentboard.settings")
os.environ.setdefault("TALENTBOARD_LOGIN", "worker")

from celery import Celery

app = Celery("talentboard")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
app.autodiscover_tasks(["talentboard"], related_name="jobs.tasks")
