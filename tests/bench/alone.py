"""One subject in a process of its own: `python -m tests.bench.alone prepare|measure SUBJECT [ROUNDS [WORDS]]`.

Results are lines of JSON on standard output.
"""

from __future__ import annotations

import importlib
import json
import os
import sys


def main(verb: str, name: str, rounds: str = "25", only: str = "") -> None:
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "talentboard.settings")
    django.setup()
    from tests.bench.measuring import measured

    subject = importlib.import_module(f"tests.bench.subjects.{name}")
    if verb == "prepare":
        getattr(subject, "prepare", lambda: None)()
        return
    for result in measured(name, subject.measures(), rounds=int(rounds), only=only):
        print(json.dumps(result.as_json()), flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
