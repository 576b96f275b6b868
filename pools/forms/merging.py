"""What comes in when two records are merged: which stands, what is taken from the other, whose memberships stand."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms

from pools.merging.comparing import BLANK, Collision, Difference, said_of
from pools.models import Candidate
from talentboard.nhs.look import Look

KEEP, POOL, FIELD = "keep", "pool_", "field_"
ONE, OTHER = "one", "other"


class CompareForm(forms.Form):
    """Two addresses, of records that nobody has found to be alike."""

    one = forms.EmailField(label="E-mail address of one record", max_length=254)
    other = forms.EmailField(label="E-mail address of the other", max_length=254)
    looks = {"one": Look(width=30), "other": Look(width=30)}


class MergeForm(forms.Form):
    """Every choice is between the first record (`one`) and the second (`other`)."""

    def __init__(
        self,
        *args: Any,
        one: Candidate,
        other: Candidate,
        differences: Sequence[Difference],
        collisions: Sequence[Collision],
        digest: str,
        region: str,
        **kwargs: Any,
    ):
        super().__init__(*args, **kwargs)
        self.people = {ONE: one, OTHER: other}
        self.looks = {KEEP: Look(size="m")}
        self.fields["seen"] = forms.CharField(widget=forms.HiddenInput, initial=digest, required=False)
        self.fields[KEEP] = forms.ChoiceField(
            label="Which record stands for both?",
            help_text="The other becomes an alias: whoever knows its address finds this one.",
            widget=forms.RadioSelect,
            choices=[(side, f"{person.name}, {person.email}") for side, person in self.people.items()],
            initial=likelier(one, other, region=region),
        )
        self.chosen_fields = [each.field.slug for each in differences if not each.same]
        for each in differences:
            if not each.same:
                self.fields[FIELD + each.field.slug] = choice(each.field.label, each.one, each.other)
        self.collided = [each for each in collisions if each.pool.region_id == region]
        for each in self.collided:
            self.fields[f"{POOL}{each.pool.pk}"] = choice(
                f"Membership of {each.pool.name}",
                *(
                    f"{person.email}: {'; '.join(map(said_of, side))}"
                    for person, side in ((one, each.one), (other, each.other))
                ),
            )

    @property
    def kept(self) -> Candidate:
        return self.people[self.cleaned_data[KEEP]]

    @property
    def merged(self) -> Candidate:
        return self.people[ONE if self.cleaned_data[KEEP] == OTHER else OTHER]

    @property
    def take(self) -> list[str]:
        """The fields that are taken from the record that is merged."""
        away = ONE if self.cleaned_data[KEEP] == OTHER else OTHER
        return [slug for slug in self.chosen_fields if self.cleaned_data[FIELD + slug] == away]

    @property
    def stands(self) -> dict[UUID, UUID]:
        return {each.pool.pk: self.people[self.cleaned_data[f"{POOL}{each.pool.pk}"]].pk for each in self.collided}

    @property
    def choices(self) -> list[Any]:
        """The fields below the first question, in the order of the page."""
        return [self[name] for name in self.fields if name.startswith((FIELD, POOL))]


def choice(label: str, one: str, other: str) -> forms.ChoiceField:
    """Which of two holds. Nothing is chosen where both say something; else the one that does."""
    from_one, from_other = (said not in {"", BLANK} for said in (one, other))
    initial = None if from_one and from_other else OTHER if from_other else ONE
    return forms.ChoiceField(
        label=label, widget=forms.RadioSelect, choices=[(ONE, one), (OTHER, other)], initial=initial
    )


def likelier(one: Candidate, other: Candidate, *, region: str) -> str:
    """Which record is likelier to stand: one that another region keeps or somebody looks after, else the older one."""
    for weight in (lambda person: person.kept_by_id != region, lambda person: person.user_id is not None):
        if weight(one) != weight(other):
            return ONE if weight(one) else OTHER
    return ONE if one.recorded_at <= other.recorded_at else OTHER
