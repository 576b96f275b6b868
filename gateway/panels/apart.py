"""The process in which a program is solved beside another one (`beside.py`): python -m gateway.panels.apart.

On standard input what is to be solved, in how many seconds and within which gap; on standard output what was found.
"""

import os
import pickle
import sys


def main() -> None:
    with os.fdopen(os.dup(1), "wb") as answer:
        os.dup2(2, 1)  # whatever HiGHS says, past Python, goes to standard error
        program, seconds, gap = pickle.load(sys.stdin.buffer)  # noqa: S301 (written by ourselves)
        pickle.dump(program.solve(seconds=seconds, gap=gap), answer)


if __name__ == "__main__":
    main()
