"""`bin/bench`: every subject that is asked for, each on a copy of its own and in a process of its own."""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys

from tests.bench.printing import machine, table
from tests.bench.records import Result

# The modules of tests/bench/subjects, each with the database login of its process.
SUBJECTS = {"autosave": "web", "figures": "owner", "first_visit": "web", "gap": "owner", "largest": "owner",
            "packs": "worker", "pages": "web", "panels": "worker", "queue": "web", "returns": "web",
            "search": "web"}  # fmt: skip
ONLY_BY_NAME = {"largest", "packs", "panels"}  # half an hour, some minutes, six minutes
FEWEST = 9


def main(arguments: list[str]) -> None:
    asking = parser()
    asked = asking.parse_args(arguments)
    if unknown := {*asked.subjects} - {*SUBJECTS}:
        asking.error(f"there is no subject {', '.join(sorted(unknown))}: there are {', '.join(SUBJECTS)}")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "talentboard.settings")
    from tests.bench.stage import set_up

    results: list[Result] = []
    with set_up() as stage:
        for subject in asked.subjects or [name for name in SUBJECTS if name not in ONLY_BY_NAME]:
            print(f"Measuring {subject} ...", file=sys.stderr, flush=True)
            with stage.copy(subject) as addresses:
                run("prepare", subject, environment=stage.environment("worker", addresses))
                environment = stage.environment(SUBJECTS[subject], addresses)
                said = run("measure", subject, str(asked.rounds), asked.only, environment=environment)
            results += [result_of(json.loads(line)) for line in said.splitlines()]
    if asked.json:
        told = {"machine": machine(), "rounds": asked.rounds, "results": [result.as_json() for result in results]}
        print(json.dumps(told, indent=2))
    else:
        print(table(results, rounds=asked.rounds))


def parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="bin/bench", description="What things cost, as ratios.")
    parser.add_argument("subjects", nargs="*", metavar="SUBJECT", help=", ".join(SUBJECTS))
    parser.add_argument("--only", default="", metavar="WORDS", help="only what has these words in its name")
    parser.add_argument("--rounds", type=rounds, default=25, help="samples of each side, at least 9 (default: 25)")
    parser.add_argument("--json", action="store_true", help="JSON instead of a table")
    return parser


def rounds(text: str) -> int:
    number = int(text)
    if number < FEWEST:
        raise argparse.ArgumentTypeError(f"at least {FEWEST}: fewer say nothing")
    return number


def run(*arguments: str, environment: dict[str, str]) -> str:
    """Run `tests.bench.alone`; its standard output. Whatever else is said goes to standard error."""
    command = [sys.executable, "-P", "-m", "tests.bench.alone", *arguments]
    done = subprocess.run(command, env=environment, stdout=subprocess.PIPE, text=True, check=False)
    if done.returncode != 0:
        sys.exit(f"{' '.join(arguments[:2])}: this could not be done, so there are no figures.")
    return done.stdout


def result_of(line: dict) -> Result:
    line.pop("met")
    return Result(**line)


if __name__ == "__main__":
    main(sys.argv[1:])
