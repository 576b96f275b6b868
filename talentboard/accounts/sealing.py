"""Secrets at rest: what an authenticator app shares with us is encrypted before it reaches the database."""

import base64

from allauth.mfa.models import Authenticator
from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.db import transaction

# Where django-allauth keeps what it seals, by the type of the second factor.
SEALED_PARTS = {Authenticator.Type.TOTP: "secret", Authenticator.Type.RECOVERY_CODES: "seed"}


class Unopened(Exception):
    """A secret that no known key opens; its words say how many, and what to do."""


def seal(text: str) -> str:
    """Encrypt under the secret key of the installation."""
    return _box().encrypt(text.encode()).decode()


def unseal(sealed: str) -> str:
    """Decrypt; also what was sealed under a key in SECRET_KEY_FALLBACKS. Raises InvalidToken for anything else."""
    return _box().decrypt(sealed.encode()).decode()


@transaction.atomic
def seal_again() -> int:
    """Seal every secret of a second factor under the present key; returns how many. Raises Unopened, changing none."""
    box, unopened = _box(), 0
    kept = list(Authenticator.objects.select_for_update().filter(type__in=SEALED_PARTS).order_by("pk"))
    for factor in kept:
        part = SEALED_PARTS[factor.type]
        try:
            factor.data[part] = box.rotate(factor.data[part].encode()).decode()
        except InvalidToken:
            unopened += 1
    if unopened:
        raise Unopened(
            f"{unopened} of {len(kept)} secrets of second factors open with no key given: nothing was changed. Put the "
            "key they were sealed under into TALENTBOARD_SECRET_KEY_FALLBACKS."
        )
    Authenticator.objects.bulk_update(kept, ["data"])
    return len(kept)


def _box() -> MultiFernet:
    return MultiFernet([Fernet(_key(secret)) for secret in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)])


def _key(secret: str) -> bytes:
    derived = HKDF(algorithm=SHA256(), length=32, salt=None, info=b"talentboard second factors")
    return base64.urlsafe_b64encode(derived.derive(secret.encode()))
