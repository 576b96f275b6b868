"""Printing everything about a person: a job of the worker, which alone knows how to print."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.template.loader import render_to_string
from django.urls import reverse

from talentboard.access import NATION, NotAllowed
from talentboard.accounts.models import User
from talentboard.clock import now
from talentboard.jobs.asking import ask_for
from talentboard.jobs.kinds import Kind, Outcome, register_kind
from talentboard.nhs.filters import say_moment

from .gathering import gathered
from .models import PersonFileCopy

if TYPE_CHECKING:
    from talentboard.jobs.models import Job
    from talentboard.jobs.running import Progress
    from talentboard.pdf.printing import Printed

SLUG = "person-file"
STYLE = Path(__file__).with_name("print.css")
MOST_LINES = 300
"""So many of who looked are printed; all of them are in the other file. A page takes about forty."""
NO_PANGO = (
    "Nothing can be printed on this machine: Pango is missing. The other file (JSON) holds the same. Whoever runs the "
    "site installs the packages libpango-1.0-0 and libpangoft2-1.0-0."
)


def ask_to_print(person: User) -> Job:
    """Queue the printing of somebody's own file; whoever asks again meanwhile gets the same job."""
    return ask_for(SLUG, key=f"{SLUG} {person.pk}", region=NATION, arguments={}, by=person)


def prepare(job: Job, progress: Progress) -> Printed:
    """Gather and print. Raises NotAllowed where Pango is missing."""
    try:
        from talentboard.pdf import printing
    except OSError as missing:
        raise NotAllowed(NO_PANGO) from missing
    progress(0, 2, "gathering what is held")
    html = document(job.by)
    progress(1, 2, "laying out the pages")
    return printing.print_pdf(html, STYLE.read_text(encoding="utf-8"))


def run(job: Job, progress: Progress, printed: Printed) -> dict:
    """Keep the file for a day, in the place of an earlier one."""
    PersonFileCopy.objects.filter(person=job.by).delete()
    copy = PersonFileCopy.objects.create(person=job.by, content=printed.content)
    return {"pages": printed.pages, "until": say_moment(copy.expires_at)}


def document(person: User) -> str:
    """Everything about somebody, as a page to print."""
    file = gathered(person, whole=True)
    lines = file.looks.all()
    looked = file.looks.described(lines[:MOST_LINES])
    more = lines.count() - len(looked)
    return render_to_string("person_file/print.html", {"file": file, "looked": looked, "more": more})


def title(job: Job) -> str:
    return "Everything about you, as a PDF"


def outcome(job: Job) -> Outcome:
    sentence = f"The file is ready. It is deleted on {job.result['until']}."
    return Outcome(sentence, reverse("me:pdf"), "Download it")


def register() -> None:
    register_kind(Kind(slug=SLUG, prepare=prepare, run=run, title=title, outcome=outcome, queue="reports"))


def printed_for(person: Any) -> PersonFileCopy | None:
    """The file that the worker made last for somebody, while it is kept."""
    return PersonFileCopy.objects.filter(person=person, expires_at__gt=now()).first()
