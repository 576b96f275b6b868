"""Logs go to standard error and hold no personal data: kinds of faults, places in the code and request ids only."""

from .environment import DEBUG

__all__ = ["LOGGING"]

LINE = "%(asctime)s %(levelname)s %(name)s %(request_id)s %(message)s"
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"()": "talentboard.logs.Line", "fmt": LINE, "outspoken": DEBUG}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {
        "talentboard": {"level": "INFO"},
        "dashboard": {"level": "INFO"},
        "django": {"handlers": [], "level": "WARNING"},  # Django's own handlers write without this formatter
        "weasyprint": {"level": "ERROR"},  # it warns of signs that no font has with the words around them
        "django.server": {"handlers": ["stderr"], "level": "INFO", "propagate": False},
    },
}
