"""What stands in the mail: the number of a link, signed with the secret key when the mail is written."""

from __future__ import annotations

import base64
import uuid

from django.core.signing import BadSignature, Signer
from django.urls import reverse

from talentboard.notifications.writing import link as whole

from .models import Link


def token_of(purpose: str, link_id: uuid.UUID | str) -> str:
    """The token of a link: 22 letters of its number, and 43 that only the holder of the secret key can make."""
    number = base64.urlsafe_b64encode(uuid.UUID(str(link_id)).bytes).decode().rstrip("=")
    return _signer(purpose).sign(number)


def find(purpose: str, token: str) -> Link | None:
    """The link of a token, signed under the present or an earlier secret key; None for anything else."""
    try:
        number = _signer(purpose).unsign(token)
        link_id = uuid.UUID(bytes=base64.urlsafe_b64decode(f"{number}=="))
    except (BadSignature, ValueError):
        return None
    return Link.objects.select_related("user").filter(pk=link_id, purpose=purpose).first()


def path_of(purpose: str, link_id: uuid.UUID | str) -> str:
    """The path of a link's page."""
    return reverse("links:link", args=[purpose, token_of(purpose, link_id)])


def whole_address(purpose: str, link_id: uuid.UUID | str) -> str:
    """What a mail says: the whole address of a link's page. No query."""
    return whole(path_of(purpose, link_id))


def _signer(purpose: str) -> Signer:
    return Signer(sep=".", salt=f"talentboard.links {purpose}")
