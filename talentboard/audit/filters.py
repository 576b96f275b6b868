"""What an auditor narrows the lines down by; all of it stands in the address."""

import datetime as dt

from django import forms
from django.db import models
from django.db.models import Q, QuerySet
from django.db.models.functions import Cast

from talentboard.accounts.models import User
from talentboard.clock import start_of
from talentboard.names import sort_key
from talentboard.nhs.fields import DayField
from talentboard.nhs.look import Look

from .kinds import Event
from .models import AuditEvent

NATION = ("england", "England")


class AuditFilter(forms.Form):
    """Kind, person, region and days. `person` is a name or address of who did it or who it is about."""

    kind = forms.ChoiceField(label="What happened", required=False)
    person = forms.CharField(label="Name or e-mail address", required=False, max_length=150)
    region = forms.ChoiceField(label="Region", required=False)
    since = DayField(label="First day", required=False)
    until = DayField(label="Last day", required=False)
    looks = {"person": Look(width=20)}

    def __init__(self, *args, regions: dict[str, str], **kwargs):
        """regions: slug and name of those that the reader may see; with `england` for the nation's own lines."""
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [("", "Anything"), *sorted(Event.choices, key=lambda choice: choice[1])]
        self.fields["region"].choices = [("", "All regions"), *regions.items()]

    def clean(self):
        cleaned = super().clean()
        since, until = cleaned.get("since"), cleaned.get("until")
        if since and until and until < since:
            self.add_error("until", "Last day must be the first day or later")
        return cleaned

    def narrow(self, events: QuerySet[AuditEvent]) -> QuerySet[AuditEvent]:
        """The lines that fit. With a filter that cannot be read, none."""
        if not self.is_valid():
            return events.none()
        asked = self.cleaned_data
        if asked["kind"]:
            events = events.filter(kind=asked["kind"])
        if asked["region"]:
            events = events.filter(region=asked["region"])
        if asked["person"]:
            events = events.filter(_done_by_or_about(asked["person"]))
        if asked["since"]:
            events = events.filter(at__gte=start_of(asked["since"]))
        if asked["until"]:
            events = events.filter(at__lt=start_of(asked["until"] + dt.timedelta(days=1)))
        return events

    @property
    def asked_for(self) -> list[str]:
        """The names of the filters in use, for the line that this reading leaves."""
        return [name for name, value in getattr(self, "cleaned_data", {}).items() if value]


def _done_by_or_about(text: str) -> Q:
    people = User.objects.filter(Q(email__iexact=text.strip()) | Q(sort_key__contains=sort_key(text)))
    as_texts = people.order_by().values_list(Cast("pk", models.TextField()))
    return Q(by__in=people.order_by().values("pk")) | Q(about_kind="user", about_id__in=as_texts)
