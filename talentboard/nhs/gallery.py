"""The forms on the page of components: every kind of field, as it is and with something wrong."""

from datetime import date

from django import forms

from .fields import DayField
from .look import Look

FAMILIES = [("nursing", "Nursing"), ("finance", "Finance"), ("digital", "Digital")]
READINESS = [("now", "Ready now"), ("year", "Within a year"), ("other", "Something else")]


class GalleryForm(forms.Form):
    """One field of each kind."""

    name = forms.CharField(label="Name of the post", max_length=60, help_text="As the organisation writes it")
    email = forms.EmailField(label="E-mail address")
    password = forms.CharField(label="Password", widget=forms.PasswordInput)
    posts = forms.IntegerField(label="Number of posts", min_value=1)
    probability = forms.DecimalField(label="Probability", help_text="Above 0 and up to 1, for example 0.8")
    family = forms.ChoiceField(label="Role family", choices=[("", "Choose one"), *FAMILIES])
    readiness = forms.ChoiceField(label="When are they ready?", choices=READINESS, widget=forms.RadioSelect)
    other = forms.CharField(label="What else?", required=False)
    interests = forms.MultipleChoiceField(
        label="Role families", choices=FAMILIES, widget=forms.CheckboxSelectMultiple, help_text="Choose all that apply"
    )
    expected = DayField(label="Day the post falls vacant", help_text="For example, 27 3 2027", latest=date(2036, 1, 1))
    reason = forms.CharField(label="Reason", max_length=200, widget=forms.Textarea(attrs={"rows": 4}))
    statement = forms.CharField(label="Statement", widget=forms.Textarea(attrs={"rows": 4}), required=False)
    file = forms.FileField(label="Excel (.xlsx) or CSV, up to 10 MB", help_text="No macros and no password.")
    agree = forms.BooleanField(label="I have read every row", help_text="Needed before the file is saved")
    closed = forms.CharField(label="Snapshot", initial="30 September 2026", disabled=True, required=False)

    looks = {
        "posts": Look(width=3),
        "probability": Look(width=5),
        "readiness": Look(size="m", hints={"now": "Could start within three months"}, reveals={"other": "other"}),
        "statement": Look(max_words=300),
    }
    revealed = {"other"}


WRONG_ANSWERS = {
    "email": "not an address", "posts": "three", "probability": "80 %", "expected_day": "31", "expected_month": "2",
    "expected_year": "2027", "readiness": "other", "reason": "x" * 201,
}  # fmt: skip
