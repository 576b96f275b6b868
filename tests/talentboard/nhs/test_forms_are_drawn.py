"""Forms drawn as NHS components: every box has its label, hint and error, and each error leads to its box."""

import re

import pytest
from django import forms
from django.forms.renderers import DjangoTemplates
from django.template import Context, Template

from talentboard.nhs.gallery import WRONG_ANSWERS, GalleryForm
from talentboard.nhs.look import Look

NAMES = [name for name in GalleryForm.base_fields if name not in GalleryForm.revealed]


def draw(source, **context):
    return Template(source).render(Context(context))


def ids(drawn):
    return re.findall(r'\bid="([^"]+)"', drawn)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("answers", [None, WRONG_ANSWERS], ids=["as it is", "with errors"])
def test_every_id_is_there_once_and_everything_named_exists(name, answers):
    drawn = GalleryForm(answers)[name].as_field_group()
    there = ids(drawn)
    assert len(there) == len(set(there))
    named = [word for words in re.findall(r'aria-describedby="([^"]+)"', drawn) for word in words.split()]
    named += re.findall(r'for="([^"]+)"', drawn) + re.findall(r'aria-controls="([^"]+)"', drawn)
    assert set(named) <= set(there)


@pytest.mark.parametrize("name", NAMES)
def test_no_box_uses_an_inline_style_or_the_browsers_own_bubbles(name):
    drawn = GalleryForm(WRONG_ANSWERS)[name].as_field_group()
    assert "style=" not in drawn
    assert " required" not in drawn


def test_hint_and_error_describe_the_box():
    class ReasonForm(forms.Form):
        reason = forms.CharField(label="Reason", help_text="One sentence")

    drawn = ReasonForm({"reason": ""})["reason"].as_field_group()
    assert 'aria-describedby="id_reason-hint id_reason-error"' in drawn
    assert 'class="nhsuk-input nhsuk-input--error"' in drawn
    assert "Enter the reason" in drawn


def test_a_group_of_radios_has_one_legend_and_its_hints():
    drawn = GalleryForm()["readiness"].as_field_group()
    assert drawn.count("<legend") == 1
    assert drawn.count('type="radio"') == 3
    assert "Could start within three months" in drawn
    assert 'name="other"' in drawn


def test_a_textarea_counts_characters_or_words():
    form = GalleryForm()
    assert 'data-maxlength="200" data-count-type="characters"' in form["reason"].as_field_group()
    assert 'data-maxlength="300" data-count-type="words"' in form["statement"].as_field_group()


def test_numbers_are_typed_into_text_boxes():
    form = GalleryForm()
    whole, fraction = form["posts"].as_field_group(), form["probability"].as_field_group()
    assert 'type="number"' not in whole + fraction
    assert 'inputmode="numeric"' in whole
    assert 'inputmode="decimal"' in fraction


def test_a_password_can_be_shown():
    drawn = GalleryForm()["password"].as_field_group()
    assert 'aria-controls="id_password" hidden' in drawn


def test_a_look_gives_width_size_and_a_sign():
    class PriceForm(forms.Form):
        price = forms.CharField(label="Price")
        looks = {"price": Look(width=5, size="m", prefix="£")}

    drawn = PriceForm()["price"].as_field_group()
    assert "nhsuk-input--width-5" in drawn
    assert "nhsuk-label--m" in drawn
    assert '<div class="nhsuk-input-wrapper__prefix" aria-hidden="true">£</div>' in drawn


def test_what_people_type_is_escaped():
    form = GalleryForm({**WRONG_ANSWERS, "email": '"><script>'})
    assert "<script>" not in form["email"].as_field_group() + draw("{% error_summary form %}", form=form)


def test_a_whole_form_draws_hidden_fields_too():
    class HiddenForm(forms.Form):
        seen = forms.CharField(label="Seen")
        token = forms.CharField(widget=forms.HiddenInput, initial="abc")

    drawn = draw("{{ form }}", form=HiddenForm())
    assert 'class="nhsuk-input"' in drawn
    assert 'type="hidden" name="token" value="abc"' in drawn


def test_every_error_is_in_the_summary_and_leads_to_a_box():
    form = GalleryForm(WRONG_ANSWERS)
    summary = draw("{% error_summary form %}", form=form)
    page = draw("{{ form }}", form=form)
    links = re.findall(r'href="#([^"]+)"', summary)
    assert len(links) == len(form.errors)
    assert set(links) <= set(ids(page))
    assert 'href="#id_expected_day"' in summary


def test_errors_of_a_form_and_of_formsets_are_in_the_summary():
    class RowForm(forms.Form):
        name = forms.CharField(label="Name")

        def clean(self):
            raise forms.ValidationError("The row contradicts itself")

    rows = forms.formset_factory(RowForm, min_num=1, validate_min=True, extra=0)
    formset = rows({"form-TOTAL_FORMS": "1", "form-INITIAL_FORMS": "1", "form-0-name": ""})
    summary = draw("{% error_summary formset items=more %}", formset=formset, more=[("posts, row 8", "#row-8")])
    assert "The row contradicts itself" in summary
    assert '<a href="#id_form-0-name">Enter the name</a>' in summary
    assert '<a href="#row-8">posts, row 8</a>' in summary


def test_without_errors_there_is_no_summary_and_no_prefix():
    assert draw("{% error_summary form %}{% title_prefix form %}", form=GalleryForm()).strip() == ""
    assert draw("{% error_summary %}{% title_prefix form %}").strip() == ""


def test_the_title_of_a_page_with_errors_says_so():
    assert draw("{% title_prefix form %}", form=GalleryForm({})) == "Error: "


def test_words_of_ours_replace_the_label_and_the_error_of_a_form_that_is_not():
    class Theirs(forms.Form):
        login = forms.CharField(label="Email", widget=forms.TextInput(attrs={"placeholder": "Email address"}))

    drawn = draw('{% relabel form "login" "E-mail address" "At work" %}{{ form }}', form=Theirs({}))
    assert "Enter the e-mail address" in drawn
    assert "At work" in drawn
    assert "placeholder" not in drawn


def test_a_select_has_the_options_that_django_gives_it_escaped_and_in_their_groups():
    class Chosen(forms.Form):
        board = forms.ChoiceField(choices=[("", "All <b>"), ("x", "X & Y"), ("Group", [("1", "One"), ("2", "Two")])])

    drawn = str(Chosen({"board": "x"})["board"])
    plain = Chosen({"board": "x"}).fields["board"].widget.render("board", "x", renderer=DjangoTemplates())
    options = re.compile(r"<(option|optgroup|/optgroup)([^>]*)>([^<]*)")
    assert [(tag, about, said.strip()) for tag, about, said in options.findall(drawn)] == [
        (tag, about, said.strip()) for tag, about, said in options.findall(plain)
    ]
    assert '<option value="x" selected>X &amp; Y</option>' in drawn
