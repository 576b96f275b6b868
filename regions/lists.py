"""What every list has: filters that live in the address, the day it shows, its pages, and how it leaves as a file."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from django import forms
from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.functional import cached_property
from django_filters import CharFilter, ChoiceFilter, Filter, FilterSet

from talentboard.access import NotFound
from talentboard.clock import today
from talentboard.nhs.fields import DayField
from talentboard.nhs.look import Look
from talentboard.sheets import Printed, csv_lines, workbook

ROWS = 30
LAST = ("as_of", "sort")
WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class DayFilter(Filter):
    """A day in three boxes, or whole in a link (`as_of=2026-09-30`)."""

    field_class = DayField


class Offered:
    """Choices that the database holds: asked for once, and only where they are looked at."""

    def __init__(self, ask: Callable[[], Iterable[tuple[Any, str]]]) -> None:
        self.ask = ask

    @cached_property
    def choices(self) -> list[tuple[Any, str]]:
        return list(self.ask())

    def __iter__(self) -> Iterator[tuple[Any, str]]:
        return iter(self.choices)


class FilterForm(forms.Form):
    """The form of a list's filters; `looks` as every form has them."""

    looks: Mapping[str, Look] = {}


class ListFilter(FilterSet):
    """A list's filters. All of them also take nothing, which leaves the list as it is.

    `as_of` is the day that the list shows, read before its rows are asked for (`as_of = None` in a list that is always
    of today); `sort` comes last.
    """

    as_of = DayFilter(label="As of", required=False, method="already_asked_for", help_text="Leave empty for today")
    spoken_of = ()
    """The filters that the sentence over the list always names, even when nothing is chosen."""

    class Meta:
        form = FilterForm

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "as_of" in self.form.fields:
            self.form.fields["as_of"].latest = today()
        self.form.order_fields([*(name for name in self.form.fields if name not in LAST), *LAST])

    def already_asked_for(self, rows: QuerySet, name: str, value: Any) -> QuerySet:
        return rows

    @cached_property
    def rows(self) -> QuerySet:
        """The rows that fit; none while a filter cannot be understood."""
        return self.qs if self.form.is_valid() else self.queryset.none()

    def require_sense(self) -> None:
        """Raises NotFound where a filter cannot be understood: a file would be empty, and not say why."""
        if not self.form.is_valid():
            raise NotFound("There is no such list.")

    @property
    def used(self) -> list[str]:
        """The names of the filters in use."""
        return [name for name, value in self._chosen().items() if value]

    @property
    def is_narrowed(self) -> bool:
        """Whether anything but the day and the order is chosen."""
        return bool({*self.used} - {*LAST})

    @property
    def in_words(self) -> str:
        """What is chosen, as one line: "Finance, all levels, vacant"."""
        chosen = self._chosen()
        words = []
        for name, filter_ in self.filters.items():
            value = chosen.get(name)
            if name in LAST or not (value or name in self.spoken_of):
                continue
            words.append(_said(filter_, value))
        line = ", ".join(word if place == 0 else _lower(word) for place, word in enumerate(words))
        return line[:1].upper() + line[1:]

    def _chosen(self) -> dict[str, Any]:
        return getattr(self.form, "cleaned_data", {}) if self.form.is_valid() else {}


def as_of_day(request: HttpRequest) -> dt.date:
    """The day that the address asks for; today where it names none that can be shown."""
    field = DayField(required=False, latest=today())
    try:
        return field.clean(field.widget.value_from_datadict(request.GET, {}, "as_of")) or today()
    except forms.ValidationError:
        return today()


def addresses(request: HttpRequest, slug: str, name: str) -> dict[str, str]:
    """Where a list's page leads: up, to itself on the same day, and to its files under the same filters."""
    asked = f"?{request.GET.urlencode()}" if request.GET else ""
    day = as_of_day(request)
    as_of_query = f"?as_of={day}" if day != today() else ""
    return {
        "region_url": f"/{slug}/",
        "list_url": reverse(name, args=[slug]) + as_of_query,
        "csv_url": reverse(f"{name}-csv", args=[slug]) + asked,
        "excel_url": reverse(f"{name}-xlsx", args=[slug]) + asked,
        "as_of_query": as_of_query,
    }


def page_of(request: HttpRequest, rows: QuerySet, *, count: int) -> Page:
    """The page that the address asks for, of so many rows."""
    paginator = Paginator(rows, ROWS)
    paginator.count = count  # known already from the sentence over the list
    return paginator.get_page(request.GET.get("page"))


def file_of(kind: str, name: str, headings: Sequence[str], rows: Iterable[Sequence[Any]]) -> HttpResponse:
    """A table as a file to keep: kind is `csv` or `xlsx`; nothing in it is ever a formula."""
    if kind == "csv":
        response = HttpResponse(b"".join(csv_lines(headings, rows)), content_type="text/csv; charset=utf-8")
    else:
        title = name.split("-")[-1] or name
        response = HttpResponse(workbook([Printed(title, headings, rows)]), content_type=WORKBOOK)
    response["Content-Disposition"] = f'attachment; filename="{name}.{kind}"'
    return response


def _said(filter_: Filter, value: Any) -> str:
    if isinstance(filter_, ChoiceFilter):
        field = filter_.field
        return str(dict(field.choices).get(value or "", value))
    return f"{_lower(str(filter_.label))} “{value}”" if isinstance(filter_, CharFilter) else str(value)


def _lower(label: str) -> str:
    word = label.split(" ")[0]
    return label if word[1:] != word[1:].lower() else label[:1].lower() + label[1:]
