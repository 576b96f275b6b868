"""What is drawn once in a process holds nothing of anybody."""

import pytest
from django.template import Context, Template, TemplateSyntaxError


def test_what_is_drawn_once_is_the_same_for_the_next_reader():
    template = Template("{% load static %}{% once %}{% static 'a.css' %}{% endonce %} {{ name }}")
    assert template.render(Context({"name": "Priya"})) == "/static/a.css Priya"
    assert template.render(Context({"name": "Sam"})) == "/static/a.css Sam"


def test_it_does_not_know_whom_it_is_drawn_for():
    template = Template("{% once %}{% if user %}Signed in{% else %}Nobody{% endif %}{% endonce %}")
    assert template.render(Context({"user": "Priya"})) == "Nobody"


def test_a_variable_in_it_is_refused_before_any_page_is_drawn():
    with pytest.raises(TemplateSyntaxError, match="holds no variables"):
        Template("{% once %}<p>{% if True %}{{ name }}{% endif %}</p>{% endonce %}")
