"""The page of one post in a return: what is kept, what is said, and what of it is to be put right."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.urls import reverse

from regions.actions import returns
from regions.forms.return_posts import PostForm, shown
from regions.models import Return, ReturnLine
from talentboard.access import NotFound

from . import words
from .finding import address
from .rows import TO_CONFIRM, Verdict, id_of, may_be_confirmed, name_of

BOTH_KINDS = (False, True)


@dataclass
class PostPage:
    """One post of a return for its writer. stated: as in `returns.statement`; none for a new post."""

    one: Return
    user: Any
    slug: str
    stated: returns.Stated | None = None

    @cached_property
    def statement(self) -> returns.Statement:
        return returns.statement(self.one, by=self.user)

    def find(self, thing_id: uuid.UUID) -> returns.Stated:
        """A post of the return, by its id or by that of the line of a new one. Raises NotFound."""
        found = next((stated for stated in self.statement.rows if id_of(stated) == str(thing_id)), None)
        if found is None:
            raise NotFound("There is no such post in this return.")
        return found

    @property
    def is_new(self) -> bool:
        return self.stated is None or self.stated.verdict == Verdict.NEW

    @property
    def kinds(self) -> tuple[bool, ...]:
        """The kinds of forecast of which this person may say something: open (False), confidential (True)."""
        closed = self.stated.closed_to if self.stated else ()
        return tuple(kind for kind in BOTH_KINDS if kind not in closed)

    @property
    def url(self) -> str:
        if self.stated is None:
            return reverse("regions:return-new", args=[self.slug, self.one.pk])
        return reverse("regions:return-post", args=[self.slug, self.one.pk, id_of(self.stated)])

    @property
    def version(self) -> str:
        line = self.stated.line if self.stated else None
        return str(line.version) if line else ""

    @property
    def shown(self) -> dict[str, str]:
        """What the form shows before anybody types."""
        if self.stated is None:
            return {"outlook": "none", "clinical": "no", "critical": "no", "version": ""}
        return shown(self.stated.said, typed_of(self.stated)) | {"version": self.version}

    @property
    def closing(self) -> dict[str, str]:
        """What the form that closes it shows."""
        day = self.stated.closes_on or self.one.as_of.isoformat()
        return {"closes_on": day, "version": self.version}

    def form(self, data: Any) -> PostForm:
        kept = {} if self.is_new else self.stated.kept
        return PostForm(data, kept=kept, as_of=self.one.as_of, forecasts=self.kinds)

    def say(self, form: PostForm) -> ReturnLine:
        """Keep what was typed. Raises as `returns.say`: the line of a post is not named, for the form's version tells
        whether there was one."""
        stated = self.stated
        return returns.say(
            self.one,
            post=stated.post if stated else None,
            line=stated.line if stated and stated.post is None else None,
            said=form.said(),
            forecasts=form.forecasts_said(),
            version=form.known_version,
            by=self.user,
        )

    def put_problems_beside(self, form: PostForm) -> None:
        """Everything that is wrong with what was typed, beside its field."""
        for problem in self.stated.problems if self.stated else ():
            form.put_beside(problem, words.beside(problem))

    def context(self, form: PostForm) -> dict[str, Any]:
        """What the template says."""
        stated, here = self.stated, address(self.one, self.slug)
        return {
            "one": self.one,
            "form": form,
            "is_new": self.is_new,
            "heading": name_of(stated) if stated else "Add a post",
            "known_as": f"Reference {stated.ref}" if stated and stated.ref else "",
            "action": self.url,
            "return_url": here,
            "post_id": id_of(stated) if stated else "",
            "summary_title": "This is to put right before the return can be sent",
            "save_label": "Save",
            "kept": kept_of(stated) if stated and not self.is_new else [],
            "unsigned": stated.unsigned if stated else [],
            "changed_since": bool(stated and stated.changed_since),
            "kept_now": words.held_by(stated.kept) if stated else "",
            "may_confirm": bool(stated) and may_be_confirmed(stated),
            "close_url": f"{self.url}close/"
            if stated and not self.is_new and stated.verdict != Verdict.CLOSING
            else "",
            "take_back": self.taking_back,
            "hidden": self.hidden,
        }

    @property
    def taking_back(self) -> dict[str, str]:
        """What takes back what is said of the post; empty where nothing is said."""
        if self.stated is None or self.stated.verdict == TO_CONFIRM:
            return {}
        label = "Take this new post out again" if self.is_new else "Take back what is said of it"
        return {"url": f"{self.url}take-back/", "label": label, "version": self.version}

    @property
    def hidden(self) -> list[str]:
        """Why this person may say nothing of a forecast, said alike whether or not there is one."""
        return list(dict.fromkeys(self.stated.closed_to.values())) if self.stated else []


def typed_of(stated: returns.Stated) -> dict[bool, dict[str, str] | None]:
    """Its forecasts as the reader may see them, each as texts by column; None where there is none."""
    return {kind: forecast.said or None for kind, forecast in stated.forecasts.items()}


def kept_of(stated: returns.Stated) -> list[tuple[str, str]]:
    """What is kept of a post, in words."""
    kept = stated.kept
    facts = [
        ("Held by", words.held_by(kept)),
        ("Since", words.day_in_words(kept.get("since", ""))),
        ("Kind", words.kind_of(kept)),
    ]
    return [(label, said) for label, said in facts if said]
