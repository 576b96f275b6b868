"""The first visit is light, and nothing comes from another host or breaks the content security policy."""

import gzip
import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.template.loader import render_to_string
from django.test import RequestFactory

ROOT = Path(__file__).parents[3]
TEMPLATES = [path.relative_to(ROOT) for path in sorted(ROOT.glob("templates/**/*.html")) if path.name != "mail.html"]
SHEETS = sorted(ROOT.glob("static/**/*.css"))


def first_page():
    request = RequestFactory().get("/nothing/")
    return render_to_string("404.html", request=request)


def files_of(page):
    return re.findall(r'(?:src|href)="/static/([^"]+)"', page)


def test_a_first_visit_is_at_most_150_kilobytes_in_12_requests():
    page = first_page()
    files = files_of(page)
    weight = sum(len(gzip.compress(Path(finders.find(name)).read_bytes())) for name in files)
    assert len(files) + 1 <= 12
    assert weight + len(gzip.compress(page.encode())) <= 150 * 1024 - 40 * 1024  # 40 KB is left for the page's own text


def test_no_stylesheet_asks_another_host():
    for sheet in SHEETS:
        assert re.findall(r"(?:url\(|@import)\s*[\"']?(?:https?:)?//", sheet.read_text()) == [], sheet


def test_every_file_that_a_stylesheet_names_is_there():
    for sheet in SHEETS:
        for name in re.findall(r"url\(\"?([^\")]+)\"?\)", sheet.read_text()):
            assert name.startswith("data:") or (sheet.parent / name).is_file(), (sheet, name)


@pytest.mark.parametrize("path", TEMPLATES, ids=str)
def test_no_template_of_a_page_has_inline_styles_scripts_or_handlers(path):
    text = (ROOT / path).read_text()
    assert re.findall(r"<[^>]*\sstyle=", text) == []
    assert re.findall(r"<style", text) == []
    assert re.findall(r"<[^>]*\son[a-z]+=", text) == []
    assert re.findall(r"hx-on", text) == []
    scripts = re.findall(r"<script([^>]*)>", text)
    assert [script for script in scripts if "src=" not in script and "application/json" not in script] == []


def test_no_page_names_another_host():
    addresses = re.findall(r'(?:src|href|action)="(https?:)?//', first_page())
    assert addresses == []
