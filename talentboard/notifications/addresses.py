"""Addresses of people without an account: they are kept until the mail has left, and known afterwards by a digest."""

from django.conf import settings
from django.utils.crypto import salted_hmac

SALT = "talentboard.notifications.address"


def digest_of(address: str) -> str:
    """What is kept of an address: 64 hexadecimal digits that nobody can reckon out without the secret key."""
    return _digest(address, settings.SECRET_KEY)


def digests_of(address: str) -> list[str]:
    """Every digest that may have been kept of it: under the present key first, then under those that still count."""
    return [_digest(address, key) for key in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)]


def _digest(address: str, key: str) -> str:
    return salted_hmac(SALT, address.strip().lower(), secret=key, algorithm="sha256").hexdigest()
