"""The CV of everybody who is made up."""

from functools import cache
from io import BytesIO

from pypdf import PdfWriter


@cache
def a_cv() -> bytes:
    """A PDF of one page."""
    writer, out = PdfWriter(), BytesIO()
    writer.add_blank_page(width=595, height=842)
    writer.add_metadata({"/Title": "Curriculum vitae"})
    writer.write(out)
    return out.getvalue()
