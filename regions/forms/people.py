"""What people type about people and their roles."""

import datetime as dt
from typing import Any

from django import forms
from django.db.models import Exists, OuterRef, Q, QuerySet

from regions import policies
from regions.directory import grantable_by, roles_seen_by
from regions.models import Region
from talentboard.access import NATION, NotAllowed, Role
from talentboard.accounts.models import User
from talentboard.clock import today
from talentboard.names import sort_key
from talentboard.nhs.fields import DayField
from talentboard.nhs.look import Look

ENGLAND = (NATION, "England")
NO_ROLE = "none"
# What each row of the table of roles comes to, for whoever is about to grant one.
OPENS = {
    Role.BOARD_MEMBER: "Reads figures and posts. Sees no candidate's name and nothing confidential.",
    Role.REGIONAL_LEAD: "Keeps posts, candidates and pools, reads confidential forecasts, grants roles in the region.",
    Role.REGIONAL_TEAM: "Keeps posts, candidates and pools. Sees nothing confidential.",
    Role.NATIONAL_TEAM: "Reads figures and posts of all regions and grants roles everywhere. Sees no candidate's name.",
    Role.HR_DIRECTOR: "Keeps their organisation's posts and forecasts, and writes its quarterly return.",
    Role.CHIEF_EXECUTIVE: "Reads their organisation's posts, and signs its quarterly return.",
    Role.CHAIR: "Reads their organisation's posts, and keeps the confidential forecast about its chief executive.",
    Role.AUDITOR: "Reads posts, candidates, accounts and the audit. Changes nothing.",
    Role.SYSTEM_ADMINISTRATOR: "Invites people and closes accounts. Sees no posts, no candidates and no figures.",
}


class PeopleFilter(forms.Form):
    """Whom a reader looks for; it stands in the address."""

    text = forms.CharField(label="Name or e-mail address", required=False, max_length=150)
    role = forms.ChoiceField(label="Role", required=False)
    region = forms.ChoiceField(label="Region", required=False)
    looks = {"text": Look(width=20)}

    def __init__(self, *args, reader: User, **kwargs):
        super().__init__(*args, **kwargs)
        self.reader = reader
        seen = Region.objects.filter(role_assignments__in=roles_seen_by(reader)).distinct()
        self.fields["role"].choices = [("", "Any role, or none"), *Role.choices(), (NO_ROLE, "No role today")]
        self.fields["region"].choices = [("", "All"), ENGLAND, *seen.values_list("slug", "name")]

    def narrow(self, people: QuerySet[User]) -> QuerySet[User]:
        """Those who fit; nobody when a filter cannot be read."""
        if not self.is_valid():
            return people.none()
        asked = self.cleaned_data
        if asked["text"]:
            people = people.filter(
                Q(sort_key__contains=sort_key(asked["text"])) | Q(email__contains=asked["text"].strip().lower())
            )
        held = roles_seen_by(self.reader).as_of(today()).filter(user=OuterRef("pk"))
        if asked["role"] == NO_ROLE:
            return people.exclude(Exists(held))
        if asked["role"]:
            held = held.filter(role=asked["role"])
        if asked["region"]:
            held = held.filter(region=None if asked["region"] == NATION else asked["region"])
        return people.filter(Exists(held)) if asked["role"] or asked["region"] else people


class GrantForm(forms.Form):
    """A role for somebody with an account, found by the address so that no list of strangers is shown."""

    email = forms.EmailField(
        label="E-mail address", max_length=254, help_text="The address with which the person signs in."
    )
    role = forms.ChoiceField(label="Role", widget=forms.RadioSelect)
    place = forms.ChoiceField(label="Where")
    since = DayField(label="First day")
    last_day = DayField(label="Last day", required=False, help_text="Leave empty where there is none.")
    looks = {"email": Look(width=30), "role": Look(hints={role.value: words for role, words in OPENS.items()})}

    def __init__(self, *args, by: User, **kwargs):
        super().__init__(*args, **kwargs)
        self.by = by
        roles, places, organisations = grantable_by(by)
        self.places = {place.slug: place for place in places if place} | {one.code: one for one in organisations}
        self.fields["role"].choices = [(role.value, role.label) for role in roles]
        regions = [(place.slug, place.name) for place in places if place] + [ENGLAND] * (None in places)
        named = [(one.code, f"{one.name} ({one.code})") for one in organisations]
        self.fields["place"].choices = [("Regions", regions), ("Organisations", named)]

    def clean_email(self) -> str:
        self.person = User.objects.with_address(self.cleaned_data["email"])
        if self.person is None:
            raise forms.ValidationError("No account has this address. Ask a system administrator to invite the person.")
        return self.person.email

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if self.errors:
            return cleaned
        grant = self.grant()
        try:
            policies.can_be_held_in(grant["role"], grant["place"])
        except NotAllowed as refusal:
            self.add_error("place", str(refusal))
            return cleaned
        try:
            policies.can_grant(self.person, by=self.by, **grant)
        except NotAllowed as refusal:
            self.add_error(None, str(refusal))
        return cleaned

    def grant(self) -> dict[str, Any]:
        """role, place, since, until as `grant_role` takes them."""
        last_day = self.cleaned_data["last_day"]
        return {
            "role": Role(self.cleaned_data["role"]),
            "place": self.places.get(self.cleaned_data["place"]),
            "since": self.cleaned_data["since"],
            "until": last_day and last_day + dt.timedelta(days=1),
        }
