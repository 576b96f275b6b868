"""Choosing the workbook of a return."""

from django import forms

from talentboard.nhs.look import Look
from talentboard.uploads.forms import FilesField


class ReturnFileForm(forms.Form):
    """What is sent: the workbook, or its sheets as CSV files."""

    files = FilesField(
        label="File",
        help_text="The workbook (.xlsx), or its sheets posts and forecasts as CSV files, up to 10 MB. "
        "No macros and no password. Extra columns are left out and named.",
    )
    looks = {"files": Look(size="s")}
