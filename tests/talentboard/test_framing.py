"""A page around a large body: drawn once, and each reader's own."""

import gzip
import re

import pytest
from django import forms
from django.contrib.messages import add_message, constants
from django.contrib.messages.storage.cookie import CookieStorage
from django.test import RequestFactory
from django.utils.safestring import SafeString

from talentboard import framing
from talentboard.compressing import CompressingMiddleware, Piece
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db
TEMPLATE = "dashboard/region.html"
SAID = {"region": "east", "crumbs": (("Nation", "/england/"),), "may_make": True}


class Form(forms.Form):
    level = forms.ChoiceField(choices=[("chair", "Chair")])


@pytest.fixture(autouse=True)
def nothing_kept():
    framing.kept.cache_clear()


def asked_by(name: str = "Priya Shah", address: str = "/east/"):
    request = RequestFactory().get(address, headers={"Accept-Encoding": "gzip"})
    request.user = UserFactory(name=name)
    request._messages = CookieStorage(request)
    return request


def page(request, *, title="East", body=("<p>38 open</p>",), form=None, **said):
    put_in = {"title": title, "path": request.path, "address": request.get_full_path()}
    return framing.framed(request, TEMPLATE, body, put_in=put_in, said={**SAID, **said}, form=form)


def html_of(*args, **kwargs) -> str:
    return page(*args, **kwargs).content.decode()


def test_a_frame_is_drawn_once_and_says_each_reader_s_own():
    people = [asked_by("Priya Shah"), asked_by("Sam Okafor")]
    pages = [html_of(request) for request in people]
    assert framing.kept.cache_info().misses == 1
    for request, other, html in zip(people, reversed(people), pages, strict=True):
        assert request.user.name in html
        assert f'data-account="{request.user.pk}"' in html
        assert other.user.name not in html
        assert str(other.user.pk) not in html
    tokens = [set(re.findall(r'csrfmiddlewaretoken" value="(\w{64})"', html)) for html in pages]
    assert [len(found) for found in tokens] == [1, 1]
    assert tokens[0] != tokens[1]


def test_what_differs_from_page_to_page_is_put_in_and_cannot_break_out():
    html = html_of(asked_by('<b>"Priya"</b>'), title="East: <i>digital</i> posts")
    assert "<title>East: &lt;i&gt;digital&lt;/i&gt; posts – Talent boards</title>" in html
    assert "&lt;b&gt;&quot;Priya&quot;&lt;/b&gt;" in html
    assert framing.EDGE not in html


def test_a_mark_in_an_address_is_not_taken_for_one():
    html = html_of(asked_by(address=f"/east/?a={framing.mark('csrf_token')}"), is_being_drawn=True)
    assert 'hx-get="/east/?a=' in html
    assert len(set(re.findall(r"\w{64}", html))) == 1


def test_every_answer_is_another_frame():
    pages = [html_of(asked_by(), may_make=may_make) for may_make in (True, False, True)]
    assert ["Make the figures of today" in html for html in pages] == [True, False, True]
    assert framing.kept.cache_info().misses == 2


def test_what_an_action_has_to_say_is_said_once_and_not_kept():
    request = asked_by()
    add_message(request, constants.SUCCESS, "The figures are made.")
    assert "The figures are made." in html_of(request)
    assert "The figures are made." not in html_of(asked_by())


def test_a_form_with_errors_has_its_summary_and_is_not_kept():
    form = Form({"level": "magic"})
    assert not form.is_valid()
    html = html_of(asked_by(), form=form)
    assert "<title>Error: East" in html
    assert 'href="#id_level"' in html
    assert "error" not in html_of(asked_by()).split("<main")[1].split("</main>")[0].lower()


def test_the_pieces_make_one_page_compressed_or_not():
    request = asked_by()
    body = ("<p>short</p>", Piece.of("<p>large</p>" * 1000), SafeString("<p>again</p>"))
    response = page(request, body=body)
    plain = response.content.decode()
    assert f"<p>short</p>{'<p>large</p>' * 1000}<p>again</p>" in plain
    sent = CompressingMiddleware(lambda request: response)(request)
    assert gzip.decompress(sent.content).decode() == plain
