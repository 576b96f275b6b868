"""Pages of rounds and nominations, asked for and read."""

import re
from html import unescape

from django.http import HttpResponse


def said(page: HttpResponse) -> str:
    """What can be read on a page, with single spaces."""
    main = re.search(r"<main.*</main>", page.content.decode(), re.DOTALL)
    text = unescape(re.sub(r"<[^>]+>", " ", main.group() if main else page.content.decode()))
    return re.sub(r" (?=[.,;:?])", "", re.sub(r"\s+", " ", text)).strip()


def problems(page: HttpResponse) -> dict[str, list[str]]:
    """What the form of a page says is wrong, by field; "" for what belongs to none."""
    errors = page.context["form"].errors.get_json_data()
    return {name.replace("__all__", ""): [error["message"] for error in said] for name, said in errors.items()}


def hidden(page: HttpResponse, name: str) -> str:
    """What a hidden field of a page holds."""
    return re.search(rf'<input type="hidden" name="{name}" value="([^"]*)"', page.content.decode()).group(1)


def day(name: str, day) -> dict[str, object]:
    """A day as its three boxes send it."""
    return {f"{name}_day": day.day, f"{name}_month": day.month, f"{name}_year": day.year}
