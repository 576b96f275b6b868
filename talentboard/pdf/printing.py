"""From HTML and a style sheet to a tagged PDF: the same bytes for the same input and the same renderer."""

import hashlib
from dataclasses import dataclass

from weasyprint import CSS, HTML, __version__
from weasyprint.text.ffi import pango
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher

from . import fonts

VARIANT = "pdf/ua-1"


@dataclass(frozen=True)
class Printed:
    """A PDF and how many pages it has."""

    content: bytes
    pages: int

    @property
    def digest(self) -> str:
        """SHA-256, in hexadecimal."""
        return hashlib.sha256(self.content).hexdigest()


def nothing_fetched() -> URLFetcher:
    """Takes what is written into the document (`data:`) and refuses every other address, of a disk too."""
    return URLFetcher(allowed_protocols={"data"}, allow_redirects=False, fail_on_errors=True)


def print_pdf(html: str, css: str) -> Printed:
    """A whole HTML document as PDF/UA-1: tagged, with its headings as bookmarks.

    css: written for the family `fonts.FAMILY`. Raises weasyprint's FatalURLFetchingError where something would have to
    be fetched.
    """
    known, fetcher = FontConfiguration(), nothing_fetched()
    style = CSS(string=fonts.faces() + css, font_config=known, url_fetcher=fetcher)
    document = HTML(string=html, url_fetcher=fetcher).render(
        stylesheets=[style], font_config=known, pdf_variant=VARIANT
    )
    identifier = hashlib.sha256(html.encode() + css.encode()).digest()[:16]
    content = document.write_pdf(pdf_variant=VARIANT, pdf_identifier=identifier)
    return Printed(content, len(document.pages))


def renderer() -> dict[str, str]:
    """What decides the bytes beside the document itself: two printings with the same facts are the same."""
    version = pango.pango_version()
    return {
        "WeasyPrint": __version__,
        "Pango": f"{version // 10000}.{version // 100 % 100}.{version % 100}",
        "Fonts": fonts.digest()[:16],
    }
