"""A CV as a file, for whoever may read it. Every reading leaves a line, which the person sees."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils.http import content_disposition_header

from nominations.models import CurriculumVitae, Nomination
from talentboard.access import NotFound
from talentboard.audit import Event, record

KINDS = {
    CurriculumVitae.Kind.PDF: "application/pdf",
    CurriculumVitae.Kind.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


def served(request: HttpRequest, one: Nomination) -> HttpResponse:
    """The file to be saved, never shown inside the browser. Ask first whether its reader may. Raises NotFound."""
    kept = CurriculumVitae.objects.filter(nomination=one).first()
    if kept is None:
        raise NotFound("There is no CV.")
    record(Event.CV_READ, about=one, by=request.user)
    answer = HttpResponse(bytes(kept.content), content_type=KINDS[CurriculumVitae.Kind(kept.kind)])
    answer["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=kept.name)
    answer["X-Content-Type-Options"] = "nosniff"
    return answer
