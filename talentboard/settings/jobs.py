"""Celery: its broker is REDIS_URL, the Job row is the result, and the timetable is here."""

import os

from .environment import needed, number

__all__ = [
    "CELERY_BEAT_SCHEDULE", "CELERY_BEAT_SCHEDULER",
    "CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP", "CELERY_BROKER_TRANSPORT_OPTIONS",
    "CELERY_BROKER_URL", "CELERY_TASK_ACKS_LATE", "CELERY_TASK_DEFAULT_QUEUE", "CELERY_TASK_IGNORE_RESULT",
    "CELERY_TASK_REJECT_ON_WORKER_LOST", "CELERY_TIMEZONE", "CELERY_WORKER_HIJACK_ROOT_LOGGER",
    "CELERY_WORKER_PREFETCH_MULTIPLIER", "JOBS_SWEEP_SECONDS",
]  # fmt: skip


def broker(address: str) -> str:
    """REDIS_URL as Celery spells it: `unix://` becomes `redis+socket://`."""
    return f"redis+socket://{address.removeprefix('unix://')}" if address.startswith("unix://") else address


JOBS_SWEEP_SECONDS = number("TALENTBOARD_SWEEP_SECONDS", 30)  # how often jobs that were left behind are looked for
CELERY_BROKER_URL = broker(needed("REDIS_URL", "the worker and the web need Valkey or Redis."))
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "global_keyprefix": os.environ.get("TALENTBOARD_CACHE_PREFIX", "talentboard") + ":jobs:",
    "visibility_timeout": 3600,
}
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_DEFAULT_QUEUE = "quick"
CELERY_TIMEZONE = "Europe/London"
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_BEAT_SCHEDULER = "talentboard.jobs.timetable:SoleTimetable"
CELERY_BEAT_SCHEDULE = {
    "sweep-jobs": {
        "task": "talentboard.jobs.sweep",
        "schedule": float(JOBS_SWEEP_SECONDS),
        "options": {"expires": JOBS_SWEEP_SECONDS},
    },
    "send-mails": {"task": "talentboard.notifications.send_due", "schedule": 60.0, "options": {"expires": 55}},
    "queue-digests": {"task": "talentboard.digests.queue", "schedule": 300.0, "options": {"expires": 290}},
    "forget-sessions": {
        "task": "talentboard.accounts.forget_sessions",
        "schedule": 3600.0,
        "options": {"expires": 3590},
    },
    "forget-links": {"task": "talentboard.links.forget", "schedule": 3600.0, "options": {"expires": 3590}},
    "forget-uploads": {"task": "talentboard.uploads.forget", "schedule": 900.0, "options": {"expires": 890}},
    "forget-person-files": {
        "task": "talentboard.person_file.forget",
        "schedule": 900.0,
        "options": {"expires": 890},
    },
    "retention-due": {"task": "talentboard.retention.due", "schedule": 900.0, "options": {"expires": 890}},
    "open-returns": {"task": "regions.open_returns", "schedule": 3600.0, "options": {"expires": 3500}},
    "remind-of-returns": {"task": "regions.remind", "schedule": 3600.0, "options": {"expires": 3500}},
    "nominations-by-the-day": {
        "task": "nominations.move_with_the_day",
        "schedule": 3600.0,
        "options": {"expires": 3500},
    },
    "remind-of-nominations": {"task": "nominations.remind", "schedule": 3600.0, "options": {"expires": 3500}},
    "snapshots-due": {"task": "dashboard.snapshots_due", "schedule": 300.0, "options": {"expires": 290}},
}
