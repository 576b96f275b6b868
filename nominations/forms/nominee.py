"""What a nominee types and chooses: yes or no, their registration, and their own nomination."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile

from nominations.cv_files import LARGEST, Checked, checked, too_large
from nominations.models import Nomination, Registration
from talentboard.access import NotAllowed
from talentboard.nhs.look import Look

from .typed import TypedText, VersionedForm

ACCEPT, DECLINE = "accept", "decline"
YES, NO = "yes", "no"
ASK, TO_TEAM = "ask", "team"
MOST = Registration._meta.get_field("adjustments").max_length
MOST_WHY = Nomination._meta.get_field("to_team_because").max_length


class ConsentForm(forms.Form):
    """Yes or no, each with its consequence. nominator: the name of who is told."""

    answer = forms.ChoiceField(
        label="Do you accept this nomination?",
        choices=[(ACCEPT, "Yes, I accept"), (DECLINE, "No, I decline")],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose whether you accept or decline"},
    )

    def __init__(self, *args: Any, nominator: str, needs_cv: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cv = ", your CV" if needs_cv else ""
        self.looks = {
            "answer": Look(
                size="m",
                hints={
                    ACCEPT: f"You then register: your own statement{cv} and where you would work. You can still "
                    "withdraw at any time before the outcome.",
                    DECLINE: f"What was said is deleted at once. {nominator} is told only that you declined. You need "
                    "give no reason.",
                },
            )
        }


class AdjustmentsForm(VersionedForm):
    """What somebody needs at the gateway."""

    text = TypedText(
        label="What you need, if anything",
        required=False,
        rows=8,
        max_length=MOST,
        help_text="For example a room without steps, a sign language interpreter, more time, or questions on paper.",
    )
    looks = {"text": Look(size="s")}


class FoundForm(forms.Form):
    """Whether somebody agrees to be found in searches for people."""

    found = forms.ChoiceField(
        label="May you be found?",
        choices=[(YES, "Yes, I may be found"), (NO, "No, not now")],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose whether you may be found. Either answer is fine"},
    )
    looks = {
        "found": Look(
            size="m",
            hints={
                YES: "Regional talent teams can find you by what you have said of yourself when a post comes up. "
                "Nobody is introduced without saying yes to that post.",
                NO: "You are in no search. It changes nothing in how your nomination is judged.",
            },
        )
    }


class CvField(forms.FileField):
    """A CV, judged by what is in it. Gives what `cv_files.checked` does."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(allow_empty_file=True, **kwargs)

    def to_python(self, data: UploadedFile | None) -> Checked | None:
        file = super().to_python(data)
        if file is None:
            return None
        try:
            if file.size > LARGEST:
                raise too_large(file.name, file.size)
            return checked(file.name, file.read(LARGEST + 1))
        except NotAllowed as refused:
            raise ValidationError(str(refused)) from refused


class CvForm(forms.Form):
    """The file that is sent."""

    cv = CvField(
        label="PDF or Word file",
        help_text="At most 5 MB, as .pdf or .docx, without a password and without macros.",
        widget=forms.FileInput({"accept": ".pdf,.docx"}),
        error_messages={"required": "Choose the file of your CV"},
    )
    looks = {"cv": Look(size="s")}


class EndorsementForm(VersionedForm):
    """Of one's own nomination: whether the employer is asked, or the regional team, with a reason.

    asked: who would be asked, as the page says it.
    """

    way = forms.ChoiceField(label="Who decides whether to endorse it?", required=False, widget=forms.RadioSelect)
    because = TypedText(
        label="Why the regional talent team",
        required=False,
        rows=4,
        max_length=MOST_WHY,
        help_text="The regional talent team reads it, and nobody at your employer.",
    )
    looks = {"way": Look(size="m", reveals={TO_TEAM: "because"}), "because": Look(size="s")}

    def __init__(self, *args: Any, asked: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["way"].choices = [(ASK, f"Ask {asked}"), (TO_TEAM, "Go to the regional talent team instead")]

    def clean(self) -> dict[str, Any]:
        said = super().clean()
        if said.get("way") == TO_TEAM and not said.get("because", "").strip():
            self.add_error("because", "Say why it should go to the regional talent team")
        return said

    @property
    def reason(self) -> str:
        """Why it goes to the team; empty where the employer is asked."""
        return self.typed("because") if self.typed("way") == TO_TEAM else ""


class SendForm(forms.Form):
    """Why a nomination comes late, where it does."""

    late_because = TypedText(
        label="Why is it late?",
        rows=4,
        max_length=MOST_WHY,
        help_text="The regional talent team reads it.",
        error_messages={"required": "Say why it is late"},
    )
    looks = {"late_because": Look(size="s")}

    def __init__(self, *args: Any, is_late: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not is_late:
            del self.fields["late_because"]
