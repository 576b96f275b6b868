"""Reading the environment: a missing or wrong setting is a sentence that says what would be right."""

import os
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

BASE_DIR = Path(__file__).resolve().parent.parent.parent


def flag(name: str, default: bool = False) -> bool:
    """A yes or no: 1, true, yes or on mean yes; 0, false, no, off or nothing mean no."""
    value = os.environ.get(name, "").strip().lower()
    if not value:
        return default
    if value in {"1", "true", "yes", "on"}:
        return True
    if value in {"0", "false", "no", "off"}:
        return False
    raise ImproperlyConfigured(f"{name} is {value!r}; it takes 1 or 0.")


def number(name: str, default: int) -> int:
    """A whole number from 1 on."""
    value = os.environ.get(name, "").strip() or str(default)
    if value.isascii() and value.isdigit() and int(value):
        return int(value)
    raise ImproperlyConfigured(f"{name} is {value!r}; it takes a whole number from 1 on.")


def needed(name: str, why: str) -> str:
    """A setting without which nothing runs."""
    value = os.environ.get(name, "")
    if not value:
        raise ImproperlyConfigured(f"{name} is not set: {why}")
    return value


DEBUG = flag("TALENTBOARD_DEBUG")
DEMONSTRATION = flag("TALENTBOARD_DEMO")
OUTBOX = os.environ.get("TALENTBOARD_OUTBOX", "")  # the folder of a demonstration's mails
HOSTS = [host for host in os.environ.get("TALENTBOARD_HOSTS", "localhost,127.0.0.1,[::1]").split(",") if host]
LOCAL_HOSTS = {"localhost", "127.0.0.1", "[::1]", "testserver"}

if DEMONSTRATION and (not DEBUG or not set(HOSTS) <= LOCAL_HOSTS):
    raise ImproperlyConfigured(
        "TALENTBOARD_DEMO prints everybody's second factor, so it runs only with TALENTBOARD_DEBUG=1 "
        "and TALENTBOARD_HOSTS naming this machine alone."
    )

if OUTBOX and not DEMONSTRATION:
    raise ImproperlyConfigured(
        "TALENTBOARD_OUTBOX shows everybody every mail, so it runs only with TALENTBOARD_DEMO=1."
    )
