"""Panels for a round of assessments: who sits when, and who sees whom. Mixed-integer programs, without Django.

answer_of(build(read_instance(Path("INSTANCE.json")), seconds=60, seed=0))       what bin/manage build_panels prints
"""

from .answer import answer_of
from .builder import Built, build
from .reading import instance_of, read_instance

__all__ = ["Built", "answer_of", "build", "instance_of", "read_instance"]
