"""Correcting a post between returns, and keeping its confidential forecast."""

from collections.abc import Mapping
from typing import Any

from django import forms

from regions.posts import likelihood
from talentboard.nhs.look import Look
from talentboard.sheets import Problem

from .return_posts import PostForm, Said, forecast_fields, forecast_looks, iso, shown
from .typed import offered, told


class CorrectionForm(PostForm):
    """A post as it is corrected: as in a return, without anything in confidence."""

    @property
    def seen(self) -> str:
        """The digest of what was kept when the form was opened."""
        return self._typed("version")


def shown_of(said: Said, forecast: Said | None, *, seen: str) -> dict[str, str]:
    """What the form of a correction shows before anybody types."""
    return shown(said, {False: forecast}) | {"version": seen}


class ConfidentialForm(forms.Form):
    """A confidential forecast as typed. It refuses nothing: what is wrong with it is put beside its fields."""

    version = forms.CharField(required=False, widget=forms.HiddenInput)
    looks: Mapping[str, Look] = forecast_looks("")

    def __init__(self, data: Mapping[str, Any], **kwargs: Any):
        super().__init__(data, **kwargs)
        self.fields |= forecast_fields("")
        for name, field in self.fields.items():
            offered(field.widget, told(data, name))

    @property
    def seen(self) -> str:
        """The digest of what was kept when the form was opened."""
        return self._typed("version")

    @property
    def boxes(self) -> list[forms.BoundField]:
        """Its fields; the number of one's own is shown under its choice."""
        return [self[name] for name in forecast_fields("") if name != "probability"]

    def said(self) -> Said:
        """The forecast, by column."""
        chosen = self._typed("likelihood")
        return {
            "expected_on": iso(self._typed("expected_on")),
            "probability": self._typed("probability") if chosen == likelihood.OTHER else chosen,
            "reason": self._typed("reason"),
        }

    def put_beside(self, problem: Problem, sentence: str) -> None:
        """Say beside its field what is wrong with what was typed."""
        name = problem.column
        if name == "probability" and self._typed("likelihood") != likelihood.OTHER:
            name = "likelihood"
        self.add_error(name if name in self.fields else None, sentence)

    def _typed(self, name: str) -> str:
        return str(self[name].value() or "").strip()


def shown_in_confidence(forecast: Said, *, seen: str) -> dict[str, str]:
    """What the form of a confidential forecast shows before anybody types."""
    return {**forecast, "likelihood": likelihood.chosen(forecast.get("probability", "")), "version": seen}
