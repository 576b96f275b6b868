"""What the first visit costs over the wire: the page to sign in, then a region's page, in a new browser."""

from __future__ import annotations

import os
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from django.conf import settings
from django.core.servers.basehttp import ThreadedWSGIServer, WSGIRequestHandler
from django.core.wsgi import get_wsgi_application
from playwright.sync_api import BrowserContext, sync_playwright

from talentboard.access import Role
from tests.bench.records import Amount
from tests.bench.subjects.pages import CHARTS, REGION, prepare, reader

__all__ = ["measures", "prepare"]

FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-dev-shm-usage"]
BROWSERS = ("chromium", "chromium-browser", "google-chrome")


@dataclass
class Wire:
    """Bytes of every answer, compressed as it was sent and with its head, by page."""

    sizes: list[int] = field(default_factory=list)
    hosts: set[str] = field(default_factory=set)


def measures() -> Iterator[Amount]:
    board = reader(Role.BOARD_MEMBER)
    session = board.cookies[settings.SESSION_COOKIE_NAME].value
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"  # Playwright's event loop sleeps while Django is asked
    with site() as address, sync_playwright() as playwright:
        found = next(filter(None, map(shutil.which, BROWSERS)), None)
        browser = playwright.chromium.launch(executable_path=found, args=FLAGS)
        visitor = browser.new_context()
        to_sign_in = opened(visitor, f"{address}/{REGION}/", says="Sign in")
        let_in(visitor, address, session)
        to_region = opened(visitor, f"{address}/{REGION}/", says=CHARTS)
        another = browser.new_context()
        let_in(another, address, session)
        region = opened(another, f"{address}/{REGION}/", says=CHARTS)
        browser.close()
    kilobytes = (sum(to_sign_in.sizes) + sum(to_region.sizes)) / 1024
    requests = max(len(to_sign_in.sizes), len(region.sizes))
    others = len((to_sign_in.hosts | to_region.hosts | region.hosts) - {urlsplit(address).netloc})
    yield Amount("on the wire", lambda: kilobytes, "KB", 150, "the page to sign in, then a region's page")
    yield Amount("requests", lambda: requests, "requests", 12, "of either page by itself, nothing kept from before")
    yield Amount("requests to other hosts", lambda: others, "requests", 0)


@contextmanager
def site() -> Iterator[str]:
    """The site's own WSGI application, answering on this machine; its address."""
    server = ThreadedWSGIServer(("localhost", 0), Silent)
    server.set_app(get_wsgi_application())
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://localhost:{server.server_port}"
    finally:
        server.shutdown()


class Silent(WSGIRequestHandler):
    def log_message(self, *arguments) -> None:
        """Requests are counted, not told."""


def let_in(visitor: BrowserContext, address: str, session: str) -> None:
    """Give a browser the session of somebody who has signed in."""
    visitor.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": address}])


def opened(visitor: BrowserContext, address: str, *, says: str) -> Wire:
    """What came over the wire until the page was there and quiet."""
    wire, page = Wire(), visitor.new_page()
    line = visitor.new_cdp_session(page)
    line.send("Network.enable")
    asked: dict[str, str] = {}

    def sent(event: dict) -> None:
        if "redirectResponse" in event:
            wire.sizes.append(int(event["redirectResponse"]["encodedDataLength"]))
        asked[event["requestId"]] = event["request"]["url"]

    def received(event: dict) -> None:
        where = asked[event["requestId"]]
        if event["encodedDataLength"] and not where.startswith("data:"):
            wire.sizes.append(int(event["encodedDataLength"]))
            wire.hosts.add(urlsplit(where).netloc)

    line.on("Network.requestWillBeSent", sent)
    line.on("Network.loadingFinished", received)
    page.goto(address, wait_until="networkidle")
    assert says in page.content(), f"{page.url} is another page"
    page.close()
    return wire
