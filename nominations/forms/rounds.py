"""What the regional team says of a round: its facts, what it asks, its dates later on."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from nominations.actions.rounds import edition
from nominations.models import EligibilityCriterion, Question, Round
from pools.models import Framework, Pool
from talentboard.clock import today
from talentboard.nhs.fields import DayField
from talentboard.nhs.look import Look

LEADERS, SELF = "leaders", "self"
ROUTES = [(LEADERS, "Leaders nominate somebody"), (SELF, "People nominate themselves")]
# Beside which field what a constraint says belongs.
BESIDE = {
    "round_title_unique": "title",
    "round_period": "closes",
    "round_late_after_closing": "late_until",
    "round_has_a_route": "routes",
    "round_cap": "cap",
}
SENTENCES = {str(one.violation_error_message): BESIDE.get(one.name) for one in Round._meta.constraints}
NEEDS = ("needs_cv", "needs_training")
DAYS = ("opens", "closes", "late_until")


class WithEdition(forms.Form):
    """A form that knows which edition of a thing its author looked at, and puts what a constraint says beside its
    field."""

    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def put_beside(self, refused: ValidationError) -> None:
        """Every error of a model beside the field that it is about."""
        for name, errors in refused.error_dict.items():
            for error in errors:
                sentence = str(error.messages[0])
                field = name if name in self.fields else SENTENCES.get(sentence)
                self.add_error(field if field in self.fields else None, sentence)


class RoundForm(WithEdition):
    """The facts of a round while it is a draft. pools, frameworks: those to choose from."""

    pool = forms.ModelChoiceField(queryset=None, label="Pool", empty_label="Choose one")
    title = forms.CharField(
        label="Name of the round",
        max_length=100,
        help_text="For example, Autumn 2026. The pool’s name is shown too",
    )
    guidance = forms.CharField(
        label="What it is for",
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text="Everybody reads this before they nominate",
    )
    opens = DayField(label="First day")
    closes = DayField(label="Last day", help_text="Nominations are taken until 17:00")
    late_until = DayField(
        label="Last day for late nominations",
        required=False,
        help_text="Each with a reason, until 17:00. Leave blank where no late ones are taken",
    )
    routes = forms.MultipleChoiceField(label="Who nominates", choices=ROUTES, widget=forms.CheckboxSelectMultiple)
    framework = forms.ModelChoiceField(
        queryset=None,
        label="Assessed against",
        required=False,
        empty_label="Not decided yet",
        help_text="The version in use now. It does not change for this round",
    )
    needs_cv = forms.BooleanField(label="The person nominated sends a CV", required=False)
    needs_training = forms.BooleanField(
        label="Leaders have done the conscious decision making module before they send a nomination", required=False
    )
    cap = forms.IntegerField(
        label="Most nominations of one organisation’s people by leaders",
        required=False,
        min_value=1,
        max_value=1000,
        help_text="Leave blank where there is no limit",
    )
    looks = {
        "title": Look(width="two-thirds"),
        "routes": Look(size="s"),
        "opens": Look(size="s"),
        "closes": Look(size="s"),
        "late_until": Look(size="s"),
        "cap": Look(width=4),
    }

    def __init__(self, *args: Any, pools: Iterable[Pool], frameworks: Iterable[Framework], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["pool"].queryset, self.fields["framework"].queryset = pools, frameworks

    @property
    def parts(self) -> list[tuple[str, list[forms.BoundField]]]:
        """The fields under their headings."""
        groups = {
            "What it is for": ("pool", "title", "guidance"),
            "When": DAYS,
            "Who nominates, and with what": ("routes", "cap", "needs_training", "needs_cv"),
            "How people are assessed": ("framework",),
        }
        return [(heading, [self[name] for name in names]) for heading, names in groups.items()]

    def put_on(self, round: Round) -> Round:
        """Say it of a round; only after is_valid."""
        said = self.cleaned_data
        for name in ("pool", "title", "guidance", "framework", "cap", *DAYS, *NEEDS):
            setattr(round, name, said[name])
        round.takes_leaders, round.takes_self = (route in said["routes"] for route in (LEADERS, SELF))
        return round


def shown(round: Round) -> dict[str, Any]:
    """What the form shows of a round."""
    routes = [route for route, taken in ((LEADERS, round.takes_leaders), (SELF, round.takes_self)) if taken]
    names = ("pool", "title", "guidance", "framework", "cap", *DAYS, *NEEDS)
    return {name: getattr(round, name) for name in names} | {"routes": routes, "seen": edition(round)}


def to_begin_with() -> dict[str, Any]:
    """What the form of a new round shows."""
    return {"routes": [LEADERS, SELF], "needs_cv": True, "opens": today()}


class DatesForm(WithEdition):
    """Later days for a published round."""

    closes = DayField(label="Last day", help_text="Nominations are taken until 17:00")
    late_until = DayField(
        label="Last day for late nominations",
        required=False,
        help_text="Each with a reason, until 17:00. Leave blank where no late ones are taken",
    )
    looks = {"closes": Look(size="s"), "late_until": Look(size="s")}


class TitleForm(forms.Form):
    """The name of the next round, like an earlier one."""

    title = forms.CharField(label="Name of the new round", max_length=100, help_text="For example, Autumn 2027")
    looks = {"title": Look(width="two-thirds")}


class QuestionForm(WithEdition):
    """A question of a draft."""

    text = forms.CharField(label="Question", max_length=300)
    guidance = forms.CharField(
        label="Guidance",
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="It stands under the question",
    )
    word_limit = forms.IntegerField(label="Most words", min_value=20, max_value=2000, initial=300)
    optional = forms.BooleanField(label="It may be left empty", required=False)
    looks = {"word_limit": Look(width=4)}

    def put_on(self, question: Question) -> Question:
        for name in ("text", "guidance", "word_limit", "optional"):
            setattr(question, name, self.cleaned_data[name])
        return question


class CriterionForm(WithEdition):
    """A criterion of eligibility of a draft."""

    text = forms.CharField(label="Criterion", max_length=300, help_text="What has to be so of everybody in the round")
    guidance = forms.CharField(
        label="Guidance",
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="What counts, for whoever reads it and for whoever judges it",
    )

    def put_on(self, criterion: EligibilityCriterion) -> EligibilityCriterion:
        criterion.text, criterion.guidance = self.cleaned_data["text"], self.cleaned_data["guidance"]
        return criterion


class TrainingForm(forms.Form):
    """That somebody has done the module, by the exact address of their account."""

    email = forms.EmailField(
        label="E-mail address", max_length=254, help_text="The address with which the person signs in"
    )
    done_on = DayField(label="Day on which the module was done")
    looks = {"email": Look(width=30), "done_on": Look(size="s")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["done_on"].latest = today()


class CancelForm(forms.Form):
    """Why a round is cancelled."""

    why = forms.CharField(
        label="Why is it cancelled?",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Your colleagues read this in the history of the round",
    )
