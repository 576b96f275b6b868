"""Sentences on pages: their findings bold, everything escaped."""

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from dashboard.sentences.sentence import Part, Sentence

register = template.Library()


@register.filter
def said(sentence: Sentence) -> SafeString:
    """{{ headline.sentence|said }}"""
    return format_html_join("", "{}", ((_run(part),) for part in sentence.parts))


def _run(part: Part) -> str | SafeString:
    return format_html("<strong>{}</strong>", part.text) if part.strong else part.text
