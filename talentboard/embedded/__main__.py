"""`python -m talentboard.embedded run|status|stop|demo`: the front doors' way to the services."""

import argparse
import sys

from .locks import alone, open_lock, try_lock
from .membership import keep, running, stop_all
from .place import find_place, say
from .refusal import Refusal
from .run import run

USAGE = """\
python -m talentboard.embedded run [--test] -- COMMAND ARGUMENTS...
       python -m talentboard.embedded status [--test]
       python -m talentboard.embedded stop [--test]
       python -m talentboard.embedded demo [--reset] [--port N]"""


def main(arguments: list[str]) -> int:
    """Do what the command line says; 0, or the exit code of the command that was run."""
    own, command = arguments, []
    if "--" in arguments:
        cut = arguments.index("--")
        own, command = arguments[:cut], arguments[cut + 1 :]
    asked = _parser().parse_args(own)
    try:
        if asked.verb == "demo":
            from .demonstration.life import demonstrate, port_from  # what only it needs would make every join slower

            return demonstrate(port_from(asked.port), asked.reset)
        if asked.verb == "run":
            if not command:
                raise Refusal("Which command? python -m talentboard.embedded run -- COMMAND ARGUMENTS...")
            return run(command, asked.test)
        if asked.verb == "keep":
            keep(find_place(asked.test), asked.lock)
            return 0
        return _status(asked.test) if asked.verb == "status" else _stop(asked.test)
    except Refusal as refusal:
        say(str(refusal))
        return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m talentboard.embedded", usage=USAGE)
    verbs = parser.add_subparsers(dest="verb", required=True)
    demo = verbs.add_parser("demo", prog="bin/demo", description="Run the demonstration until Ctrl-C.")
    demo.add_argument("--port", help="where the site answers (default: PORT, else 8000)")
    demo.add_argument("--reset", action="store_true", help="delete the embedded data and start afresh")
    for verb in ("run", "status", "stop", "keep"):
        described = verbs.add_parser(verb)
        described.add_argument("--test", action="store_true", help="the services of the tests")
        if verb == "keep":
            described.add_argument("--lock", type=int, required=True, help="the descriptor of the keeper's lock")
    return parser


def _status(for_tests: bool) -> int:
    place = find_place(for_tests)
    names = running(place)
    sys.stdout.write(f"{' and '.join(names) or 'Nothing'} running in {place.home}\n")
    return 0


def _stop(for_tests: bool) -> int:
    """Stop services that nobody uses; refuse to take them from somebody."""
    place = find_place(for_tests)
    with alone(place.lock("start")):
        users = open_lock(place.lock("users"))
        if not try_lock(users):
            raise Refusal(f"Something still uses the services in {place.home}: end it first.")
        stop_all(place)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
