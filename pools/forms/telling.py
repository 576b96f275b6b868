"""Whom somebody wants to tell: which pool is shown, and who is chosen."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from typing import Any

from django import forms
from django.http import QueryDict


class PoolForm(forms.Form):
    """The pool whose people are shown; it stands in the address."""

    pool = forms.ChoiceField(label="Pool", required=False)

    def __init__(self, *args: Any, pools: Iterable[tuple[Any, str]], **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["pool"].choices = [("", "All people"), *((str(pk), name) for pk, name in pools)]

    @property
    def chosen(self) -> str:
        return self.cleaned_data["pool"] if self.is_valid() else ""

    @property
    def name(self) -> str:
        return dict(self.fields["pool"].choices)[self.chosen] if self.chosen else ""


def chosen_people(data: QueryDict) -> list[uuid.UUID]:
    """The people whose boxes are ticked. What is no id is left out."""
    found = []
    for text in data.getlist("person"):
        try:
            found.append(uuid.UUID(text))
        except ValueError:
            continue
    return found
