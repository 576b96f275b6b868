"""What is looked over on every page that anybody comes to, whatever the journey is about."""

import os
import re
from pathlib import Path
from urllib.parse import urlsplit

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import ConsoleMessage, Page, Request, Response

REPORT_VIOLATIONS = """
document.addEventListener("securitypolicyviolation", (event) =>
  console.error(`content security policy: ${event.violatedDirective} refuses ${event.blockedURI}`));
"""
WIDER = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
# In one go, and no more comes back than is looked at: what passed is long.
AXE = f"{AXE_SCRIPT};\naxe.run({{resultTypes: ['violations']}}).then((found) => found.violations)"
REFUSE_SCRIPTS = "Emulation.setScriptExecutionDisabled"
# What the browser says of every answer with a status from 400 on; answers are judged by themselves.
SAID_OF_ANSWERS = "Failed to load resource"
BROKEN_OFF = "net::ERR_ABORTED"  # a page that was left, or a download
# Tokens of forms, and numbers of snapshots, jobs and people.
CHANGING = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|[A-Za-z0-9]{64}|data-seconds-left=\"\d+\"")
PICTURES = os.environ.get("JOURNEY_PICTURES")
_seen_by_axe: set[tuple[int, bool, int]] = set()


class Watch:
    """Everything a browser complains about while somebody goes from page to page."""

    def __init__(self, page: Page, address: str, *, runs_scripts: bool) -> None:
        self.page = page
        self.runs_scripts = runs_scripts
        self.host = urlsplit(address).netloc
        self.complaints: list[str] = []
        page.add_init_script(REPORT_VIOLATIONS)
        page.on("console", self._console)
        page.on("pageerror", lambda error: self.complaints.append(f"JavaScript: {error}"))
        page.on("request", self._request)
        page.on("requestfailed", self._failed)
        page.on("response", self._response)

    def look_over(self, name: str, *, expected: int = 200) -> None:
        """Nothing broke on the way to this page, it does not scroll sideways, and axe finds nothing."""
        self.page.wait_for_load_state()  # a page that is still arriving has no width
        self._picture(name)
        where = self.page.url
        wider = self.page.evaluate(WIDER)
        assert wider <= 0, f"{where} is {wider} pixels wider than the window: {self._too_wide()}"
        told = self._without(expected)
        assert not told, f"{where}: {told}"
        if self._is_new():
            found = [(rule["id"], [node["html"][:200] for node in rule["nodes"]]) for rule in self._run_axe()]
            assert not found, f"{where}: {found}"

    def _is_new(self) -> bool:
        """Whether axe has not seen this very page yet, at this width; tokens and numbers of things are left aside."""
        content = CHANGING.sub("", self.page.content())
        seen = (self.page.viewport_size["width"], self.runs_scripts, hash(content))
        if seen in _seen_by_axe:
            return False
        _seen_by_axe.add(seen)
        return True

    def _run_axe(self) -> list[dict]:
        """What axe finds. It needs scripts: a page that runs none has left its own out, and runs this one alone."""
        if self.runs_scripts:
            return self.page.evaluate(AXE)
        line = self.page.context.new_cdp_session(self.page)
        for is_refused in (True, False):  # a new line takes them for allowed, and passes on what changes alone
            line.send(REFUSE_SCRIPTS, {"value": is_refused})
        try:
            return self.page.evaluate(AXE)
        finally:
            line.send(REFUSE_SCRIPTS, {"value": True})
            line.detach()

    def end(self) -> None:
        """Close the window."""
        self.page.context.close()

    def _without(self, expected: int) -> list[str]:
        """The complaints but for the one that is expected; they start afresh."""
        told, self.complaints = self.complaints, []
        return [line for line in told if not (expected >= 400 and line.startswith(f"{expected} "))]

    def _console(self, message: ConsoleMessage) -> None:
        if message.type == "error" and SAID_OF_ANSWERS not in message.text:
            self.complaints.append(message.text)

    def _request(self, request: Request) -> None:
        asked = urlsplit(request.url)
        if asked.scheme not in {"data", "blob"} and asked.netloc != self.host:
            self.complaints.append(f"another host is asked: {request.url}")

    def _failed(self, request: Request) -> None:
        if request.failure != BROKEN_OFF:
            self.complaints.append(f"{request.url} failed: {request.failure}")

    def _response(self, response: Response) -> None:
        if response.status >= 400:
            self.complaints.append(f"{response.status} for {response.url}")

    def _too_wide(self) -> list[str]:
        """The innermost elements that reach beyond the window."""
        return self.page.evaluate(
            """() => [...document.querySelectorAll("body *")]
                .filter((one) => one.getBoundingClientRect().right > innerWidth + 1)
                .slice(-5).map((one) => one.outerHTML.slice(0, 160))"""
        )

    def _picture(self, name: str) -> None:
        """For whoever wants to see what a journey sees: JOURNEY_PICTURES names a folder."""
        if PICTURES:
            folder = Path(PICTURES)
            folder.mkdir(parents=True, exist_ok=True)
            number = len(list(folder.iterdir()))
            plain = re.sub(r"[^a-z0-9]+", "-", f"{name} {urlsplit(self.page.url).path}".lower()).strip("-")
            self.page.screenshot(path=folder / f"{number:03}-{plain[:120]}.png", full_page=True)
