"""`python -m talentboard.health web|worker|timetable|retention`: a container's health check. Exit code 0 means healthy.

web: asks this machine's `/healthz`, under the first name the site answers to. worker, timetable, retention: the file in
TALENTBOARD_ALIVE was touched lately. Nothing is imported that takes long: it is asked every half minute.
"""

import http.client
import os
import sys

from .alive import is_alive

PATIENCE = 5


def web_answers() -> bool:
    """Whether the web process on this machine answers."""
    host = os.environ.get("TALENTBOARD_HOSTS", "localhost").split(",")[0]
    line = http.client.HTTPConnection("127.0.0.1", int(os.environ.get("PORT") or 8000), timeout=PATIENCE)
    try:
        line.request("GET", "/healthz", headers={"Host": host})
        return line.getresponse().status == 200
    except (OSError, http.client.HTTPException):
        return False
    finally:
        line.close()


def main(asked: list[str]) -> int:
    """0 healthy, 1 not, 2 for a question that is not known."""
    if asked == ["web"]:
        return 0 if web_answers() else 1
    if asked in (["worker"], ["timetable"], ["retention"]):
        return 0 if is_alive(os.environ.get("TALENTBOARD_ALIVE", "")) else 1
    sys.stderr.write("python -m talentboard.health takes web, worker, timetable or retention.\n")
    return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
