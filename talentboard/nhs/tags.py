"""NHS components as template tags. Every template has them, without loading."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django import template
from django.core.paginator import Page
from django.forms.utils import flatatt
from django.template.loader import render_to_string
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from . import tables
from .once import once
from .states import colour_of
from .task_list import Task

register = template.Library()
register.tag("once", once)
BUTTON_KINDS = {"main": "", "secondary": " nhsuk-button--secondary", "warning": " nhsuk-button--warning"}


def pairs(values: Sequence[Any]) -> list[tuple[Any, Any]]:
    """Label and address in turn, or one list of (label, address)."""
    if len(values) == 1 and not isinstance(values[0], str):
        return [(item[0], item[1]) for item in values[0]]
    return list(zip(values[::2], values[1::2], strict=True))


@register.inclusion_tag("components/button.html")
def button(text: str, kind: str = "main", **attributes: Any) -> dict:
    """{% button "Check the file" %}; kind "secondary" or "warning"; name, value, form, id, type, formaction."""
    type_ = attributes.pop("type", "submit")
    return {"text": text, "kind_class": BUTTON_KINDS[kind], "type": type_, "attributes": attributes}


@register.inclusion_tag("components/link-button.html")
def link_button(text: str, href: str, kind: str = "main") -> dict:
    """A link that looks like a button, for starting a journey; a change of what is kept is a `button` in a form."""
    return {"text": text, "href": href, "kind_class": BUTTON_KINDS[kind]}


@register.inclusion_tag("components/action-link.html")
def action_link(text: str, href: str) -> dict:
    """The NHS green arrow with one way on."""
    return {"text": text, "href": href}


@register.inclusion_tag("components/breadcrumb.html")
def breadcrumb(*crumbs: Any) -> dict:
    """{% breadcrumb "Nation" nation_url "East" east_url %}: the pages above this one, not this one."""
    return {"crumbs": pairs(crumbs)}


@register.inclusion_tag("components/back-link.html")
def back_link(href: str, text: str = "Back") -> dict:
    return {"href": href, "text": text}


@register.simple_tag
def tag(state: str, label: str = "", colour: str = "") -> SafeString:
    """{% tag "late" %}: the state in its colour. One tag a row at most."""
    said = label or str(state).replace("-", " ").replace("_", " ").strip()
    said = said[:1].upper() + said[1:]
    return format_html('<strong class="nhsuk-tag nhsuk-tag--{}">{}</strong>', colour or colour_of(state), said)


@register.simple_block_tag
def details(content: SafeString, summary: str, open: bool = False, plain: bool = False) -> str:
    """{% details "Show these figures as a table" open=True %}...{% enddetails %}; plain: no bar on the left."""
    return render_to_string(
        "components/details.html", {"content": content, "summary": summary, "open": open, "plain": plain}
    )


@register.simple_block_tag
def inset(content: SafeString) -> str:
    """{% inset %}<p>...</p>{% endinset %}: something to know beside the text."""
    return format_html(
        '<div class="nhsuk-inset-text"><span class="nhsuk-u-visually-hidden">Information: </span>{}</div>', content
    )


@register.simple_block_tag
def warning(content: SafeString, heading: str = "Important", level: int = 2) -> str:
    """{% warning "What is lost" %}<p>...</p>{% endwarning %}"""
    return render_to_string("components/warning.html", {"content": content, "heading": heading, "level": level})


@register.simple_block_tag
def scroll(content: SafeString, name: str) -> str:
    """{% scroll "Gap by role family" %}...{% endscroll %}: a region with a name that scrolls sideways by itself."""
    return format_html('<div class="tb-scroll" role="region" aria-label="{}" tabindex="0">{}</div>', name, content)


@register.simple_block_tag
def table(content: SafeString, caption: str, hide_caption: bool = False, stack: bool = False, id: str = "") -> str:
    """{% table "Posts open" stack=True %}<thead>...</thead><tbody>...</tbody>{% endtable %}

    A short table (`stack`) becomes one column on a phone, each cell with its column's name before it;
    any other keeps its shape and scrolls inside a region named by its caption.
    """
    content = tables.stacking(content) if stack else content
    return render_to_string(
        "components/table.html",
        {"content": content, "caption": caption, "hide_caption": hide_caption, "stack": stack, "id": id},
    )


@register.inclusion_tag("components/summary-list.html")
def summary_list(rows: Iterable[Sequence], plain: bool = False) -> dict:
    """Rows of (key, value) or (key, value, [(what to do, address, hidden end of the link)]); plain: no lines."""
    named = [{"key": row[0], "value": row[1], "actions": row[2] if len(row) > 2 else ()} for row in rows]
    return {"rows": named, "plain": plain, "has_actions": any(row["actions"] for row in named)}


@register.inclusion_tag("components/task-list.html")
def task_list(tasks: Iterable[Task], name: str = "task") -> dict:
    """Rows of `task_list.Task`; name: what their ids begin with."""
    return {"tasks": tasks, "name": name}


@register.inclusion_tag("components/pagination.html", takes_context=True)
def pagination(context: Mapping[str, Any], page: Page, name: str = "page", what: str = "Results") -> dict:
    """NHS pagination of a Django page; keeps what else the address holds."""
    numbers = page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    query = context["request"].GET

    def address(number: int) -> str:
        copy = query.copy()
        copy[name] = str(number)
        return f"?{copy.urlencode()}"

    links = [(number, address(number)) if isinstance(number, int) else (None, "") for number in numbers]
    return {
        "page": page,
        "links": links,
        "what": what,
        "previous": address(page.previous_page_number()) if page.has_previous() else "",
        "next": address(page.next_page_number()) if page.has_next() else "",
    }


@register.simple_tag
def saved(text: str) -> SafeString:
    """{% saved "today at 14:32. You can leave and come back." %}: a line that says what is kept."""
    return format_html(
        '<p class="tb-note" role="status"><span class="tb-saved"><span aria-hidden="true">✓ </span>Saved</span> {}</p>',
        text,
    )


@register.inclusion_tag("components/messages.html", takes_context=True)
def messages_of_request(context: Mapping[str, Any]) -> dict:
    """What the last action has to say, once."""
    return {"messages": context.get("messages") or ()}


@register.inclusion_tag("components/error-summary.html")
def error_summary(*forms: Any, title: str = "There is a problem", items: Iterable[tuple[str, str]] = ()) -> dict:
    """{% error_summary form %}: every error of the forms and formsets, each linked to its field, or nothing.

    items: further (sentence, address) pairs, for errors that belong to no field; an empty address is no link.
    """
    errors = [*items, *(error for form in forms if form for error in errors_of(form))]
    return {"errors": errors, "title": title}


def errors_of(form: Any) -> list[tuple[str, str]]:
    """(sentence, address) of every error, in the order of the page."""
    if hasattr(form, "management_form"):
        own = [(str(sentence), "") for sentence in form.non_form_errors()]
        return own + [error for inner in form.forms for error in errors_of(inner)]
    errors = [(str(sentence), "") for sentence in form.non_field_errors()]
    for field in form:
        address = "" if field.is_hidden else f"#{field.focus_id}"
        errors += [(sentence, address) for sentence in field.sentences]
    return errors


@register.simple_tag
def title_prefix(*forms: Any) -> str:
    """ "Error: " for the page's title when one of the forms has errors."""
    return "Error: " if any(form.errors for form in forms if getattr(form, "is_bound", False)) else ""


@register.simple_tag
def relabel(form: Any, name: str, label: str, hint: str | None = None) -> str:
    """{% relabel form "login" "E-mail address" %}: our words on a form that is not ours; before the error summary."""
    if name in form.fields:
        form[name].label = label
        form[name].help_text = form[name].help_text if hint is None else hint
    return ""


@register.simple_tag
def select_options(groups: Iterable[tuple[str | None, Sequence[Mapping[str, Any]], int]]) -> SafeString:
    """The options of a select, in their groups, as a Django widget describes them."""
    drawn = []
    for group, options, _ in groups:
        lines = format_html_join(
            "\n",
            '<option value="{}"{}>{}</option>',
            ((one["value"], flatatt(one["attrs"]), one["label"]) for one in options),
        )
        drawn.append(format_html('<optgroup label="{}">{}</optgroup>', group, lines) if group else lines)
    return mark_safe("\n".join(drawn))  # noqa: S308 (every part has been escaped)
