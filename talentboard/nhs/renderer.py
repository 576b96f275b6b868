"""Draws Django forms as NHS components: `{{ form.reason.as_field_group }}` is the whole template line."""

from django.forms.renderers import TemplatesSetting

from .bound import NhsBoundField


class NhsRenderer(TemplatesSetting):
    """The project's form renderer; `{{ form }}` alone is still plain Django for each widget it does not know."""

    form_template_name = "components/forms/form.html"
    field_template_name = "components/forms/field.html"
    bound_field_class = NhsBoundField
