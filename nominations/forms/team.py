"""What endorsers and the regional talent team type."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django import forms

from nominations.actions.judging import Judged, seen_of
from nominations.models import EligibilityCriterion, EligibilityFinding, NominationStep
from talentboard.accounts.models import User
from talentboard.nhs.look import Look

Result = EligibilityFinding.Result
ENDORSE, REFUSE = "endorse", "refuse"
PASS_ON, NAME = "pass-on", "name"
ACCEPT, WITHDRAW, ASSIGN = "accept", "withdraw", "assign"


class EndorseForm(forms.Form):
    """Whether a nomination is endorsed, and in which words."""

    answer = forms.ChoiceField(
        label="Do you endorse this nomination?",
        choices=[(ENDORSE, "Yes, I endorse it"), (REFUSE, "No, I do not endorse it")],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose whether you endorse it"},
    )
    words = forms.CharField(
        label="What you say about it",
        widget=forms.Textarea(attrs={"rows": 5}),
        required=False,
        max_length=4000,
        help_text="The person nominated reads it. Needed when you do not endorse it.",
    )
    looks = {"answer": Look(size="m"), "words": Look(size="s")}

    def clean(self) -> dict[str, Any]:
        said = super().clean()
        if said.get("answer") == REFUSE and is_left_empty(self, "words"):
            self.add_error("words", "Say why you do not endorse it: the person nominated is told the reason")
        return said


class EligibilityForm(forms.Form):
    """Each criterion of the round: met, not met or waived, and why. One that is not judged yet may stay so."""

    def __init__(
        self,
        *args: Any,
        criteria: Sequence[EligibilityCriterion],
        findings: Mapping[UUID, EligibilityFinding],
        **kwargs: Any,
    ) -> None:
        self.criteria = criteria
        self.looks = {}
        super().__init__(*args, **kwargs)
        for number, criterion in enumerate(criteria, start=1):
            finding = findings.get(criterion.pk)
            self.fields[f"result_{criterion.pk}"] = forms.ChoiceField(
                label=f"{number}. {criterion.text}",
                choices=Result.choices,
                widget=forms.RadioSelect,
                required=False,
                initial=finding.result if finding else "",
                help_text=criterion.guidance,
            )
            self.fields[f"why_{criterion.pk}"] = forms.CharField(
                label="Why",
                required=False,
                max_length=2000,
                initial=finding.why if finding else "",
                help_text="Needed when it is not met or waived. The person is told.",
            )
            self.fields[f"seen_{criterion.pk}"] = forms.CharField(
                required=False, initial=seen_of(finding), widget=forms.HiddenInput
            )
            self.looks[f"result_{criterion.pk}"] = Look(size="s", inline=True)
            self.looks[f"why_{criterion.pk}"] = Look(width="full")

    def clean(self) -> dict[str, Any]:
        said = super().clean()
        for criterion in self.criteria:
            result = said.get(f"result_{criterion.pk}")
            if result in (Result.NOT_MET, Result.WAIVED) and is_left_empty(self, f"why_{criterion.pk}"):
                label = Result(result).label.lower()
                self.add_error(f"why_{criterion.pk}", f"Say why “{criterion.text}” is {label}")
        return said

    @property
    def found(self) -> dict[UUID, Judged]:
        """What was judged, by the criterion's id."""
        said = self.cleaned_data
        return {
            key: Judged(said[f"result_{key}"], said[f"why_{key}"], said[f"seen_{key}"])
            for key in (criterion.pk for criterion in self.criteria)
        }


class InPlaceForm(forms.Form):
    """What becomes of a nomination without an endorsement: it goes on, ends, or somebody else is asked."""

    answer = forms.ChoiceField(label="What happens next?", widget=forms.RadioSelect)
    email = forms.EmailField(
        label="Their e-mail address",
        required=False,
        max_length=254,
        help_text="Of somebody with an account, who did not nominate and is not the person",
    )
    words = forms.CharField(
        label="Why",
        widget=forms.Textarea(attrs={"rows": 4}),
        required=False,
        max_length=4000,
        help_text="The person nominated reads it.",
    )
    looks = {"answer": Look(size="m", reveals={NAME: "email"}), "words": Look(size="s")}

    def __init__(self, *args: Any, with_team: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.with_team = with_team
        named = [(NAME, "Ask somebody else to endorse it")]
        ours = [(PASS_ON, "It goes on without an endorsement"), (REFUSE, "It ends without an endorsement")]
        self.fields["answer"].choices = [*ours, *named] if with_team else named
        self.fields["answer"].error_messages["required"] = "Choose what happens next"

    def clean(self) -> dict[str, Any]:
        said = super().clean()
        answer = said.get("answer")
        if answer == NAME:
            self.person = User.objects.with_address(said.get("email", "")) if said.get("email") else None
            if self.person is None and "email" not in self.errors:
                self.add_error(
                    "email", "Enter the address of somebody who has an account. An account is made on People"
                )
        elif answer and is_left_empty(self, "words"):
            self.add_error("words", "Say why: the person nominated is told the reason")
        return said


class WithdrawForm(forms.Form):
    """Why the regional team withdraws a nomination."""

    code = forms.ChoiceField(
        label="Why is it withdrawn?",
        choices=NominationStep.Code.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose why it is withdrawn"},
    )
    why = forms.CharField(
        label="What to add",
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="The person nominated reads it. May stay empty unless the reason is another.",
    )
    looks = {"code": Look(size="m"), "why": Look(size="s")}

    def clean(self) -> dict[str, Any]:
        said = super().clean()
        if said.get("code") == NominationStep.Code.OTHER and is_left_empty(self, "why"):
            self.add_error("why", "Say what the other reason is")
        return said


class AssignForm(forms.Form):
    """To which colleague a nomination is given."""

    assignee = forms.ChoiceField(label="Who deals with it", required=False)

    def __init__(self, *args: Any, colleagues: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["assignee"].choices = [("", "Nobody in particular"), *colleagues]

    @property
    def person(self) -> User | None:
        chosen = self.cleaned_data["assignee"]
        return User.objects.get(pk=chosen) if chosen else None


class BulkForm(forms.Form):
    """What is to be done with the nominations that were chosen in the queue."""

    act = forms.ChoiceField(
        label="With those chosen",
        choices=[(ASSIGN, "Assign them"), (ACCEPT, "Accept them for gateway"), (WITHDRAW, "Withdraw them")],
        error_messages={"required": "Choose what to do"},
    )
    chosen = forms.MultipleChoiceField(
        required=True, error_messages={"required": "Choose at least one nomination", "invalid_choice": "Choose again"}
    )

    def __init__(self, *args: Any, offered: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["chosen"].choices = [(key, key) for key in offered]


def is_left_empty(form: forms.Form, name: str) -> bool:
    """Whether nothing was typed; what was typed and is wrong has its own sentence."""
    return name not in form.errors and not form.cleaned_data.get(name, "").strip()
