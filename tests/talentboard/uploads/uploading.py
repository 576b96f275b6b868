"""Sending files through the page, as a browser does."""

import datetime as dt

from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client

from talentboard.access import Role
from tests.fixtures.people import signed_in, with_role

DAY = dt.date(2026, 9, 30)


def somebody(role: Role = Role.REGIONAL_TEAM, region: str = "east") -> Client:
    """A browser in which somebody with a role is signed in."""
    return signed_in(with_role(role, region))


def send(
    client: Client, *files: tuple[str, bytes], holds: str = "return", as_of: dt.date = DAY, region: str = "east", **more
) -> HttpResponse:
    """Send files and follow to the page that comes."""
    sent = [SimpleUploadedFile(name, content) for name, content in files]
    asked = {"holds": holds, "as_of": as_of.isoformat(), "files": sent, **more}
    return client.post(f"/{region}/upload/?sent=1", asked, follow=True)


def save(client: Client, page: HttpResponse, *, expected: str | None = None) -> HttpResponse:
    """Press the main button of a page that says what would change."""
    address = page.request["PATH_INFO"]
    digest = page.context["page"].findings["digest"] if expected is None else expected
    return client.post(f"{address}save/", {"expected": digest}, follow=True)


def text(page: HttpResponse) -> str:
    """What the page says, on one line."""
    return " ".join(page.content.decode().split())


def counts(page: HttpResponse) -> dict[str, str]:
    return dict(page.context["page"].counts)


def mistakes(page: HttpResponse) -> list[tuple]:
    """Sheet, row, column, value and what is wrong, of every mistake on the page."""
    return [
        (one["sheet"], one["row"], one["column"], one["value"], one["wrong"]) for one in page.context["page"].problems
    ]
