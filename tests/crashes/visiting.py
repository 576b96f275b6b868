"""Somebody who uses the site while parts of it die: signed in, by plain HTTP, and not put off by silence."""

from __future__ import annotations

import html
import http.client
import re
import threading
from dataclasses import dataclass
from urllib.parse import urlencode, urlsplit

from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart

from tests.fixtures.people import signed_in, with_role
from tests.fixtures.site import Site
from tests.journeys.ways import Person

PATIENCE = 60.0
LOOKS_EVERY = 0.1
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
STATUS = re.compile(r'<div role="status">(.*?)</div>', re.DOTALL)
LEAVE = "You can leave this page and come back."
WAITS, RUNS, RUNS_AGAIN, SILENT, INTERRUPTED, DONE = "waits", "runs", "runs again", "silent", "interrupted", "done"
AWAY = "away"
SAID = {
    rf"Waiting to start, since \d\d:\d\d\. {LEAVE}": WAITS,
    rf"Running since \d\d:\d\d(: [^.]+)?\. {LEAVE}": RUNS,
    rf"Running since \d\d:\d\d \(try \d\)(: [^.]+)?\. {LEAVE}": RUNS_AGAIN,
    rf"Nothing has been heard of it since \d\d:\d\d\. If it was interrupted, it begins again .* {LEAVE}": SILENT,
    rf"It was interrupted at \d\d:\d\d, and begins again by itself\. Nothing was half saved\. {LEAVE}": INTERRUPTED,
    r"Done .* It ended at \d\d:\d\d\.": DONE,
}
"""What the page of a job may say, and what that means."""


@dataclass(frozen=True)
class Page:
    """What came: 0 and nothing where nobody answered. address: of the page that was moved to in the end."""

    status: int
    text: str
    address: str

    @property
    def words(self) -> str:
        return plain(self.text)


class Visitor:
    """A person with an account and a session, who has shown both factors."""

    def __init__(self, site: Site, person: Person) -> None:
        self.host = urlsplit(site.address).netloc
        with site.rows():
            client = signed_in(with_role(person.role, person.region, name=person.name, email=person.email))
            self.cookies = {name: cookie.value for name, cookie in client.cookies.items()}
        assert settings.SESSION_COOKIE_NAME in self.cookies

    def opens(self, address: str) -> Page:
        return self._goes("GET", address)

    def sends(self, address: str, *, from_page: str, **fields: object) -> Page:
        """Send a form that stands on a page; files are (name, content)."""
        return self._goes("POST", address, *self.filled_in(from_page, **fields))

    def filled_in(self, page: str, **fields: object) -> tuple[bytes, str]:
        """A form of a page as it goes over the line, with its token: the body and its kind."""
        token = TOKEN.search(self.opens(page).text)[1]
        fields = {"csrfmiddlewaretoken": token, **fields}
        files = {name: SimpleUploadedFile(*value) for name, value in fields.items() if isinstance(value, tuple)}
        if files:
            return encode_multipart(BOUNDARY, fields | files), MULTIPART_CONTENT
        return urlencode(fields).encode(), "application/x-www-form-urlencoded"

    def headers(self, kind: str = "") -> dict[str, str]:
        cookies = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        return {"Cookie": cookies, "Referer": f"http://{self.host}/"} | ({"Content-Type": kind} if kind else {})

    def _goes(self, method: str, address: str, body: bytes = b"", kind: str = "") -> Page:
        try:
            page, cookies = asked(self.host, method, address, body, self.headers(kind))
        except (OSError, http.client.HTTPException):
            return Page(0, "", address)
        self.cookies |= cookies
        return self._goes("GET", page.address) if page.status in {301, 302} else page

    def follows(self, job: str) -> Following:
        """Keep looking at the page of a job until the end of the block."""
        return Following(self, job)


def asks(site: Site, address: str) -> Page:
    """What somebody is told who is not signed in."""
    return asked(urlsplit(site.address).netloc, "GET", address, b"", {})[0]


def asked(host: str, method: str, address: str, body: bytes, headers: dict[str, str]) -> tuple[Page, dict[str, str]]:
    """One request: its answer, or to where that leads, and cookies. OSError or HTTPException where no answer comes."""
    line = http.client.HTTPConnection(host, timeout=PATIENCE)
    try:
        line.request(method, address, body or None, headers)
        answer = line.getresponse()
        cookies = dict(re.findall(r"(?m)^Set-Cookie: ([^=]+)=([^;]*)", str(answer.headers)))
        return Page(answer.status, answer.read().decode(), answer.headers.get("Location") or address), cookies
    finally:
        line.close()


class Following:
    """What the page of a job said while somebody kept looking, in the words of SAID; anything else as it stood."""

    def __init__(self, visitor: Visitor, job: str) -> None:
        self.visitor = visitor
        self.job = job
        self.said: list[str] = []
        self._over = threading.Event()
        self._looking = threading.Thread(target=self._look, daemon=True)

    def __enter__(self) -> Following:
        self._looking.start()
        return self

    def __exit__(self, *told: object) -> None:
        self._over.set()
        self._looking.join(PATIENCE)

    def says(self, what: str) -> bool:
        """Whether that is what it says now."""
        return self.said[-1:] == [what]

    def _look(self) -> None:
        while not self._over.wait(LOOKS_EVERY):
            if (says := said_of(self.visitor.opens(self.job))) not in self.said[-1:]:
                self.said.append(says)


def said_of(page: Page) -> str:
    found = STATUS.search(page.text)
    if page.status == 503 and "The site cannot answer just now" in page.text:
        return AWAY
    if page.status != 200 or not found:
        return f"{page.status} {plain(page.text)}"
    sentence = plain(found[1])
    return next((meaning for pattern, meaning in SAID.items() if re.fullmatch(pattern, sentence)), sentence)


def plain(text: str) -> str:
    """What can be read of a page, on one line."""
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", text)).split())
