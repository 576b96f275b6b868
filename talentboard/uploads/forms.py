"""Choosing files to be checked."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile

from talentboard.clock import today
from talentboard.nhs.fields import DayField
from talentboard.nhs.look import Look
from talentboard.nhs.words import long_day
from talentboard.sheets.sources import LARGEST

from .kinds import Kind
from .receiving import MOST_KEPT

MEGABYTE = 1024 * 1024
MOST_FILES = 10
FIRST_DAY = dt.date(2015, 1, 1)


class SeveralFiles(forms.FileInput):
    """A file input that takes several files at once."""

    allow_multiple_selected = True

    def __init__(self) -> None:
        super().__init__({"accept": ".xlsx,.csv", "multiple": True})


class FilesField(forms.Field):
    """Files as a list, each at most 10 MB, all together at most 20 MB. What is in them is judged when they are read."""

    widget = SeveralFiles

    def validate(self, value: list[UploadedFile] | None) -> None:
        files = value or []
        if not files:
            raise ValidationError("Choose a file")
        if len(files) > MOST_FILES:
            raise ValidationError(f"Choose at most {MOST_FILES} files; these are {len(files)}")
        for file in files:
            if file.size > LARGEST:
                raise ValidationError(
                    f"“{file.name}” has {file.size / MEGABYTE:.0f} MB. Choose a file of at most 10 MB: "
                    "leave out sheets that are not asked for"
                )
        if sum(file.size for file in files) > MOST_KEPT:
            raise ValidationError("The files have more than 20 MB together. Send them one after the other")
        names = [file.name for file in files]
        if twice := next((name for name in names if names.count(name) > 1), None):
            raise ValidationError(f"Two of the files are named “{twice}”. Give each its own name")


class UploadForm(forms.Form):
    """What is sent, what it holds, and the day that it describes."""

    holds = forms.ChoiceField(label="What the file holds", widget=forms.RadioSelect)
    files = FilesField(
        label="File",
        help_text="One Excel workbook (.xlsx), or CSV files named after their sheets, up to 10 MB. "
        "No macros and no password. Extra columns are left out and named.",
    )
    as_of = DayField(label="The day the file describes", earliest=FIRST_DAY)
    close_missing = forms.BooleanField(
        label="Close the posts that the file no longer names",
        help_text="A post that we keep, of an organisation in the file, and that has no row in it, is closed from that "
        "day. Without the tick such a post is a mistake to put right. The next page lists them before they close.",
        required=False,
    )

    def __init__(self, *args: Any, kinds: Sequence[Kind], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        hints = {kind.slug: kind.hint for kind in kinds}
        reveals = {kind.slug: "close_missing" for kind in kinds if kind.takes_close_missing}
        self.fields["holds"].choices = [(kind.slug, kind.label) for kind in kinds]
        self.looks = {"holds": Look(hints=hints, reveals=reveals), "files": Look(size="s")}
        day = self.fields["as_of"]
        day.initial, day.latest = last_quarter_end(today()), quarter_end(today())
        day.help_text = f"For a return the last day of its quarter. For members often today, {long_day(today())}."
        if len(kinds) == 1:
            self.fields["holds"].initial = kinds[0].slug


def quarter_end(day: dt.date) -> dt.date:
    """The last day of the quarter that a day lies in."""
    month = (day.month - 1) // 3 * 3 + 4
    first_of_next = dt.date(day.year + (month > 12), (month - 1) % 12 + 1, 1)
    return first_of_next - dt.timedelta(days=1)


def last_quarter_end(day: dt.date) -> dt.date:
    """The newest last day of a quarter up to a day: what a return that comes in now describes."""
    end = quarter_end(day)
    return end if end == day else dt.date(day.year, (day.month - 1) // 3 * 3 + 1, 1) - dt.timedelta(days=1)
