"""The product's timetable with nothing on it but the sweep, so that the night's figures do not come between."""

from talentboard.celery import app

app.conf.beat_schedule = {"sweep-jobs": app.conf.beat_schedule["sweep-jobs"]}
