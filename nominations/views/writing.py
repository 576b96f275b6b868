"""A page on which somebody writes: it saves itself as they type, and of two windows neither loses its words.

What is written, where it is kept and what stands around it is a `WrittenPage`; `written` answers its requests.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from django.forms import Form
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render

from nominations.actions.book import SavedMeanwhile
from talentboard.access import NotAllowed
from talentboard.accounts.sessions import is_background
from talentboard.accounts.typed import typed_before
from talentboard.clock import now
from talentboard.nhs.filters import say_clock

UNSENT = {"csrfmiddlewaretoken", "account", "version", "together"}
CHOOSE = "Press “{}” to see both and choose."
Crumbs = Sequence[tuple[str, str]]


class Part(NamedTuple):
    """What two windows say in one field: as the form sends it, and in words where those are others."""

    name: str
    label: str
    mine: str
    theirs: str
    mine_in_words: str = ""
    theirs_in_words: str = ""
    is_text: bool = True

    @property
    def differs(self) -> bool:
        return self.mine != self.theirs

    @property
    def together(self) -> str:
        """Both texts, one under the other."""
        both = self.differs and self.mine.strip() and self.theirs.strip()
        return f"{self.theirs}\n\n{self.mine}" if both else self.mine or self.theirs


class WrittenPage(ABC):
    """What is written on a page. `context` is asked for whenever it is shown, never while it saves itself.

    title, caption: its heading, and the line over it. back: the page above. template: extends
    `nominations/writing/page.html`. button: what saves it and goes on. saves_itself: as somebody types.
    """

    title = caption = ""
    template = "nominations/writing/page.html"
    button = "Save and continue"
    saves_itself = True
    meanwhile: tuple[type[NotAllowed], ...] = (SavedMeanwhile,)

    @property
    @abstractmethod
    def url(self) -> str:
        """Its own address."""

    @property
    @abstractmethod
    def back(self) -> str:
        """The address of the page above it."""

    @property
    def onward(self) -> str:
        """Where saving leads."""
        return self.back

    @abstractmethod
    def form(self, data: Mapping[str, Any]) -> Form:
        """The form as somebody typed it, or as `kept` fills it."""

    @abstractmethod
    def kept(self) -> Mapping[str, Any]:
        """What the form shows before anybody types. Raises NotAllowed where nothing may be written any more."""

    @abstractmethod
    def save(self, form: Form) -> int | str:
        """Keep it; the new version. Raises one of `meanwhile` with what is kept as `present`, NotAllowed, NotFound."""

    @abstractmethod
    def parts(self, form: Form, present: Any) -> list[Part]:
        """Both versions, field by field. present: as SavedMeanwhile has it; None where nothing is kept any more."""

    def version_of(self, present: Any) -> int | str:
        """The version of what is kept now."""
        return present.version if present else 0

    def to_put_right(self, form: Form) -> bool:
        """Put beside its field what is wrong with something that is kept all the same; whether anything is."""
        return False

    def context(self, form: Form) -> dict[str, Any]:
        """What its template says besides."""
        return {}


def written(request: HttpRequest, page: WrittenPage) -> HttpResponse:
    """Show the page, or keep what was typed on it."""
    if request.method == "GET":
        typed, kept = typed_before(request), page.kept()
        form = page.form(kept if typed is None else typed)
        page.to_put_right(form)
        return shown(request, page, form, restored=typed is not None)
    form = page.form(request.POST)
    if "together" in request.POST:
        page.kept()
        return shown(request, page, form, restored=True)
    if not form.is_valid():
        return not_understood(request, page, form)
    try:
        version = page.save(form)
    except page.meanwhile as meanwhile:
        return saved_meanwhile(request, page, form, meanwhile)
    except NotAllowed as refused:
        return not_saved(request, page, form, str(refused))
    if is_background(request):
        return JsonResponse({"version": version, "saved": f"Saved {say_clock(now())}."})
    return redirect(f"{page.url}?saved=1" if page.to_put_right(form) else page.onward)


def saved_meanwhile(request: HttpRequest, page: WrittenPage, form: Form, meanwhile: Any) -> HttpResponse:
    """Both texts, to choose from; to a page that saves by itself, that there are two."""
    if is_background(request):
        return JsonResponse({"sentence": str(meanwhile), "then": CHOOSE.format(page.button)}, status=409)
    page.kept()
    parts = page.parts(form, meanwhile.present)
    sent = [(name, text) for name, texts in request.POST.lists() if name not in UNSENT for text in texts]
    together = {part.name: part.together for part in parts if part.is_text}
    context = {
        "page": page,
        "parts": parts,
        "sent": sent,
        "together": [(name, together.get(name, text)) for name, text in sent],
        "version": page.version_of(meanwhile.present),
    }
    return render(request, "nominations/writing/conflict.html", context, status=409)


def not_understood(request: HttpRequest, page: WrittenPage, form: Form) -> HttpResponse:
    """Something typed has to be put right before it can be kept; it stays on the page."""
    if is_background(request):
        first = next(sentence for field in form for sentence in field.sentences)
        return JsonResponse({"sentence": first, "then": "Put it right: it is saved then."}, status=422)
    return shown(request, page, form)


def not_saved(request: HttpRequest, page: WrittenPage, form: Form, sentence: str) -> HttpResponse:
    """Nothing is saved, and what was typed stays on the page."""
    if is_background(request):
        return JsonResponse({"sentence": sentence, "then": ""}, status=409)
    form.is_valid()
    form.add_error(None, sentence)
    return shown(request, page, form, status=409)


def shown(
    request: HttpRequest, page: WrittenPage, form: Form, *, restored: bool = False, status: int = 200
) -> HttpResponse:
    context = page.context(form) | {
        "page": page,
        "form": form,
        "restored": restored and "together" not in request.POST,
        "is_kept_elsewhere": restored,
        "was_saved": "saved" in request.GET and not restored,
    }
    return render(request, page.template, context, status=status)
