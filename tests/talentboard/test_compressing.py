"""Pages leave compressed, for browsers that take it."""

import gzip

import pytest
from django.http import HttpResponse, StreamingHttpResponse
from django.test import Client, RequestFactory

from talentboard.compressing import FEW_WORDS, SHORT, CompressingMiddleware, Piece, PieceByPiece

PAGE = "<p>East has 38 senior posts open today.</p>" * 100
FILE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def sent(response: HttpResponse, *, accept: str = "gzip, deflate, br") -> HttpResponse:
    request = RequestFactory().get("/", headers={"Accept-Encoding": accept})
    return CompressingMiddleware(lambda request: response)(request)


def test_a_page_is_smaller_and_the_same():
    response = sent(HttpResponse(PAGE))
    assert gzip.decompress(response.content).decode() == PAGE
    assert (response["Content-Encoding"], response["Vary"]) == ("gzip", "Accept-Encoding")
    assert int(response["Content-Length"]) == len(response.content) < len(PAGE) / 10


def test_the_length_of_a_page_does_not_tell_what_is_in_it():
    assert len({len(sent(HttpResponse(PAGE)).content) for _ in range(200)}) > 50


def test_a_browser_that_does_not_take_it_gets_the_page_as_it_is():
    response = sent(HttpResponse(PAGE), accept="identity")
    assert response.content.decode() == PAGE
    assert (response.get("Content-Encoding"), response["Vary"]) == (None, "Accept-Encoding")


@pytest.mark.parametrize("content", ["", "x" * (SHORT - 1)])
def test_what_is_short_stays_as_it_is(content):
    assert sent(HttpResponse(content)).content.decode() == content


def test_what_is_compressed_already_is_not_compressed_again():
    before = HttpResponse(gzip.compress(PAGE.encode()), headers={"Content-Encoding": "gzip"})
    assert gzip.decompress(sent(before).content).decode() == PAGE


def test_a_file_that_is_sent_in_pieces_is_compressed_in_pieces():
    response = sent(StreamingHttpResponse([PAGE.encode(), PAGE.encode()], content_type="text/css"))
    assert gzip.decompress(response.getvalue()).decode() == PAGE + PAGE


def test_a_workbook_is_left_alone_unless_it_becomes_smaller():
    response = sent(HttpResponse(gzip.compress(PAGE.encode()), content_type=FILE))
    assert gzip.decompress(response.content).decode() == PAGE


def test_every_page_of_the_site_passes_it(db):
    response = Client().get("/accounts/login/", headers={"Accept-Encoding": "gzip"})
    assert "<h1" in gzip.decompress(response.content).decode()


def in_pieces(*parts: str | Piece) -> PieceByPiece:
    return PieceByPiece(*(parts or ("<main>", Piece.of(PAGE), "</main>")))


def test_a_page_with_a_piece_that_was_compressed_before_is_the_same_page():
    response = sent(in_pieces())
    assert gzip.decompress(response.content).decode() == f"<main>{PAGE}</main>"
    assert (response["Content-Encoding"], response["Vary"]) == ("gzip", "Accept-Encoding")
    assert int(response["Content-Length"]) == len(response.content) < len(PAGE) / 10


def test_a_page_in_pieces_is_plain_for_a_browser_that_takes_no_other():
    assert sent(in_pieces(), accept="identity").content.decode() == f"<main>{PAGE}</main>"


def test_one_piece_stands_on_the_pages_of_different_people():
    piece = Piece.of(PAGE)
    for name in ("Priya", "Sam"):
        response = sent(in_pieces(f"<p>{name}</p>", piece, "−", piece))
        assert gzip.decompress(response.content).decode() == f"<p>{name}</p>{PAGE}−{PAGE}"


@pytest.mark.parametrize("length", [0, 1, FEW_WORDS, FEW_WORDS + 1, 70_000])
def test_text_of_any_length_stands_between_the_pieces(length):
    between = "−" * (length // 3) + "x" * (length % 3)
    response = sent(in_pieces(Piece.of(PAGE), between, Piece.of(PAGE)))
    assert gzip.decompress(response.content).decode() == PAGE + between + PAGE


def test_the_length_of_a_page_in_pieces_does_not_tell_what_is_in_it():
    assert len({len(sent(in_pieces()).content) for _ in range(200)}) > 50
