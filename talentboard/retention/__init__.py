"""Retention: what is kept for how long, and what is deleted when its time is over.

An app says what it keeps in chapters, registered in its `apps.py`:

    register_retention(
        Chapter(
            slug="drafts",
            what="Drafts of nominations",
            lasts=Lasts(days=28),
            since="after they were last written in",
            parts=[
                Part(("answer", "answers"), answers_of_old, person="draft__nominee"),
                Part(("draft", "drafts"), old),
            ],
        )
    )

where `old` is a function from `On` to the rows due, `Draft.objects.filter(written_on__lte=on.over)`, and
`answers_of_old` one to `Answer.objects.filter(draft__in=old(on))`.
"""

from .chapters import Chapter, On, Part, deleted, emptied, register_retention
from .lasting import Lasts

__all__ = ["Chapter", "Lasts", "On", "Part", "deleted", "emptied", "register_retention"]
