"""How gunicorn serves the site: `gunicorn --config python:talentboard.serving talentboard.wsgi:application`.

Processes: WEB_CONCURRENCY, which gunicorn reads by itself. No line an answer is written: addresses hold secrets (an
invitation's), and `/metrics` counts what is answered.
"""

import os
import tempfile
from pathlib import Path
from typing import Any

from gunicorn.glogging import Logger

from talentboard.settings.environment import number

SHARED_MEMORY = Path("/dev/shm")  # noqa: S108  a memory file system: a slow disk makes no worker look dead
SAID_OF_ADDRESSES = "Error handling request %s"


class WithoutAddresses(Logger):
    """What gunicorn says of a request that broke outside Django names no address."""

    def exception(self, msg: Any, *args: Any, **kwargs: Any) -> None:
        if str(msg).startswith(SAID_OF_ADDRESSES):
            msg, args = "Error handling a request", ()
        super().exception(msg, *args, **kwargs)


bind = f"0.0.0.0:{number('PORT', 8000)}"
worker_class = "gthread"
threads = number("TALENTBOARD_THREADS", 4)
worker_tmp_dir = str(SHARED_MEMORY) if SHARED_MEMORY.is_dir() else None
control_socket_disable = True
logger_class = WithoutAddresses
loglevel = "warning"
accesslog = None
errorlog = "-"
graceful_timeout = 30
timeout = 60


def on_starting(server: Any) -> None:
    """All web processes count into one folder, where the numbers are read at all."""
    if os.environ.get("TALENTBOARD_METRICS_TOKEN") and not os.environ.get("PROMETHEUS_MULTIPROC_DIR"):
        os.environ["PROMETHEUS_MULTIPROC_DIR"] = tempfile.mkdtemp(prefix="talentboard-metrics-")


def child_exit(server: Any, worker: Any) -> None:
    """What a process that ended had counted stays counted; what it alone was is forgotten."""
    if os.environ.get("PROMETHEUS_MULTIPROC_DIR"):
        from prometheus_client import multiprocess

        multiprocess.mark_process_dead(worker.pid)
