"""The nominee's CV: judged by what is in it, kept in the database, and given back to its owner alone."""

import io
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pypdf import PdfWriter

from nominations.models import CurriculumVitae, Nomination
from talentboard.audit.models import AuditEvent
from tests.fixtures.nominations import a_pdf, agreed, stage
from tests.fixtures.people import signed_in
from tests.nominations.pages import said

pytestmark = pytest.mark.django_db


def page(one: Nomination, rest: str = "") -> str:
    return f"/east/nominations/{one.pk}/yours/{rest}"


def nominee(one: Nomination) -> Client:
    return signed_in(one.candidate.user)


def a_file(name: str, content: bytes) -> dict:
    return {"cv": SimpleUploadedFile(name, content)}


def a_word_document(*, macros: bool = False) -> bytes:
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as parts:
        parts.writestr("[Content_Types].xml", f"<Types>{kind}</Types>")
        parts.writestr("word/document.xml", "<document/>")
        if macros:
            parts.writestr("word/vbaProject.bin", b"x")
    return out.getvalue()


def a_locked_pdf() -> bytes:
    writer, out = PdfWriter(), io.BytesIO()
    writer.add_blank_page(width=595, height=842)
    writer.encrypt("secret")
    writer.write(out)
    return out.getvalue()


@pytest.mark.parametrize(
    ("name", "content"), [("cv.pdf", a_pdf()), ("lebenslauf.docx", a_word_document())], ids=["PDF", "Word"]
)
def test_a_cv_is_kept_and_comes_back_as_an_attachment_and_each_reading_leaves_a_line(name, content):
    on = stage()
    one = agreed(on)
    client = nominee(one)
    assert f"Saved: “{name}”." in said(client.post(page(one, "cv/"), a_file(name, content), follow=True))
    for _reading in range(2):
        answer = client.get(page(one, "cv/file/"))
        assert answer.content == content
        assert answer["Content-Disposition"] == f'attachment; filename="{name}"'
        assert answer["X-Content-Type-Options"] == "nosniff"
        assert "no-store" in answer["Cache-Control"]
    assert AuditEvent.objects.filter(kind="cv-read", about_id=str(one.pk), by=one.candidate.user).count() == 2


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("cv.pdf", b"MZ\x90\x00 a program", "neither a PDF nor a Word document, whatever its name says"),
        ("cv.docx", a_word_document(macros=True), "holds macros"),
        ("cv.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1rest", "protected by a password, or saved by an old version"),
        ("cv.pdf", a_locked_pdf(), "protected by a password"),
        ("cv.pdf", b"%PDF-1.7 torn", "may be damaged"),
        ("cv.pdf", b"", "is empty"),
        ("cv.pdf", b"%PDF-" + b"x" * (5 * 1024 * 1024), "has 5.0 MB"),
        ("../../<b>cv</b>.exe", b"#!/bin/sh", "is neither a PDF nor"),
    ],
    ids=["program", "macros", "old Word", "locked", "torn", "empty", "large", "markup"],
)
def test_a_file_that_is_no_cv_is_refused_in_a_sentence(name, content, sentence):
    on = stage()
    one = agreed(on)
    client = nominee(one)
    client.post(page(one, "cv/"), a_file("before.pdf", a_pdf()))
    answer = client.post(page(one, "cv/"), a_file(name, content))
    assert sentence in said(answer)
    assert "<b>" not in answer.content.decode()
    assert Nomination.objects.get(pk=one.pk).cv.name == "before.pdf"


def test_of_a_file_too_large_to_be_taken_in_the_true_size_is_said():
    on = stage()
    one = agreed(on)
    answer = nominee(one).post(page(one, "cv/"), a_file("cv.pdf", b"%PDF-" + b"x" * (30 * 1024 * 1024)))
    assert "has 30.0 MB" in said(answer)
    assert not CurriculumVitae.objects.exists()


def test_a_name_of_any_script_comes_back():
    on = stage()
    one = agreed(on)
    client = nominee(one)
    client.post(page(one, "cv/"), a_file("Żółć مريم.pdf", a_pdf()))
    assert "filename*=utf-8''%C5%BB" in client.get(page(one, "cv/file/"))["Content-Disposition"]


def test_a_cv_is_replaced_and_deleted_again():
    on = stage()
    one = agreed(on)
    client = nominee(one)
    client.post(page(one, "cv/"), a_file("first.pdf", a_pdf()))
    client.post(page(one, "cv/"), a_file("second.pdf", a_pdf()))
    assert "second.pdf" in said(client.get(page(one, "cv/")))
    assert "Your CV has been deleted." in said(client.post(page(one, "cv/remove/"), follow=True))
    assert client.get(page(one, "cv/file/")).status_code == 404


def test_a_file_sent_without_a_session_is_asked_for_again():
    on = stage()
    one = agreed(on)
    person, client = one.candidate.user, Client()
    client.post(page(one, "cv/"), {"account": str(person.pk), **a_file("cv.pdf", a_pdf())})
    kept = client.session["typed_before_signing_in"]
    client.force_login(person)
    session = client.session
    session["typed_before_signing_in"] = kept
    session.save()
    assert "You were signed out before your file arrived." in said(client.get(page(one, "cv/")))
