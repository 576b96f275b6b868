"""Choosing an organisation by its name or its code, among some hundreds: typed, with what fits offered meanwhile."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from regions.models import Organisation
from talentboard.names import sort_key
from talentboard.nhs.words import join_words

MOST_OFFERED = 5
IN_BRACKETS = re.compile(r"\(([A-Za-z0-9]{3,10})\)\s*$")
LONGEST = 200


class OrganisationInput(forms.TextInput):
    """A box that offers every open organisation while somebody types; without scripts too."""

    template_name = "components/forms/organisation.html"

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, {**(attrs or {}), "autocomplete": "off", "spellcheck": "false"})
        box = context["widget"]["attrs"]
        box["list"] = f"{box.get('id', name)}-offered"
        return context | {"list_id": box["list"], "offered": self.offered}

    offered: tuple[str, ...] = ()


class OrganisationField(forms.CharField):
    """An organisation of the NHS. One that has closed is found too, for a rule says what has followed it.

    day: whose open organisations are offered. What is typed is a code, a name, or a name with its code in brackets.
    """

    widget = OrganisationInput

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=LONGEST, **kwargs)

    def offer(self, day: dt.date) -> None:
        """Offer those that are open on a day."""
        found = Organisation.objects.as_of(day).order_by("sort_key").values_list("name", "code")
        self.widget.offered = tuple(f"{name} ({code})" for name, code in found)

    def clean(self, value: Any) -> Organisation | None:
        text = super().clean(value)
        return found_by(text) if text else None


def in_words(organisation: Organisation | None) -> str:
    """What the box shows of one that is kept."""
    return f"{organisation.name} ({organisation.code})" if organisation else ""


def found_by(text: str) -> Organisation:
    """The one that a text means. Raises ValidationError with those that it could mean."""
    in_brackets = IN_BRACKETS.search(text)
    code = (in_brackets.group(1) if in_brackets else text).strip().upper()
    if exact := Organisation.objects.filter(code=code).first():
        return exact
    key = sort_key(text)
    by_name = list(Organisation.objects.filter(sort_key=key)[:2])
    if len(by_name) == 1:
        return by_name[0]
    raise ValidationError(unclear(text, key))


def unclear(text: str, key: str) -> str:
    """What to do where a text means none or several."""
    like = Organisation.objects.filter(until=None)
    for word in key.split():
        like = like.filter(sort_key__contains=word)
    offered = [in_words(one) for one in like.order_by("sort_key")[: MOST_OFFERED + 1]]
    if not offered:
        return (
            f"No organisation is called “{text}”. Enter its name or its ODS code, or choose an employer outside the NHS"
        )
    if len(offered) > MOST_OFFERED:
        return f"More than {MOST_OFFERED} organisations fit “{text}”. Enter the whole name, or the ODS code"
    return f"“{text}” could be {join_words(offered, last='or')}. Enter the one that you mean"
