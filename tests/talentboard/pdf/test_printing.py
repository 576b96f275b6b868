"""Paper: the same bytes each time, nothing fetched, tagged for screen readers, set in the shipped fonts."""

import io
import subprocess
import sys

import pikepdf
import pytest
from weasyprint.urls import FatalURLFetchingError

from talentboard.pdf.printing import print_pdf, renderer

CSS = """
body { font-family: "Talentboard Sans" }
@page { @bottom-left { content: "foot"; font-family: "Talentboard Sans" } }
"""
HTML = '<!DOCTYPE html><html lang="en-GB"><head><title>A pack</title></head><body><h1>Gap</h1>{}</body></html>'
TABLE = '<table><tr><th scope="col">Open</th></tr><tr><td>5 − 2</td></tr></table>'


def test_the_same_document_is_printed_to_the_same_bytes():
    assert print_pdf(HTML.format(TABLE), CSS) == print_pdf(HTML.format(TABLE), CSS)


def test_another_process_prints_the_same_bytes():
    code = (
        "import sys; from talentboard.pdf.printing import print_pdf; sys.stdout.write(print_pdf(*sys.argv[1:]).digest)"
    )
    told = subprocess.run([sys.executable, "-c", code, HTML.format(TABLE), CSS], capture_output=True, check=True)
    assert told.stdout.decode() == print_pdf(HTML.format(TABLE), CSS).digest


def test_another_document_is_another_file():
    assert print_pdf(HTML.format("5"), CSS).digest != print_pdf(HTML.format("6"), CSS).digest


@pytest.mark.parametrize("address", ["file:///etc/hostname", "http://localhost:9/a.png", "https://localhost:9/a.png"])
@pytest.mark.parametrize("how", ['<img src="{}" alt="a">', '<link rel="stylesheet" href="{}">'])
def test_nothing_is_fetched_from_a_disk_or_the_network(address, how):
    with pytest.raises(FatalURLFetchingError):
        print_pdf(HTML.format(how.format(address)), CSS)


def test_a_style_sheet_cannot_fetch_either():
    with pytest.raises(FatalURLFetchingError):
        print_pdf(HTML.format(""), CSS + "body { background: url(file:///etc/hostname) }")


def test_what_is_written_into_the_document_is_taken():
    dot = "data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' width='5' height='5'/>"
    assert print_pdf(HTML.format(f'<img src="{dot}" alt="a dot">'), CSS).pages == 1


def test_the_file_says_that_it_is_for_everybody():
    with pikepdf.open(io.BytesIO(print_pdf(HTML.format(TABLE), CSS).content)) as pdf:
        assert pdf.Root.MarkInfo.Marked
        assert str(pdf.Root.Lang) == "en-GB"
        assert pdf.open_metadata()["pdfuaid:part"] == "1"
        assert pdf.open_metadata()["dc:title"] == "A pack"


def test_only_the_shipped_fonts_are_in_it():
    with pikepdf.open(io.BytesIO(print_pdf(HTML.format("<b>Bold</b>" + TABLE), CSS).content)) as pdf:
        names = {str(one.BaseFont).partition("+")[2] for one in pdf.objects if is_font(one)}
    assert names == {"Talentboard-Sans", "Talentboard-Sans-Bold"}


def is_font(one) -> bool:
    return isinstance(one, pikepdf.Dictionary) and one.get("/Type") == "/Font"


def test_the_renderer_is_named_by_what_decides_the_bytes():
    known = renderer()
    assert known.keys() == {"WeasyPrint", "Pango", "Fonts"}
    assert len(known["Fonts"]) == 16
