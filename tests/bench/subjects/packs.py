"""What a board pack costs its worker, beside WeasyPrint on the same content with next to no style, and as it grows."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration

from dashboard.packs import printing
from dashboard.packs.facts import Facts, kept_with
from dashboard.packs.models import BoardPack
from talentboard.pdf import fonts
from talentboard.pdf.printing import VARIANT, nothing_fetched, print_pdf
from tests.bench.records import Pair

PLAIN = f"@page {{ size: A4 }} html {{ font-family: {fonts.FAMILY} }}"
SECTION = '<section class="tb-pack__section'
NAME = re.compile(r'\b(id="|aria-labelledby="|href="#|url\(#)([\w-]+)')
FEW, TIMES = 10, 12
STYLE = printing.STYLE.read_text(encoding="utf-8")


def measures() -> Iterator[Pair]:
    packs = BoardPack.objects.filter(region="east").exclude(file=None)
    pack = packs.select_related("snapshot__previous", "since", "after", "file").first()
    facts = kept_with(pack.file)
    whole = printing.document(pack, facts, pack.file.html)
    yield Pair(
        f"board pack of {pack.file.pages} pages", lambda: printing.build(pack, facts), plainly(whole), 1.3,
        "gathered, drawn and printed; floor: the same content printed with next to no style", rounds=9,
    )  # fmt: skip
    part, pages = few_pages(pack, facts)
    short, long = (printing.document(pack, facts, content) for content in (part, again_and_again(part)))
    yield Pair(
        f"{pages * TIMES} pages", printed(long), printed(short), TIMES + 1, f"printed; floor: {pages} pages", rounds=9
    )


def plainly(html: str) -> Callable[[], None]:
    """The same tagged PDF of the same content in the same fonts, laid out without our style."""

    def do() -> None:
        known, fetcher = FontConfiguration(), nothing_fetched()
        style = CSS(string=fonts.faces() + PLAIN, font_config=known, url_fetcher=fetcher)
        document = HTML(string=html, url_fetcher=fetcher).render(
            stylesheets=[style], font_config=known, pdf_variant=VARIANT
        )
        document.write_pdf(pdf_variant=VARIANT)

    return do


def printed(html: str) -> Callable[[], None]:
    return lambda: print_pdf(html, STYLE)


def few_pages(pack: BoardPack, facts: Facts) -> tuple[str, int]:
    """The first sections of a pack, until they fill about ten pages, and how many they fill."""
    _, *sections = pack.file.html.split(SECTION)
    for count in range(1, len(sections) + 1):
        part = "".join(SECTION + section for section in sections[:count]).removesuffix("</div>")
        pages = print_pdf(printing.document(pack, facts, part), STYLE).pages
        if pages >= FEW:
            break
    return part, pages


def again_and_again(part: str) -> str:
    """The sections over and over, each time under names of their own."""
    return "".join(NAME.sub(rf"\g<1>\g<2>-{time}", part) for time in range(TIMES))
