"""Errors say what would be right, not that something is invalid."""

import pytest
from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile

from talentboard.nhs.gallery import FAMILIES


def sentence(field, answer="", name="it", files=None):
    form = type("OneForm", (forms.Form,), {name: field})({name: answer}, files)
    return form[name].sentences


@pytest.mark.parametrize(
    ("field", "said"),
    [
        (forms.CharField(label="Reason"), "Enter the reason"),
        (forms.CharField(label="Your name"), "Enter your name"),
        (forms.CharField(label="NHS number"), "Enter the NHS number"),
        (forms.CharField(label="What changed?"), "Answer the question “What changed?”"),
        (forms.ChoiceField(label="Role family", choices=FAMILIES), "Select the role family"),
        (forms.ChoiceField(label="Ready?", choices=FAMILIES, widget=forms.RadioSelect), "Select an answer"),
        (forms.FileField(label="Excel or CSV"), "Choose a file"),
        (forms.BooleanField(label="I have read it"), "Tick the box: I have read it"),
        (forms.CharField(label="Reason", error_messages={"required": "Say why"}), "Say why"),
    ],
)
def test_an_empty_answer_gets_an_instruction(field, said):
    assert sentence(field) == [said]


@pytest.mark.parametrize(
    ("field", "answer", "said"),
    [
        (forms.EmailField(label="E-mail"), "x", "Enter an e-mail address in the usual form, like name@nhs.net"),
        (forms.IntegerField(label="Posts"), "three", "Posts must be a whole number, like 15"),
        (forms.DecimalField(label="Probability"), "80 %", "Probability must be a number, like 0.8"),
        (forms.IntegerField(label="Posts", min_value=1), "0", "Posts must be 1 or more"),
        (forms.IntegerField(label="Posts", max_value=9), "10", "Posts must be 9 or less"),
        (forms.CharField(label="Title", max_length=3), "abcd", "Title must be 3 characters or fewer; it has 4"),
        (forms.CharField(label="Title", min_length=3), "ab", "Title must be 3 characters or more"),
        (forms.ChoiceField(label="Family", choices=FAMILIES), "law", "“law” is not one of the choices for family"),
    ],
)  # fmt: skip
def test_a_wrong_answer_is_told_what_would_be_right(field, answer, said):
    assert sentence(field, answer) == [said]


def test_an_empty_file_is_called_empty():
    files = {"it": SimpleUploadedFile("return.csv", b"")}
    assert sentence(forms.FileField(label="File"), files=files) == ["The file is empty. Choose another one"]


def test_a_sentence_of_a_forms_own_is_left_as_it_is():
    def clean_it(self):
        raise forms.ValidationError("The round closed at 17:00.", code="invalid")

    form = type("OwnForm", (forms.Form,), {"it": forms.CharField(label="Reason"), "clean_it": clean_it})({"it": "x"})
    assert form["it"].sentences == ["The round closed at 17:00."]
